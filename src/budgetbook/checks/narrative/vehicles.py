"""Vehicles in words: 共有公务用车编制10辆，实有11辆，其中：领导用车0辆，机要通信用车1辆…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Telling
from budgetbook.checks.once import once

# A label holds no digit, so there is nothing to be found in giving back a part of it.
_ITEM = re.compile(r"(?P<label>(?:[^，、；。：（）\n\d]++|（省）)++)(?P<count>\d+)辆")
_QUOTA = re.compile(r"编制")
_WHOLE = re.compile(r"实有|共有|车辆|公务用车(?:$|总数|数量|保有量)")
_NESTED = re.compile(r"其中|（(?!境|省）)|主要(?:是|为|包括)")  # kinds of a kind
_KIND = re.compile(r"车$")


class Fleet(NamedTuple):
    """Vehicles of one sentence: how many there are, the kinds they are said to be, and the quota where one is stated."""

    telling: Telling
    total: int
    kinds: tuple[tuple[str, int], ...]
    quota: int | None
    start: int
    end: int


@once
def fleets(context: Context) -> tuple[Fleet, ...]:
    """Every sentence that states how many vehicles there are."""
    return tuple(_fleets(context.tellings))


def _fleets(tellings: tuple[Telling, ...]) -> Iterator[Fleet]:
    for telling in tellings:
        if "辆" not in telling.plain.text:
            continue
        for sentence in re.finditer(r"[^。；\n]+", telling.plain.text):
            fleet = _fleet(telling, sentence) if "辆" in sentence[0] else None
            if fleet is not None:
                yield fleet


def _fleet(telling: Telling, sentence: re.Match[str]) -> Fleet | None:
    total: int | None = None
    quota: int | None = None
    kinds: list[tuple[str, int]] = []
    start = end = sentence.start()
    for item in _ITEM.finditer(sentence[0]):
        label, count = item["label"].removeprefix("其中"), int(item["count"])
        if _QUOTA.search(label) and total is None:
            quota, start = count, sentence.start() + item.start()
        elif total is None:
            if not _WHOLE.search(label):
                return None
            total = count
            start = sentence.start() + item.start() if quota is None else start
        elif kinds and _NESTED.search(sentence[0], end - sentence.start(), item.end()):
            break
        elif _KIND.search(label):
            kinds.append((label, count))
        else:
            break
        end = sentence.start() + item.end()
    return None if total is None else Fleet(telling, total, tuple(kinds), quota, start, end)
