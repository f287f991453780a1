"""Statements as tables: headers, sides, sums."""

from __future__ import annotations

from decimal import Decimal

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from budgetbook.model.coordinates import Coordinates, Flow, Fund
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.statement import Column, Kind, Role, Row, Statement
from budgetbook.writers.arrangement.header import header_rows
from budgetbook.writers.arrangement.pairing import paired
from budgetbook.writers.arrangement.statement import statement_table
from budgetbook.writers.arrangement.sums import sums
from budgetbook.writers.arrangement.words import Words
from budgetbook.writers.layout import CellKind, Table, TableCell
from tests.writers.arranged import compiled, covered, shanxi, texts

WORDS = Words(year=2027, kind=EntityKind.UNIT, entity="青石市档案馆")


def arranged(kind: Kind, *, with_form: bool = True) -> Table:
    disclosure = compiled()
    number = next(at for at, each in enumerate(disclosure.statements) if each.kind is kind)
    form = next(each for each in shanxi().statements if each.kind is kind) if with_form else None
    return statement_table(disclosure.statements[number], number=number, form=form, words=WORDS)


def test_header_words_merge_sideways_and_short_paths_downwards() -> None:
    table = arranged(Kind.APPROPRIATION)
    assert [[(cell.column, cell.text, cell.row_span, cell.column_span) for cell in row] for row in table.header] == [
        [(0, "收入", 1, 2), (2, "支出", 1, 5)],
        [(0, "项目", 2, 1), (1, "金额", 2, 1), (2, "项目", 2, 1), (3, "金额", 1, 4)],
        [(3, "小计", 1, 1), (4, "一般公共预算", 1, 1), (5, "政府性基金预算", 1, 1), (6, "国有资本经营预算", 1, 1)],
    ]


def test_the_rows_of_both_sides_fill_from_the_top_and_their_totals_share_a_line() -> None:
    body = texts(arranged(Kind.APPROPRIATION).body)
    assert [row[0] for row in body[:4]] == ["一、一般公共预算", "二、政府性基金预算", "三、国有资本经营预算", ""]
    assert [(row[0], row[2]) for row in body[-6:]] == [
        ("本年收入合计", "本年支出合计"),
        ("上年财政拨款结转", "年终结转"),
        ("一、一般公共预算", ""),
        ("二、政府性基金预算", ""),
        ("三、国有资本经营预算", ""),
        ("收入总计", "支出总计"),
    ]
    assert texts(arranged(Kind.APPROPRIATION, with_form=False).body) == body


def test_what_stands_around_a_statement() -> None:
    table = arranged(Kind.PROJECTS)
    assert (table.marker, table.left, table.right) == ("预算公开表12", "单位名称：青石市文化和旅游局", "单位：万元")
    assert [cell.text for cell in table.header[-1]] == ["1", "2", "3", "4", "5", "6", "7"]
    assert {cell.kind for cell in table.header[-1]} == {CellKind.INDEX}
    assert arranged(Kind.STATE_CAPITAL).note == "注：本表无数据"
    assert arranged(Kind.STATE_CAPITAL, with_form=False).note == "注：本表无数据"
    assert arranged(Kind.PROJECTS, with_form=False).marker is None


def test_a_total_takes_the_width_of_code_and_name() -> None:
    first, second, *_ = arranged(Kind.EXPENDITURE).body
    assert (first[0].text, first[0].column_span, first[1].column) == ("合计", 2, 2)
    assert [cell.kind for cell in second[:2]] == [CellKind.CODE, CellKind.LABEL]


def test_amounts_are_printed_as_the_disclosure_says_them() -> None:
    statement = Statement(
        kind=Kind.OTHER,
        title="其他表",
        columns=(Column(label="金额"), Column(label="金额")),
        rows=(
            Row(label="甲", amounts=(Decimal("8530.8"), None)),
            Row(label="乙", amounts=(Decimal("0.00"), Decimal("-3"))),
        ),
    )
    table = statement_table(statement, number=0, form=None, words=WORDS)
    assert texts(table.header) == [["项目", "金额", "金额"]]
    assert texts(table.body) == [["甲", "8530.8", ""], ["乙", "0.00", "-3"]]


def test_headers_are_the_documents_where_they_differ_from_the_forms() -> None:
    disclosure = compiled()
    statement = next(each for each in disclosure.statements if each.kind is Kind.EXPENDITURE)
    columns = (*statement.columns, Column(label="经营支出"))
    rows = tuple(msgspec.structs.replace(row, amounts=(*row.amounts, None)) for row in statement.rows)
    form = next(each for each in shanxi().statements if each.kind is Kind.EXPENDITURE)
    table = statement_table(
        msgspec.structs.replace(statement, columns=columns, rows=rows), number=2, form=form, words=WORDS
    )
    assert [cell.text for cell in table.header[0]] == ["项目", "2027年预算数", "经营支出"]
    assert [cell.text for cell in table.header[1]] == ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]


def test_further_labels_get_a_column_without_a_form() -> None:
    statement = Statement(
        kind=Kind.BASIC_EXPENDITURE,
        title="基本支出表",
        columns=(Column(label="合计"),),
        rows=(
            Row(label="办公费", code="30201", labels={"government_economic": "办公经费"}, amounts=(Decimal("1.00"),)),
        ),
    )
    table = statement_table(statement, number=0, form=None, words=WORDS)
    assert texts(table.header) == [["项目", "政府预算支出经济科目名称", "合计"], ["科目编码", "科目名称"]]
    assert texts(table.body) == [["30201", "办公费", "办公经费", "1.00"]]


def test_sums_are_exact_and_no_cell_rests_on_itself() -> None:
    summed = set()
    for kind in Kind:
        if kind is Kind.OTHER:
            continue
        body = arranged(kind).body
        cells = {(at, cell.column): cell for at, row in enumerate(body) for cell in row}
        for place, cell in cells.items():
            if cell.sum_of:
                summed.add(kind)
                parts = [cells[part].amount for part in cell.sum_of]
                assert sum((part for part in parts if part is not None), Decimal(0)) == cell.amount
            assert place not in _below(cells, place)
    assert summed >= {Kind.INCOME_EXPENDITURE, Kind.INCOME, Kind.EXPENDITURE, Kind.APPROPRIATION, Kind.PROJECTS}


def _below(cells: dict[tuple[int, int], TableCell], place: tuple[int, int]) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    waiting = list(cells[place].sum_of)
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            waiting += cells[part].sum_of
    return found


def test_sums_of_totals_groups_and_columns() -> None:
    funds = (Column(label="合计"), Column(label="一般", coordinates=Coordinates(fund=Fund.GENERAL_PUBLIC)), Column(label="基金", coordinates=Coordinates(fund=Fund.GOVERNMENT_FUND)))  # fmt: skip
    rows = (
        _row("合计", Role.TOTAL, 0, "5.00", "3.00", "2.00"),
        _row("类", Role.GROUP, 1, "5.00", "3.00", "2.00"),
        _row("款一", Role.ITEM, 2, "4.00", "2.00", "2.00"),
        _row("款二", Role.ITEM, 2, "1.00", "1.00", None),
    )
    found = sums(rows, funds)
    assert found[0, 0] == ((1, 0),)
    assert found[1, 2] == ((2, 2), (3, 2))
    assert found[2, 0] == ((2, 1), (2, 2))
    assert (3, 1) not in found


def test_a_grand_total_adds_what_stands_between_the_totals() -> None:
    rows = (
        _row("一般", Role.ITEM, 1, "3.00"),
        _row("基金", Role.ITEM, 1, "2.00"),
        _row("本年收入合计", Role.TOTAL, 0, "5.00"),
        _row("上年结转", Role.GROUP, 0, "1.00"),
        _row("一般", Role.ITEM, 1, "1.00"),
        _row("收入总计", Role.TOTAL, 0, "6.00"),
    )
    assert sums(rows, (Column(label="金额"),)) == {
        (2, 0): ((0, 0), (1, 0)),
        (3, 0): ((4, 0),),
        (5, 0): ((2, 0), (3, 0)),
    }


def test_a_rounding_tail_is_no_sum() -> None:
    rows = (_row("合计", Role.TOTAL, 0, "5.01"), _row("甲", Role.ITEM, 1, "3.00"), _row("乙", Role.ITEM, 1, "2.00"))
    assert sums(rows, (Column(label="金额"),)) == {}


def _row(label: str, role: Role, level: int, *amounts: str | None) -> Row:
    return Row(
        label=label, role=role, level=level, amounts=tuple(None if each is None else Decimal(each) for each in amounts)
    )


_ROWS = st.lists(st.sampled_from([Role.ITEM, Role.TOTAL]), max_size=8).map(
    lambda roles: [Row(label=str(at), role=role, flow=Flow.INCOME, amounts=()) for at, role in enumerate(roles)]
)


@given(_ROWS, _ROWS, st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=4))
def test_pairing_keeps_every_row_once_and_in_order(
    left: list[Row], right: list[Row], beside: list[tuple[int, int]]
) -> None:
    within = [(one, two) for one, two in beside if one < len(left) and two < len(right)]
    lines = paired(left, right, within)
    assert [one for one, _ in lines if one is not None] == list(range(len(left)))
    assert [two for _, two in lines if two is not None] == list(range(len(right)))
    assert all(line != (None, None) for line in lines)
    if within:
        assert min(within) in lines


_WORD = st.sampled_from("甲乙丙")
_PATHS = st.lists(st.lists(_WORD, min_size=1, max_size=3).map(tuple), min_size=1, max_size=7)


@given(_PATHS)
def test_every_header_position_is_covered_once(paths: list[tuple[str, ...]]) -> None:
    rows = header_rows(paths, [False] * len(paths))
    assert covered(rows, len(paths)) == [[1] * len(paths) for _ in rows]
    assert [
        [c.text for row in rows for c in row if c.column <= at < c.column + c.column_span] for at in range(len(paths))
    ] == [list(path) for path in paths]
