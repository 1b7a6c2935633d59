// SPDX-License-Identifier: Apache-2.0
export interface Model { complete(prompt: string): Promise<string>; }
export function run(model: Model, prompt: string) { return model.complete(prompt); }
