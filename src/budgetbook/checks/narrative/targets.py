"""What section 十 says of projects under performance targets: how many, how much, by class, for all projects and for those published.

Source: the form's sentence 纳入绩效目标管理的二级项目…个，共计金额…万元。其中：其他运转类项目…个，涉及金额…万元；… 公开项目绩效目标…个….
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Telling
from budgetbook.checks.once import once

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MONEY = rf"[^。；，]*?，?[^。；，\d]*?(?P<amount>{_NUMBER})(?P<unit>亿元|万元|元)"
_WAN = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}
_ALL = re.compile(rf"纳入绩效目标管理的?(?:二级)?项目(?:共|共计)?(?P<count>\d+)个{_MONEY}")
_PUBLISHED = re.compile(rf"公开(?:的)?(?:二级)?项目绩效目标(?P<count>\d+)个{_MONEY}")
_CLASS = re.compile(rf"(?P<name>[^，。；：\d]{{1,12}}?类)项目(?P<count>\d+)个{_MONEY}")
_SHARE = re.compile(r"占[^。；，]*?项目支出[^。；，]*?(?P<share>\d+(?:\.\d+)?)%")


class Group(NamedTuple):
    """Projects counted and summed: `amount` in 万元. `start` and `end` are positions in the plain text."""

    name: str
    number: int
    amount: Decimal
    start: int
    end: int


class Share(NamedTuple):
    """The published projects' share of all project expenditure, in percent as printed."""

    rate: Decimal
    start: int
    end: int


class Targets(NamedTuple):
    """A section's projects under targets. `classes` are the groups that a total is divided into; empty where it isn't."""

    telling: Telling
    all: Group | None
    all_classes: tuple[Group, ...]
    published: Group | None
    published_classes: tuple[Group, ...]
    share: Share | None


@once
def targets(context: Context) -> tuple[Targets, ...]:
    """What each section says; sections that say nothing of such projects are left out."""
    return tuple(_targets(context.tellings))


def _targets(tellings: tuple[Telling, ...]) -> Iterator[Targets]:
    for telling in tellings:
        text = telling.plain.text
        every, published = _ALL.search(text), _PUBLISHED.search(text)
        if every is None and published is None:
            continue
        first_end = published.start() if published is not None else len(text)
        share = _SHARE.search(text, published.end()) if published is not None else None
        yield Targets(
            telling,
            None if every is None else _group(every, "纳入绩效目标管理的项目"),
            () if every is None else _classes(text, every.end(), first_end),
            None if published is None else _group(published, "公开绩效目标的项目"),
            () if published is None else _classes(text, published.end(), len(text)),
            None if share is None else Share(Decimal(share["share"]), share.start(), share.end()),
        )


def _classes(text: str, start: int, end: int) -> tuple[Group, ...]:
    line = text.find("\n", start)
    return tuple(
        _group(match, match["name"]) for match in _CLASS.finditer(text, start, end if line == -1 else min(end, line))
    )


def _group(match: re.Match[str], name: str) -> Group:
    amount = Decimal(match["amount"].replace(",", "")) * _WAN[match["unit"]]
    return Group(name, int(match["count"]), amount, match.start(), match.end())
