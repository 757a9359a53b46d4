"""Usage: validate_config.py SCHEMA GOOD BAD. The schema accepts one file and refuses the other."""

import json
import sys

import jsonschema
import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft7Validator.check_schema(schema)
good, bad = ([e.message for e in jsonschema.Draft7Validator(schema).iter_errors(
    yaml.safe_load(open(path, encoding="utf-8")))] for path in sys.argv[2:])
assert not good, good
for key in ("exlude", "quadatic", "json:out.json", "soon"):
    assert any(key in message for message in bad), (key, bad)
