"""The stream of blocks → regions."""

from __future__ import annotations

from budgetbook.readers.meaning.contents import without_contents
from budgetbook.readers.meaning.outline import outline
from budgetbook.readers.text import blocks_of
from tests.readers.meaning import invented


def _names(text: str) -> list[tuple[str, str]]:
    return [(region.name, region.title) for region in outline(blocks_of(text))]


def test_a_whole_document() -> None:
    assert _names(invented.DISCLOSURE) == [
        ("cover", ""),
        ("profile", "第一部分概况"),
        ("duties", "本单位职责"),
        ("structure", "机构设置情况"),
        ("statements", "第二部分2027年单位预算报表"),
        ("statement", "2027年预算收支总表"),
        ("statement", "2027年预算收入总表"),
        ("statement", "2027年一般公共预算安排基本支出分经济科目表（不含上年结转）"),
        ("statement", "2027年政府性基金预算支出表（不含上年结转）"),
        ("statement", "2027年项目支出预算表（本年预算）"),
        ("narrative", "第三部分2027年度单位预算情况说明"),
        ("section", "单位预算收支数据变动情况及原因"),
        ("section", "政府采购情况"),
        ("section", "国有资产占有使用情况"),
        ("section", "其他说明"),
        ("glossary", "第四部分名词解释"),
    ]


def test_contents_end_where_the_first_entry_comes_again() -> None:
    blocks = without_contents(blocks_of("封面\n目录\n第一部分 概况\t1\n第二部分 说明\t3\n第一部分 概况\n正文。\n"))
    assert [getattr(block, "text", "table") for block in blocks] == ["封面", "第一部分 概况", "正文。"]


def test_contents_without_a_second_entry_end_before_the_text() -> None:
    text = "目录\n第一部分 单位概况....1\n收支总表\n单位：万元\n项目\t合计\n合计\t1.00\n"
    assert [name for name, _ in _names(text)] == ["cover", "statement"]


def test_a_title_printed_again_on_the_next_page_opens_nothing() -> None:
    text = "2027年支出总表\n科目编码\t科目名称\t合计\n201\t甲\t1.00\n2027年支出总表\n科目编码\t科目名称\t合计\n202\t乙\t1.00\n"
    assert _names(text)[1:] == [("statement", "2027年支出总表")]


def test_a_running_head_is_no_part_of_a_title() -> None:
    text = "青石市水务局2027年度预算公开\n收支总表\n单位：万元\n项目\t合计\n合计\t1.00\n"
    assert _names(text)[1:] == [("statement", "收支总表")]


def test_a_title_without_a_table_is_words() -> None:
    assert _names("第三部分 情况说明\n一、收支情况\n收支总表\n数据见附件。\n")[2] == ("section", "收支情况")


def test_a_numbered_line_out_of_sequence_is_words() -> None:
    regions = outline(blocks_of("第三部分 情况说明\n一、收支情况\n三、第三点\n二、采购情况\n无。\n"))
    assert [(region.title, [line.text for line in region.lines()]) for region in regions[2:]] == [
        ("收支情况", ["三、第三点"]),
        ("采购情况", ["无。"]),
    ]


def test_words_go_on_after_what_is_attached_in_their_midst() -> None:
    text = """第三部分 情况说明
一、其他说明
（一）政府购买服务指导性目录
青石市政府购买服务指导性目录

代码\t一级目录
A\t公共服务

（二）其他
无。
第四部分 名词解释
"""
    regions = outline(blocks_of(text))
    assert [region.name for region in regions[2:]] == ["section", "purchase_catalogue", "glossary"]
    assert [line.text for line in regions[2].lines()] == ["（一）政府购买服务指导性目录", "（二）其他", "无。"]


def test_a_document_without_parts() -> None:
    text = "一、主要职责\n1.管理。\n二、机构设置\n三个科。\n三、收支情况\n略。\n四、名词解释\n一、基本支出：指支出。\n"
    assert [name for name, _ in _names(text)[1:]] == ["duties", "structure", "section", "glossary"]


def test_a_money_unit_without_a_table_is_a_statement_that_was_not_made_out() -> None:
    text = "第三部分 情况说明\n一、收支情况\n收支总表\n单位：万元\n项目 合计\n收入总计 1.00\n"
    assert _names(text)[3:] == [("statement", "收支总表")]


def test_an_unknown_title_before_all_others_is_no_part_of_the_cover() -> None:
    text = "某局2027年预算\n经费来源汇总表\n单位：万元\n项目\t合计\n合计\t1.00\n支出总表\n单位：万元\n项目\t合计\n合计\t1.00\n"
    assert _names(text)[1:] == [("statement", "经费来源汇总表"), ("statement", "支出总表")]
