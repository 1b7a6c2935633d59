# SPDX-License-Identifier: Apache-2.0

import os

from openai import OpenAI

DEFAULT_MODEL = "gpt-4o"


class Agent:
    def __init__(self, model: str = DEFAULT_MODEL, base_url: str | None = None):
        self.model = model
        self.client = OpenAI(base_url=base_url or os.environ.get("ERRAND_BASE_URL"))

    def run(self, task: str) -> str:
        answer = self.client.chat.completions.create(
            model=self.model, messages=[{"role": "user", "content": task}]
        )
        return answer.choices[0].message.content
