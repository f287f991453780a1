"""Tables in plain text without marks."""

from __future__ import annotations

from budgetbook.readers.text_tables import tabbed


def test_fields_of_a_quoted_amount_stay_together() -> None:
    assert tabbed(["项目,预算数", '一、收入,"1,234.00"', "合计,7"]) == ["项目\t预算数", "一、收入\t1,234.00", "合计\t7"]


def test_columns_are_cut_where_all_lines_have_blanks() -> None:
    lines = [
        "项目          预算数   决算数",
        "一、收入        1.00     2.00",
        "二、其他",
        "合计                     2.00",
    ]
    assert tabbed(lines) == ["项目\t预算数\t决算数", "一、收入\t1.00\t2.00", "二、其他\t\t", "合计\t\t2.00"]


def test_sentences_with_separators_and_indents_are_no_table() -> None:
    lines = [f"　　{n}、收入1,234.00万元,比上年增加1.00万元。" for n in range(1, 5)]
    assert tabbed(lines) == lines
    lines = ["1,234.00", "2,345.00", "3,456.00"]
    assert tabbed(lines) == lines
