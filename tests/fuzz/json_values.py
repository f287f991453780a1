"""Mutations of JSON by its values."""

from __future__ import annotations

import json
from random import Random
from typing import Any

_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1.5, "", "x", "1e999999999", "NaN", "-0.00", "9" * 60, "0." + "0" * 60 + "1", "income", "元", [], {}, [[]],
    {"page": 0}, {"page": -1, "box": [0, 0, 0, 0]}, "/statements/99/rows/0", "\u0000", "\ud800", ["1"] * 500, "budgetbook/disclosure/2",
)  # fmt: skip
_DEEP = (10, 1_000, 100_000)


def mutated_json(content: bytes, random: Random) -> bytes:
    """A mutated copy of a JSON document."""
    whole = json.loads(content)
    holders = list(_holders(whole))
    for _ in range(random.choice((1, 1, 2, 5))):
        holder = random.choice(holders)
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not keys:
            continue
        key = random.choice(keys)
        match random.randrange(5):
            case 0:
                del holder[key]
            case 1:
                other = random.choice(holders)
                holder[key] = json.loads(json.dumps(other))
            case 2 if isinstance(holder, list):
                holder += json.loads(json.dumps(holder)) * random.choice((1, 3))
            case _:
                holder[key] = random.choice(_VALUES)
    made = json.dumps(whole, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")
    if random.random() < 0.05:
        depth = random.choice(_DEEP)
        made = made[:-1] + b', "x": ' + b"[" * depth + b"]" * depth + b"}"
    return made


def _holders(value: Any) -> Any:
    if isinstance(value, dict | list):
        yield value
        for each in value.values() if isinstance(value, dict) else value:
            yield from _holders(each)
