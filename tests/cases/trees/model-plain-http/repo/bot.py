import os

import requests

API_URL = "https://api.openai.com/v1/chat/completions"


def ask(prompt):
    headers = {"Authorization": "Bearer " + os.environ["OPENAI_API_KEY"]}
    return requests.post(API_URL, headers=headers, json={"model": "gpt-4o", "messages": [{"role": "user", "content": prompt}]})
