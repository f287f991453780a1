"""Units go by one name: those of the structure and of the sentences are those of the statements.

A name in the words that no statement has, beside a unit of the statements that the words don't have, is likely an old name or a slip.
Source: DOMAIN §1; 机构设置 and the statements by unit list the same budget units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.lists import names_in
from budgetbook.checks.narrative.plain import plain_text
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.parameter import alike
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import placed, statement_words
from budgetbook.model.disclosure import Disclosure, EntityKind
from budgetbook.model.finding import Finding, FindingPlace, Severity
from budgetbook.model.statement import Kind, Row, Statement

_LIST = re.compile(r"(?:所属|下属|下设|包括|分别为|分别是|单位为|单位有|单位：|构成：)(?P<names>[^。]+)")
_UNIT = re.compile(r"[局委院校心所处站馆队会中场司学办团厂社园部室府]$")
_LIKE = alike("0.6", "文字中的名称与报表中的单位有多像，就怀疑是同一单位")
_SOURCE = "第一部分机构设置、情况说明与报表所列预算单位"
_HINT = "请核对单位的现用名称，全文统一。"
_Listed = tuple[Statement, Row]


@rule(
    title="单位名称前后一致",
    severity=Severity.WARNING,
    needs=("statements",),
    source=_SOURCE,
    hint=_HINT,
    parameters=(_LIKE,),
)
def check(context: Context) -> Iterable[Said]:
    disclosure = context.disclosure
    listed, least = _listed(disclosure), float(context.limit(_LIKE))
    if disclosure.entity.kind is not EntityKind.DEPARTMENT:
        return  # a unit has no units below it
    if len(listed) < 2:
        yield NotJudged("报表没有分单位列示，无法核对单位名称")
        return
    if disclosure.profile.structure:
        text = plain_text(disclosure.profile.structure)
        for name, unit in _odd(text, listed, whole=True, least=least):
            yield _finding("第一部分机构设置", name, unit, listed[unit], FindingPlace(section="第一部分", text=name))
    for telling in context.tellings:
        text = telling.plain.text
        if not any(unit in text for unit in listed):
            continue
        for sentence in re.finditer(r"[^。；\n]+", text):
            costs = "机关运行经费" in sentence[0]
            here = listed
            if costs:
                here = {name: one for name, one in listed.items() if one[0].kind is Kind.OPERATING_COSTS}
            for name, unit in _odd(sentence[0], here, whole=False, least=least):
                at = sentence.start() + sentence[0].index(name)
                yield _finding(
                    section_words(telling), name, unit, listed[unit], section_place(telling, at, at + len(name))
                )


def _listed(disclosure: Disclosure) -> dict[str, _Listed]:
    """The units of the statements by name, with where they first stand."""
    found: dict[str, _Listed] = {}
    for statement in disclosure.statements:
        if statement.kind not in (Kind.OPERATING_COSTS, Kind.PROJECTS, Kind.CARRIED_OVER_PROJECTS):
            continue
        for row in statement.rows:
            at = row.coordinates
            if at.unit is not None and at.project is None:
                found.setdefault(plain_text(at.unit), (statement, row))
    return found


def _odd(text: str, listed: dict[str, _Listed], *, whole: bool, least: float) -> Iterator[tuple[str, str]]:
    """Names in `text` that are no unit's, each with the unit it is most like; only units that `text` doesn't name come into question."""
    absent = [unit for unit in listed if unit not in text]
    if len(absent) * 2 > len(listed) and len(listed) > 2:
        return  # no list of these units
    names = [name for match in _LIST.finditer(text) for name in names_in(_head(match["names"])).names]
    names += (
        [
            name
            for match in re.finditer(r"：(?P<name>[^。；，：、\d]{4,24})(?=[。；]|$)", text)
            for name in (match["name"],)
        ]
        if whole
        else []
    )
    names += [name for unit in absent for name in _like(unit, text)]
    for name in dict.fromkeys(_bare(name) for name in names):
        if (
            name in listed
            or not _UNIT.search(name)
            or any(name in unit or unit in name for unit in listed if unit not in absent)
        ):
            continue
        likeness, unit = max(
            ((SequenceMatcher(None, name, one, autojunk=False).ratio(), one) for one in absent), default=(0.0, "")
        )
        if likeness >= least and text.find(name) >= 0:
            yield name, unit


def _like(unit: str, text: str) -> Iterator[str]:
    """Runs of `text` that begin and end as `unit` does, whatever stands around them."""
    if unit[:3] not in text:
        return
    pattern = re.compile(re.escape(unit[:3]) + r"[^、，。；：（）\n]{1,20}?" + re.escape(unit[-2:]))
    yield from (match[0] for match in pattern.finditer(text))


def _head(names: str) -> str:
    """A list of names as far as it is one: up to what is counted after it (等1家行政单位)."""
    return re.split(r"等\d+[家个]|等(?=[，。；]|$)", names)[0]


def _bare(name: str) -> str:
    return re.sub(r"（[^）]*）$", "", name.strip().rpartition("：")[2])


def _finding(where: str, name: str, unit: str, listed: _Listed, place: FindingPlace) -> Finding:
    statement, row = listed
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=f"{where}写“{name}”，{statement_words(statement)}中没有这个单位，有“{unit}”，可能是旧名称或笔误",
        places=(place, placed(row.place, statement=statement_words(statement), row=row.label)),
        expected=unit,
        found=name,
        hint=_HINT,
        source=_SOURCE,
    )
