"""Rows of a project table: totals, units and their projects, with the names that repeat kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import msgspec

from budgetbook.forms.lexicon import SideTerm, key
from budgetbook.model.coordinates import Coordinates, Flow
from budgetbook.model.money import ZERO, last_digit, tolerance
from budgetbook.model.statement import Kind, Role
from budgetbook.readers.meaning.drafts import Doubt, Draft
from budgetbook.readers.meaning.fund_rows import ReadRow
from budgetbook.readers.meaning.made_rows import made_row, total_term
from budgetbook.readers.meaning.project_groups import group_ends
from budgetbook.readers.meaning.unit_tree import Standing, unit_tree
from budgetbook.readers.meaning.units_of_rows import SUBTOTAL, Names


def read_projects(
    drafts: Sequence[Draft], side: SideTerm, kind: Kind, flow: Flow | None, names_known: Names
) -> list[ReadRow]:
    """The rows of a project table. A row that says 合计 is a total; the others are told apart by `unit_tree`.

    `names_known` are the names known from the rest of the document.
    """
    if any(draft.unit_code for draft in drafts):
        return list(_below_unit_codes(drafts, side, kind, flow))
    if any(draft.unit and draft.label for draft in drafts):
        return list(_beside_units(drafts, side, kind, flow))
    for draft in drafts:
        draft.label = draft.label or draft.unit
    known_units = names_known.units | names_known.owners
    told = [draft for draft in drafts if total_term(draft.label, kind) is None]
    if _add_up(drafts, kind) and not any(key(draft.label) in known_units for draft in told):
        standings = iter((Standing.PROJECT,) * len(told))  # a total and its projects, no unit between
    else:
        standings = iter(unit_tree([draft.label for draft in told], [draft.amounts for draft in told], known_units))
    rows: list[ReadRow] = []
    unit: str | None = None
    names: Counter[str] = Counter()
    for draft in drafts:
        standing = Standing.TOTAL if total_term(draft.label, kind) is not None else next(standings)
        if standing is Standing.TOTAL:
            coordinates, role, level = side.coordinates, Role.TOTAL, 0
        elif standing is Standing.UNIT:
            unit, names = draft.label, Counter()
            coordinates, role, level = msgspec.structs.replace(side.coordinates, unit=unit), Role.GROUP, 1
        else:
            names[draft.label] += 1
            name = draft.label if names[draft.label] == 1 else f"{draft.label}#{names[draft.label]}"
            coordinates = msgspec.structs.replace(side.coordinates, unit=unit, project=name)
            role, level = Role.ITEM, 2
        rows.append(ReadRow(row=made_row(draft, flow, coordinates, role, level), doubts=tuple(draft.doubts)))
    return rows


def _add_up(drafts: Sequence[Draft], kind: Kind) -> bool:
    """Whether a total is printed and all other rows together make it up, as they can't where units stand among them."""
    totals = [draft for draft in drafts if total_term(draft.label, kind) is not None]
    if not totals or not totals[0].has_amounts():
        return False
    parts = [draft.amounts for draft in drafts if total_term(draft.label, kind) is None]
    for number, total in enumerate(totals[0].amounts):
        off = (total or ZERO) - sum((amounts[number] or ZERO for amounts in parts), ZERO)
        if abs(off) > tolerance(last_digit(total or ZERO), len(parts)):
            return False
    return True


def _below_unit_codes(drafts: Sequence[Draft], side: SideTerm, kind: Kind, flow: Flow | None) -> Iterator[ReadRow]:
    """The rows where codes say which are units (a code that begins others is everyone's); groups of projects may stand below each."""
    codes = {draft.unit_code for draft in drafts if draft.unit_code}
    heads = [n for n, draft in enumerate(drafts) if draft.unit_code or total_term(_name(draft), kind) is not None]
    for head, end in pairwise([*heads, len(drafts)]):
        draft, below = drafts[head], drafts[head + 1 : end]
        everyone = not draft.unit_code or any(c != draft.unit_code and c.startswith(draft.unit_code) for c in codes)
        unit = None if everyone else _name(draft)
        at = msgspec.structs.replace(side.coordinates, unit=unit)
        role, level = (Role.TOTAL, 0) if everyone else (Role.GROUP, 1)
        yield ReadRow(row=made_row(draft, flow, at, role, level), doubts=tuple(draft.doubts))
        yield from _in_groups(below, draft, at, flow)


def _in_groups(below: Sequence[Draft], head: Draft, at: Coordinates, flow: Flow | None) -> Iterator[ReadRow]:
    """The groups and projects below a unit. A group has no coordinates of a project: it is a part named by its path."""
    amounts = [next((amount for amount in draft.amounts if amount is not None), ZERO) for draft in below]
    total = next((amount for amount in head.amounts if amount is not None), ZERO)
    ends = group_ends(amounts, total)
    # Far more than the unit's amount is printed below it, so groups stand there, but which rows they are stays open.
    unclear = ends is None and sum(amounts, ZERO) > total * Decimal("1.2")
    if ends is None:
        ends = tuple(range(1, len(below) + 1))
    names: Counter[str] = Counter()
    path: list[tuple[int, str]] = []
    for number, draft in enumerate(below):
        path = [(end, name) for end, name in path if end > number]
        level = len(path) + 2
        if ends[number] > number + 1:
            path.append((ends[number], _name(draft)))
            within = msgspec.structs.replace(at, of_which="/".join(name for _, name in path))
            role = Role.GROUP
        else:
            names[_name(draft)] += 1
            repeated = names[_name(draft)]
            project = _name(draft) if repeated == 1 else f"{_name(draft)}#{repeated}"
            within, role = msgspec.structs.replace(at, project=project), Role.ITEM
        doubts = list(draft.doubts)
        if unclear:
            note = f"“{_name(draft)}”是项目还是一组项目，按金额不能分清"
            doubts.append(Doubt(what="unclear_group", note=note, place=draft.place))
        yield ReadRow(row=made_row(draft, flow, within, role, level), doubts=tuple(doubts))


def _name(draft: Draft) -> str:
    return draft.label or draft.unit


def _beside_units(drafts: Sequence[Draft], side: SideTerm, kind: Kind, flow: Flow | None) -> Iterator[ReadRow]:
    """The rows where units stand in a column of their own beside the projects; a unit named once holds until the next one."""
    totals = [key(word) for each in drafts if total_term(word := each.label or each.unit, kind) is not None]
    several = len(totals) > 1  # 小计 is a unit's own where it isn't the only total
    unit: str | None = None
    names: Counter[str] = Counter()
    for draft in drafts:
        if draft.unit and draft.unit != unit and key(draft.unit) != SUBTOTAL:
            unit, names = draft.unit, Counter()
        label = draft.label or draft.unit
        if key(label) == SUBTOTAL and unit is not None and several:
            coordinates, role, level = msgspec.structs.replace(side.coordinates, unit=unit), Role.GROUP, 1
        elif total_term(label, kind) is not None:
            unit = None
            coordinates, role, level = side.coordinates, Role.TOTAL, 0
        elif not draft.label:
            coordinates, role, level = msgspec.structs.replace(side.coordinates, unit=unit), Role.GROUP, 1
        else:
            names[label] += 1
            name = label if names[label] == 1 else f"{label}#{names[label]}"
            coordinates = msgspec.structs.replace(side.coordinates, unit=unit, project=name)
            role, level = Role.ITEM, 2
        yield ReadRow(row=made_row(draft, flow, coordinates, role, level), doubts=tuple(draft.doubts))
