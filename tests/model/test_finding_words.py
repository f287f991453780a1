from __future__ import annotations

from decimal import Decimal

import pytest

from budgetbook.model.finding import Finding, FindingPlace, Severity
from budgetbook.model.finding_words import place_words, statement_words, value_words
from budgetbook.model.statement import Kind, Statement


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (FindingPlace(section="第一部分", text="某中心"), "第一部分 · “某中心”"),
        (FindingPlace(section="八", line=627, text="425.27万元"), "第 627 行 · 情况说明第八部分 · “425.27万元”"),
        (
            FindingPlace(
                file="表.pdf", page=3, statement="表3《支出总表》", row="205 教育支出", column="合计", text="1.00"
            ),
            "表.pdf · 第 3 页 · 表3《支出总表》 · “205 教育支出”行 · “合计”列 · “1.00”",
        ),
        (FindingPlace(section="十", row="业务费", unit="某局", page=9), "第 9 页 · 绩效目标表“业务费”（某局）"),
        (FindingPlace(section="十", row="整体支出绩效目标申报表"), "整体支出绩效目标申报表"),
        (FindingPlace(sheet="支出", cell="B8"), "支出!B8"),
        (FindingPlace(), ""),
    ],
)
def test_a_place_is_worded_once_for_all_reports(place: FindingPlace, words: str) -> None:
    assert place_words(place) == words


def test_values_are_worded_with_separators() -> None:
    finding = Finding(rule="a.b", severity=Severity.ERROR, message="", expected="1.00", difference=Decimal("-1234.50"))
    assert value_words(finding) == "应为 1.00，差 -1,234.50"
    assert value_words(Finding(rule="a.b", severity=Severity.ERROR, message="")) == ""


@pytest.mark.parametrize(
    ("number", "title", "said"),
    [
        (3, "2026年预算支出总表", "表3《2026年预算支出总表》"),
        (3, "表3：2026年预算支出总表", "表3《2026年预算支出总表》"),
        (3, "表 3 支出总表", "表3《支出总表》"),
        (3, "表4：支出总表", "表3《表4：支出总表》"),
        (3, "表3", "表3《表3》"),
        (None, "表3：支出总表", "《表3：支出总表》"),
    ],
)
def test_a_statement_is_named_by_number_and_title(number: int | None, title: str, said: str) -> None:
    statement = Statement(kind=Kind.EXPENDITURE, number=number, title=title, columns=(), rows=())
    assert statement_words(statement) == said
