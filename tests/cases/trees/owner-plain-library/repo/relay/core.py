from openai import OpenAI


class Relay:
    def __init__(self, client=None):
        if not client:
            client = OpenAI()
        self.client = client

    def run(self, messages, model: str = "gpt-4o"):
        return self.client.chat.completions.create(model=model, messages=messages)
