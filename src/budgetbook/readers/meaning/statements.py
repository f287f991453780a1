"""A statement's region → Statement and what isn't sure of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from budgetbook.forms.lexicon import SideTerm, StatementTerm, TreeOfRows, key, lexicon
from budgetbook.model.coordinates import ANYWHERE, Coordinates, Flow, Period, is_within, items, merged, without
from budgetbook.model.disclosure import Damage
from budgetbook.model.money import MoneyUnit
from budgetbook.model.place import Place
from budgetbook.model.statement import Column, Kind, Role, Statement, on_one_side
from budgetbook.readers.meaning.columns import Head, SideOfTable, read_head
from budgetbook.readers.meaning.drafts import Doubt, Draft, drafts
from budgetbook.readers.meaning.form import FollowedForm, form_of
from budgetbook.readers.meaning.fund_rows import ReadRow
from budgetbook.readers.meaning.margin import read_margin
from budgetbook.readers.meaning.outline import Region
from budgetbook.readers.meaning.projects import read_projects
from budgetbook.readers.meaning.rows import is_coded, read_rows
from budgetbook.readers.meaning.table import one_table
from budgetbook.readers.meaning.units_of_rows import SUBTOTAL, Names

_ROW_AS_LINE = re.compile(r"[^。；，：:]*(?:^|\s)-?[\d,]+\.\d\d(?:\s+-?[\d,]+\.\d+)*")
_FEWEST_TOLD = 2  # rows that name funds or natures, of a table that isn't by function


class StatementReading(msgspec.Struct, frozen=True, kw_only=True):
    """A statement; subjects of its damage are pointers inside it (`/rows/5/amounts/1`). `holder_kind` is 部门 or 单位."""

    statement: Statement
    holder_kind: str | None
    damage: tuple[Damage, ...]


def read_statements(
    regions: Sequence[Region], fiscal_year: int, entity: str | None, known_units: frozenset[str]
) -> list[StatementReading]:
    """The statements in `regions`, in printed order. `entity` is the name on the cover; `known_units` are `key`s of unit names.

    Statements that name units are read first: project tables need the names.
    """
    owner = frozenset({key(entity)} if entity else ())
    known_units |= owner
    statements = [region for region in regions if region.name == "statement"]
    readings: dict[int, StatementReading] = {}
    order = sorted(range(len(statements)), key=lambda n: _waits_for_names(statements[n]))
    for n in order:
        readings[n] = _read(statements[n], fiscal_year, Names(owners=owner, units=known_units))
        known_units |= {key(unit) for unit in _units(readings[n].statement)}
    form = form_of(region.title for region in statements)
    return [_numbered(readings[n], n, form) for n in range(len(statements))]


def _waits_for_names(region: Region) -> bool:
    """Whether rows of a statement may be units by name alone, which other statements print in a column of their own."""
    assert region.statement is not None
    return region.statement.side(None).tree in (TreeOfRows.PROJECTS, TreeOfRows.ECONOMIC)


def _units(statement: Statement) -> Iterator[str]:
    if statement.holder:
        yield statement.holder
    yield from {row.coordinates.unit for row in statement.rows if row.coordinates.unit and not row.coordinates.project}


def _numbered(reading: StatementReading, position: int, form: FollowedForm | None) -> StatementReading:
    number = (form.number(reading.statement.title) if form else None) or position + 1
    return msgspec.structs.replace(reading, statement=msgspec.structs.replace(reading.statement, number=number))


def _read(region: Region, fiscal_year: int, names: Names) -> StatementReading:
    term = region.statement
    assert term is not None
    margin = read_margin(region.lines())
    table = one_table(region.grids(), term.kind)
    head = read_head(table, term, fiscal_year)
    money = margin.unit or (next(iter(head.money)) if len(head.money) == 1 else None)
    if margin.holder:
        names = msgspec.structs.replace(names, owners=names.owners | {key(margin.holder)})
    rows: list[ReadRow] = []
    for side in head.sides:
        meaning = _meaning_of(region, side)
        found = list(drafts(table.body, side, len(head.columns), coded=is_coded(meaning.tree)))
        meaning = _as_rows_say(meaning, found, term.kind)
        if meaning.tree is TreeOfRows.PROJECTS:
            read = read_projects(found, meaning, term.kind, side.flow, names)
        else:
            read = read_rows(found, meaning, term.kind, side.flow, fiscal_year, names)
        rows += read if side.within == ANYWHERE else _within_block(read, side.within)
    statement = Statement(
        kind=term.kind,
        title=region.title,
        unit=money or MoneyUnit.WAN,
        holder=margin.holder,
        note="\n".join(margin.notes) or None,
        columns=_without_what_rows_part(head.columns, rows),
        rows=tuple(read.row for read in rows),
        place=region.place,
    )
    damage = (
        *((*_head_damage(head, term, rows, region.place), *_row_damage(rows)) if term.words else _kind_damage(region)),
        *_unit_damage(money, region.place),
        *_units_damage(head.money | ({margin.unit} if margin.unit else frozenset()), region.place),
        *_line_damage(region),
    )
    return StatementReading(statement=statement, holder_kind=margin.holder_kind, damage=damage)


def _within_block(rows: Sequence[ReadRow], within: Coordinates) -> list[ReadRow]:
    """`rows` of a block that a class heads: its 小计 is of the class. Another total at its end may be of all blocks, and is in doubt."""
    found = []
    for read in rows:
        row, doubts = read.row, read.doubts
        at = row.coordinates
        if all(getattr(at, name) is None for name, _ in items(within)):
            row = msgspec.structs.replace(row, coordinates=merged(at, within))
            if row.role is Role.TOTAL and key(row.label) != SUBTOTAL:
                note = f"“{row.label}”是这一块的合计还是各块的合计，不能分清"
                doubts = (*doubts, Doubt(what="unclear_group", note=note, place=row.place))
        found.append(msgspec.structs.replace(read, row=row, doubts=doubts))
    return found


def _meaning_of(region: Region, side: SideOfTable) -> SideTerm:
    """What holds for the rows of `side`: its kind's term, what the title adds, and what the header of the labels says they are."""
    assert region.statement is not None
    term = region.statement.side(side.flow)
    tree, coordinates = term.tree, term.coordinates
    for aside in lexicon().asides(region.title):
        coordinates, tree = merged(coordinates, aside.coordinates), aside.tree or tree
    if side.tree is not None and tree is not TreeOfRows.PROJECTS:
        tree = side.tree
    return SideTerm(tree=tree, coordinates=coordinates)


def _as_rows_say(meaning: SideTerm, found: Sequence[Draft], kind: Kind) -> SideTerm:
    """`meaning`, unless rows that should be functions are funds or natures by name (广东: 收入总体情况表, 支出总体情况表)."""
    named = [draft.label for draft in found if draft.label]
    if meaning.tree is not TreeOfRows.FUNCTION or any(draft.code or draft.unit for draft in found):
        return meaning
    terms = [lexicon().row(label, kind) for label in named]
    told = sum(1 for term in terms if term is not None and (term.coordinates.fund or term.coordinates.nature))
    if told < _FEWEST_TOLD or 2 * sum(1 for term in terms if term is not None) < len(named):
        return meaning
    coordinates = meaning.coordinates
    if coordinates.flow is Flow.INCOME and coordinates.period is None:
        coordinates = msgspec.structs.replace(coordinates, period=Period.CURRENT)
    return msgspec.structs.replace(meaning, tree=TreeOfRows.FIXED, coordinates=coordinates)


def _without_what_rows_part(columns: Sequence[Column], rows: Sequence[ReadRow]) -> tuple[Column, ...]:
    """`columns` without coordinates that every row has too, some of them finer: “三公”经费预算数 over 公务接待费 is 公务接待费's."""
    beside: dict[Flow | None, set[Coordinates]] = defaultdict(set)
    for read in rows:
        beside[read.row.flow].add(read.row.coordinates)
    found = []
    for column in columns:
        said = [(name, value) for name, value in items(column.coordinates) if isinstance(value, str)]
        of_rows = [at for flow, some in beside.items() if on_one_side(flow, column.flow) for at in some] if said else []
        parted = [name for name, value in said if _all_within(value, name, {getattr(at, name) for at in of_rows})]
        found.append(msgspec.structs.replace(column, coordinates=without(column.coordinates, *parted)))
    return tuple(found)


def _all_within(value: str, name: str, of_rows: set[object]) -> bool:
    """Whether all of `of_rows` lie within `value` along the dimension `name`, and not all are it."""
    return bool(of_rows - {None, value}) and all(is_within(name, one, value) for one in of_rows)


def _head_damage(head: Head, term: StatementTerm, rows: Sequence[ReadRow], place: Place | None) -> Iterator[Damage]:
    """Columns that nobody knows. Where a statement's kind isn't known, empty ones may be of words or of amounts: nothing is lost."""
    for number in head.unknown:
        if term.kind is Kind.OTHER and all(read.row.amounts[number] is None for read in rows):
            continue
        note = f"不认识的栏目“{head.columns[number].label}”，未能确定这一栏是什么"
        yield Damage(what="unknown_column", note=note, place=place, subject=f"/columns/{number}")


def _row_damage(rows: Sequence[ReadRow]) -> Iterator[Damage]:
    for number, read in enumerate(rows):
        for doubt in read.doubts:
            cell = "" if doubt.column is None else f"/amounts/{doubt.column}"
            yield Damage(
                what=doubt.what, note=doubt.note, place=doubt.place or read.row.place, subject=f"/rows/{number}{cell}"
            )


def _unit_damage(unit: MoneyUnit | None, place: Place | None) -> Iterator[Damage]:
    if unit is None:
        note = "表上没有找到金额单位，按万元读取"
        yield Damage(what="money_unit_missing", note=note, place=place, subject="/unit")


def _units_damage(told: frozenset[MoneyUnit], place: Place | None) -> Iterator[Damage]:
    """Two money units about one table: which amounts are of which is not told apart."""
    if len(told) > 1:
        note = "表上和表头既写元、又写万元，分不清各栏的金额单位，这张表不核对"
        yield Damage(what="unclear_money_unit", note=note, place=place, subject="/rows")


def _line_damage(region: Region) -> Iterator[Damage]:
    """A table that was not made out, or rows that one without rulings lost: an amount at the end of a line that no remark is."""
    if not region.grids():
        if not read_margin(region.lines()).notes:
            note = f"《{region.title}》下面没有认出表格，这张表没有读入"
            yield Damage(what="missing_amounts", note=note, place=region.place, subject="/rows")
        return
    lost = [line for line in region.lines() if _ROW_AS_LINE.fullmatch(line.text.strip())]
    if lost:
        note = f"表中有 {len(lost)} 行没有归入表格（如“{lost[0].text.strip()[:30]}”），这张表可能没有读全"
        yield Damage(what="missing_amounts", note=note, place=lost[0].place, subject="/rows")


def _kind_damage(region: Region) -> Iterator[Damage]:
    note = f"不认识的报表“{region.title}”，照录原表，不参与核对"
    yield Damage(what="unknown_statement", note=note, place=region.place, subject="")
