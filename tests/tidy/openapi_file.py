#!/usr/bin/env python3
"""docs/openapi.json says what the program says, and another's validator finds it to be OpenAPI 3.1.

    openapi_file.py SEVENTH docs/openapi.json
"""
import json
import pathlib
import subprocess
import sys

PROGRAM, FILE = sys.argv[1:]
PEERS = pathlib.Path(__file__).resolve().parents[1] / "e2e"
VALIDATE = """
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
const { Validator } = await import(pathToFileURL(createRequire(process.argv[1]).resolve("@seriousme/openapi-schema-validator")));
const validator = new Validator();
const found = await validator.validate(process.argv[2]);
if (found.valid) validator.resolveRefs();
console.log(JSON.stringify({ valid: found.valid, version: validator.version, errors: found.errors }));
"""

said = subprocess.run([PROGRAM, "help", "--openapi"], check=True, stdout=subprocess.PIPE, text=True).stdout
document = json.loads(said)
count = sum(len(item) for item in document["paths"].values())
if count < 80:
    sys.exit(f"the program tells of {count} operations only")
names = [entry["operationId"] for item in document["paths"].values() for entry in item.values()]
if len(set(names)) != len(names):
    sys.exit("an operationId stands twice")
if pathlib.Path(FILE).read_text() != said:
    sys.exit(f"{FILE} is out of date: build/seventh help --openapi > docs/openapi.json")
if not (PEERS / "node_modules" / "@seriousme").exists():
    print("the validator is not installed: npm ci --prefix tests/e2e")
    sys.exit(77)
done = subprocess.run(["node", "--input-type=module", "--eval", VALIDATE, str(PEERS / "package.json"), FILE], check=True,
                      stdout=subprocess.PIPE, text=True)
found = json.loads(done.stdout)
if not found["valid"] or found["version"] != "3.1":
    sys.exit(f"{FILE} is not OpenAPI 3.1: {json.dumps(found, indent=1)[:3000]}")
print(f"{count} operations described, valid OpenAPI {found['version']}")
