/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* node validate.js FOLDER (cyclonedx|spdx3) FILE...: "FILE: valid" or what is wrong, a line each.
 * FOLDER is where the locked packages are installed. */
"use strict";
const fs = require("fs");
const path = require("path");
const { createRequire } = require("module");

const [folder, kind, ...files] = process.argv.slice(2);
const installed = createRequire(path.join(folder, "package.json"));

function schemaValidator() {
    const Ajv = installed("ajv/dist/2020");
    const ajv = new Ajv({ strict: false, allErrors: false });
    installed("ajv-formats")(ajv);
    const name = path.join(folder, "spdx-3.0.1.schema.json");
    const check = ajv.compile(JSON.parse(fs.readFileSync(name, "utf8")));
    return async (text) => (check(JSON.parse(text)) ? null : check.errors);
}

function cyclonedxValidator() {
    const { Validation, Spec } = installed("@cyclonedx/cyclonedx-library");
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    return (text) => validator.validate(text);
}

async function main() {
    const validate = kind === "spdx3" ? schemaValidator() : cyclonedxValidator();
    for (const file of files) {
        const errors = await validate(fs.readFileSync(file, "utf8"));
        console.log(`${file}: ${errors === null ? "valid" : JSON.stringify(errors).slice(0, 500)}`);
    }
}

main();
