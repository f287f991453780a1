"""From a cell to its lines: the lines add up to the cell, and a wrong path is answered with the right ones."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings

from budgetbook import forms
from budgetbook.compiler import Compiled, compile_ledger, trace, trace_cell
from budgetbook.compiler.row_paths import RowPaths
from budgetbook.errors import UsageError
from budgetbook.model.ledger import Ledger, LedgerProject
from budgetbook.model.money import in_unit
from tests.compiler.random_ledgers import ledgers
from tests.ledgers import BUREAU, CENTRE, small_ledger

SHANXI = forms.load("shanxi")


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compile_ledger(small_ledger(), SHANXI)


@settings(max_examples=15, deadline=None)
@given(ledgers())
def test_lines_add_up_to_every_cell(ledger: Ledger) -> None:
    compiled = compile_ledger(ledger, SHANXI)
    for statement in compiled.disclosure.statements:
        for row_index, row in enumerate(statement.rows):
            for index, (column, amount) in enumerate(zip(statement.columns, row.amounts, strict=True)):
                if row.flow == column.flow:
                    found = trace_cell(compiled, statement, row_index, index)
                    assert found.amount == amount
                    assert (in_unit(found.yuan, statement.unit) if found.yuan else None) == amount


@pytest.mark.parametrize(
    ("path", "amount", "cells"),
    [
        ("3/208/合计", "80.14", ["A7", "A10", "A22"]),
        ("3/社会保障和就业支出/合计", "80.14", ["A7", "A10", "A22"]),
        ("1/208/当年预算安排", "80.14", ["A7", "A10", "A22"]),
        ("1/社会保障和就业支出/当年预算安排", "80.14", ["A7", "A10", "A22"]),
        ("1/社会保障和就业支出/合计", "80.14", ["A7", "A10", "A22"]),
        ("1/上年结转", "6.02", ["A7", "A10"]),
        (f"12/{CENTRE}/业务费/财政专户管理资金", "15.50", ["A29"]),
        (f"12/{BUREAU}/{BUREAU}/政府性基金预算", "500.00", ["A18"]),
        ("6/基本工资/工资福利支出/合计", "150.03", ["A20"]),
        ("4/一般公共预算/金额", "879.01", ["A5", "A8"]),
        ("4/上年财政拨款结转/一般公共预算/金额", "6.02", ["A7", "A10"]),
        ("10/①公务用车购置费/合计", "17.98", ["A17"]),
        ("10/公务用车购置费/合计", "17.98", ["A17"]),
        ("三/208/合计", "80.14", ["A7", "A10", "A22"]),
        ("表3/208/合计", "80.14", ["A7", "A10", "A22"]),
        ("预算公开表十/公务用车购置费/合计", "17.98", ["A17"]),
        ("6/30211/合计", "6.10", ["A12"]),
    ],
)
def test_a_path_names_a_cell(compiled: Compiled, path: str, amount: str, cells: list[str]) -> None:
    found = trace(compiled, path)
    assert found.amount == Decimal(amount)
    assert [line.place.cell for line in found.lines if line.place] == cells


def test_projects_of_one_name_go_by_their_keys() -> None:
    ledger = small_ledger()

    def renamed(project: LedgerProject) -> LedgerProject:
        return msgspec.structs.replace(project, name="免费开放补助") if project.unit == CENTRE else project

    compiled = compile_ledger(msgspec.structs.replace(ledger, projects=tuple(map(renamed, ledger.projects))), SHANXI)
    with pytest.raises(UsageError, match=f"可选：12/免费开放补助#1/合计、12/{CENTRE}/业务费/合计"):
        trace(compiled, f"12/{CENTRE}/免费开放补助/合计")
    assert trace(compiled, f"12/{CENTRE}/免费开放补助#1/合计").amount == Decimal("50.00")
    assert trace(compiled, f"12/{CENTRE}/业务费/合计").amount == Decimal("15.50")


def test_the_total_row_comes_before_the_unit_of_the_same_name(compiled: Compiled) -> None:
    assert trace(compiled, f"12/{BUREAU}/合计").amount == Decimal("728.48")


def test_a_blank_cell_has_no_lines(compiled: Compiled) -> None:
    found = trace(compiled, "1/年终结转/支出/2027年合计")
    assert (found.amount, found.yuan, found.lines) == (None, Decimal(0), ())


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("99/1/2", "没有编号为“99”的报表"),
        ("", "没有编号为“”的报表"),
        ("3", "3：还缺行和列"),
        ("3/205/合计", "表3没有这一行。可选的行：合计、207 文化旅游体育与传媒支出"),
        ("3/208/不存在", "没有这一列。可选的列：2027年预算数/合计、2027年预算数/基本支出、2027年预算数/项目支出"),
        ("3/208", "指向 3 个格，请写完整。可选：3/208/2027年预算数/合计"),
        ("12/业务费/合计", f"可选：12/{BUREAU}/业务费/合计、12/{CENTRE}/业务费/合计"),
        (
            "6/基本工资/合计",
            "可选：6/基本工资/工资奖金津补贴/2027年预算数/合计、6/基本工资/工资福利支出/2027年预算数/合计",
        ),
    ],
)
def test_a_path_that_names_no_one_cell_is_answered_with_candidates(compiled: Compiled, path: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("(", r"\(")):
        trace(compiled, path)


def test_every_row_has_a_name_that_finds_it(compiled: Compiled) -> None:
    for statement in compiled.disclosure.statements:
        paths = RowPaths(statement)
        for index in range(len(statement.rows)):
            assert paths.find(paths.shortest(index)) == [index]
