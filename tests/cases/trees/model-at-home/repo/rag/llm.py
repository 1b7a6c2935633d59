import ollama

DEFAULT_MODEL = "llama3.2"


def chat(messages, model=DEFAULT_MODEL):
    return ollama.chat(model=model, messages=messages)
