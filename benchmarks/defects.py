"""Realistic defects put into a sound disclosure's words and form: one at a time, each where a person could see it.

What nothing in the document could reveal is left out: amounts inside reasons, prices of devices, a quota raised, and figures of units that no
statement shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from budgetbook.checks.without_data import says_no_data
from budgetbook.codes import function_classes
from budgetbook.model.disclosure import Disclosure, EntityKind
from budgetbook.model.statement import Statement


class Defect(NamedTuple):
    """A kind of defect, the disclosure that has it, and what was changed to what."""

    kind: str
    disclosure: Disclosure
    change: str


_REASON = re.compile(r"(?:原因是|用于)(?!以下方面)[^。；\n]*?(?=[。；\n]|$|，公务用车(?:购置费|运行维护费)[\d.,]+万元)")
_UNSEEN = re.compile(r"价值\d+万元|编制\d+辆|(?:单位|预算单位)\d+个|\d+个单位[^。；\n]*|总面积[^。\n]*")
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?(?=万元)")
_SHARE = re.compile(r"(?<=占)(?P<of>[^\d。；，]*)(?P<rate>\d+(?:\.\d+)?)(?=%)")
_RATE = re.compile(r"(?<=增长|下降|增加|减少)\d+(?:\.\d+)?(?=%)")
_DIRECTION = re.compile(r"(?:增加|减少|增长|下降)(?=[\d.,]+(?:万元|%))")
_COUNT = re.compile(r"\d+(?=个|家|辆)")
_DEVICES = re.compile(r"(?<=通用设备)\d+(?=台)")
_FISCAL = re.compile(r"20\d\d(?=年度?[^，。；\n]*?(?:预算|支出|收入)[^，。；\n\d]*?\d[\d,.]*万元)")
_BASE_YEAR = re.compile(r"(?<=[比与较])20\d\d(?=年)")
_AS_OF = re.compile(r"(?<=截至)20\d\d(?=年)")


def defects(disclosure: Disclosure) -> Iterator[Defect]:
    """Every defect, one at a time."""
    for maker in _MAKERS:
        yield from maker(disclosure)


def _hidden(text: str) -> set[int]:
    return {at for pattern in (_REASON, _UNSEEN) for match in pattern.finditer(text) for at in range(*match.span())}


def _in_words(
    kind: str, pattern: re.Pattern[str], change: Callable[[str, Disclosure], str | None], *, group: str | int = 0
) -> Callable[[Disclosure], Iterator[Defect]]:
    """A maker that changes each match of `pattern` in the words by `change`."""

    def maker(disclosure: Disclosure) -> Iterator[Defect]:
        for number, section in enumerate(disclosure.narrative):
            hidden = _hidden(section.text)
            for match in pattern.finditer(section.text):
                start, end = match.span(group)
                was = section.text[start:end]
                now = None if start in hidden else change(was, disclosure)
                if now is None or now == was:
                    continue
                text = section.text[:start] + now + section.text[end:]
                yield Defect(
                    kind,
                    _with_text(disclosure, number, text),
                    f"{section.section}: {section.text[max(0, start - 14) : end + 4]} → {now}",
                )

    return maker


def _with_text(disclosure: Disclosure, number: int, text: str) -> Disclosure:
    sections = list(disclosure.narrative)
    sections[number] = replace(sections[number], text=text)
    return replace(disclosure, narrative=tuple(sections))


def _digit(was: str, _: Disclosure) -> str | None:
    """Another digit somewhere in the middle, as a slip of the hand makes it; none of a lone zero."""
    digits = [at for at, char in enumerate(was) if char.isdigit()]
    if not any(char in "123456789" for char in was):
        return None
    at = digits[min(len(digits) // 2, len(digits) - 1)]
    return was[:at] + str((int(was[at]) + 3) % 10) + was[at + 1 :]


def _last_digit(was: str, _: Disclosure) -> str | None:
    return was[:-1] + str((int(was[-1]) + 5) % 10) if any(char in "123456789" for char in was) else None


def _percent(was: str, _: Disclosure) -> str:
    return str(Decimal(was) + (2 if Decimal(was) < 90 else -2))


def _opposite(was: str, _: Disclosure) -> str:
    return {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}[was]


def _one_more(was: str, _: Disclosure) -> str:
    return str(int(was) + 1)


def _year_before(was: str, _: Disclosure) -> str:
    return str(int(was) - 1)


def _no_devices(was: str, disclosure: Disclosure) -> str | None:
    """Fewer devices over 500,000 than over a million, where there are any of the latter."""
    assets = disclosure.assets
    most = assets.devices_over_1m if assets is not None else None
    if not most or assets is None or int(was) != assets.devices_over_500k or assets.devices_over_500k < most:
        return None
    return str(most - 1)


def _over_quota(disclosure: Disclosure) -> Iterator[Defect]:
    """A quota below the vehicles there are."""
    assets = disclosure.assets
    if assets is None or not assets.vehicles or assets.vehicle_quota is None or assets.vehicles > assets.vehicle_quota:
        return
    for number, section in enumerate(disclosure.narrative):
        text = re.sub(r"编制\d+辆", f"编制{assets.vehicles - 1}辆", section.text)
        if text != section.text:
            yield Defect("count", _with_text(disclosure, number, text), f"quota {assets.vehicles - 1}")


def _other_class(disclosure: Disclosure) -> Iterator[Defect]:
    """The name of a class in a list exchanged for one that has no money."""
    names = [one.name for one in function_classes(disclosure.fiscal_year)]
    for number, section in enumerate(disclosure.narrative):
        for name in names:
            for match in re.finditer(name + r"(?=[\d,.]+万元)", section.text):
                other = next(one for one in names[7:] if one not in section.text)
                text = section.text[: match.start()] + other + section.text[match.end() :]
                yield Defect("class name", _with_text(disclosure, number, text), f"{section.section}: {name} → {other}")


def _other_subject(disclosure: Disclosure) -> Iterator[Defect]:
    """A subject in a list of economic subjects exchanged for one that has no money."""
    for number, section in enumerate(disclosure.narrative):
        for listed in re.finditer(r"(?:人员经费|公用经费)[^：:。]*主要包括[：:](?P<names>[^。；;]+?)等", section.text):
            begin = listed.start("names")
            for name in re.finditer(r"[^、]+", listed["names"]):
                start, end = begin + name.start(), begin + name.end()
                text = section.text[:start] + "咨询费" + section.text[end:]
                yield Defect(
                    "subject name", _with_text(disclosure, number, text), f"{section.section}: {name[0]} → 咨询费"
                )


def _old_unit_name(disclosure: Disclosure) -> Iterator[Defect]:
    """A unit of the statements under a former name in the words."""
    if disclosure.entity.kind is not EntityKind.DEPARTMENT:
        return
    units = {
        row.coordinates.unit
        for statement in disclosure.statements
        for row in statement.rows
        if row.coordinates.unit is not None and row.coordinates.unit != disclosure.entity.name
    }
    for unit in sorted(units):
        old = unit[: len(unit) // 2] + "管理服务"[: 2 + len(unit) % 3] + unit[len(unit) // 2 + 1 :]
        structure = disclosure.profile.structure or ""
        if unit in structure:
            profile = replace(disclosure.profile, structure=structure.replace(unit, old))
            yield Defect("old unit name", replace(disclosure, profile=profile), f"structure: {unit} → {old}")
        for number, section in enumerate(disclosure.narrative):
            if section.section == "八" and unit in section.text:
                text = section.text.replace(unit, old, 1)
                yield Defect(
                    "old unit name", _with_text(disclosure, number, text), f"{section.section}: {unit} → {old}"
                )


def _other_kind(disclosure: Disclosure) -> Iterator[Defect]:
    """部门 for 单位 and the reverse, in sentences and titles."""
    kind = disclosure.entity.kind
    other = EntityKind.UNIT if kind is EntityKind.DEPARTMENT else EntityKind.DEPARTMENT
    pattern = re.compile(f"(?<=[本我]){kind.word}|(?<=本年){kind.word}(?=预算)|(?<=编报){kind.word}(?=整体)")
    yield from _in_words("department for unit", pattern, lambda was, _: other.word)(disclosure)
    for number, section in enumerate(disclosure.narrative):
        if section.title.startswith(kind.word):
            sections = list(disclosure.narrative)
            sections[number] = replace(section, title=section.title.replace(kind.word, other.word, 1))
            yield Defect(
                "department for unit", replace(disclosure, narrative=tuple(sections)), f"title {section.section}"
            )


def _with_statement(disclosure: Disclosure, number: int, statement: Statement) -> Disclosure:
    statements = list(disclosure.statements)
    statements[number] = statement
    return replace(disclosure, statements=tuple(statements))


def _lost_note(disclosure: Disclosure) -> Iterator[Defect]:
    for number, statement in enumerate(disclosure.statements):
        if says_no_data(statement):
            yield Defect(
                "lost note", _with_statement(disclosure, number, replace(statement, note=None)), statement.title
            )


def _old_title(disclosure: Disclosure) -> Iterator[Defect]:
    year = str(disclosure.fiscal_year)
    for number, statement in enumerate(disclosure.statements):
        if year in statement.title:
            title = statement.title.replace(year, str(disclosure.fiscal_year - 1))
            yield Defect("year of a title", _with_statement(disclosure, number, replace(statement, title=title)), title)


def _lost(disclosure: Disclosure) -> Iterator[Defect]:
    """A section or a statement left out."""
    for number, section in enumerate(disclosure.narrative):
        left = disclosure.narrative[:number] + disclosure.narrative[number + 1 :]
        yield Defect("lost section", replace(disclosure, narrative=left), section.title)
    for number, statement in enumerate(disclosure.statements):
        rest = disclosure.statements[:number] + disclosure.statements[number + 1 :]
        yield Defect("lost statement", replace(disclosure, statements=rest), statement.title)


def _lost_from_contents(disclosure: Disclosure) -> Iterator[Defect]:
    """A statement left out that the contents page lists, and a statement's line left out of the contents page."""
    entries = disclosure.contents
    for number, statement in enumerate(disclosure.statements):
        listed = [one for one in entries if one.heading is not None and one.heading == statement.place]
        if not listed:
            continue
        rest = disclosure.statements[:number] + disclosure.statements[number + 1 :]
        nowhere = tuple(replace(one, heading=None) if one in listed else one for one in entries)
        lost = replace(disclosure, statements=rest, contents=nowhere)
        yield Defect("statement the contents list", lost, statement.title)
        unlisted = replace(disclosure, contents=tuple(one for one in entries if one not in listed))
        yield Defect("statement the contents leave out", unlisted, statement.title)


def _gap(disclosure: Disclosure) -> Iterator[Defect]:
    """What a template leaves behind: a reason that isn't there, XX for a number, both directions."""
    for number, section in enumerate(disclosure.narrative):
        for match in re.finditer(r"(?<=原因是)[^。；\n]+", section.text):
            text = section.text[: match.start()] + section.text[match.end() :]
            if match.end() < len(section.text):
                yield Defect("template remnant", _with_text(disclosure, number, text), f"{section.section}: 原因")
        for match in list(re.finditer(r"\d[\d,.]*(?=万元|个)", section.text))[::4]:
            text = section.text[: match.start()] + "XX" + section.text[match.end() :]
            yield Defect(
                "template remnant", _with_text(disclosure, number, text), f"{section.section}: XX for {match[0]}"
            )
        for match in _DIRECTION.finditer(section.text):
            if match.start() not in _hidden(section.text):
                text = section.text[: match.start()] + "增加（减少）" + section.text[match.end() :]
                yield Defect(
                    "template remnant", _with_text(disclosure, number, text), f"{section.section}: 增加（减少）"
                )


def _other_unit(disclosure: Disclosure) -> Iterator[Defect]:
    """元 for 万元."""
    for number, section in enumerate(disclosure.narrative):
        hidden = _hidden(section.text)
        for match in re.finditer(r"(?<=[\d])万元", section.text):
            start = match.start()
            before = re.search(r"[\d,.]+$", section.text[:start])
            if start in hidden or before is None or not any(char in "123456789" for char in before[0]):
                continue
            text = section.text[:start] + "元" + section.text[match.end() :]
            yield Defect("wrong unit", _with_text(disclosure, number, text), f"{section.section}: {before[0]}元")


_MAKERS: tuple[Callable[[Disclosure], Iterator[Defect]], ...] = (
    _in_words("amount", _AMOUNT, _digit),
    _in_words("amount (last digit)", _AMOUNT, _last_digit),
    _in_words("share", _SHARE, _percent, group="rate"),
    _in_words("rate", _RATE, _percent),
    _in_words("direction", _DIRECTION, _opposite),
    _in_words("count", _COUNT, _one_more),
    _in_words("count", _DEVICES, _no_devices),
    _over_quota,
    _in_words("year", _FISCAL, _year_before),
    _in_words("year", _BASE_YEAR, _year_before),
    _in_words("year", _AS_OF, _year_before),
    _other_class,
    _other_subject,
    _old_unit_name,
    _other_kind,
    _lost_note,
    _old_title,
    _lost,
    _lost_from_contents,
    _gap,
    _other_unit,
)
