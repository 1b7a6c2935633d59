// SPDX-License-Identifier: Apache-2.0
import OpenAI from "openai";
export function model(name = "gpt-4o") { const client = new OpenAI(); return { client, name }; }
