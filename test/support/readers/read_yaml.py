"""Reads a JSON list of YAML documents from standard input, writes the JSON list of what PyYAML takes them for."""

import json
import sys

import yaml


def checked(value):
    """The value as JSON has it. A key that is no string is an error, as json.dumps would make it one in silence."""
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                raise ValueError(f"the key {key!r} is no string")
        return {key: checked(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [checked(inner) for inner in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise ValueError(f"{value!r} is no JSON value")


def read(document):
    try:
        return {"value": checked(yaml.safe_load(document))}
    except (yaml.YAMLError, ValueError) as error:
        return {"error": str(error)}


sys.setrecursionlimit(20_000)
json.dump([read(document) for document in json.load(sys.stdin)], sys.stdout)
