from __future__ import annotations

import re

import lxml.html

from budgetbook.model.finding import Counts
from budgetbook.writers.report.html import page
from tests.writers.report.reports import material, report

GONE = re.compile(r"\s+")


def parsed(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text)


def words(element: lxml.html.HtmlElement) -> str:
    return GONE.sub(" ", element.text_content()).strip()


def test_the_page_needs_nothing_else_and_escapes_what_it_quotes() -> None:
    text = page(material())
    root = parsed(text)
    assert root.xpath("//script | //link | //img | //@src") == []
    assert [href for href in root.xpath("//@href") if not href.startswith("#")] == []
    assert "<b>基本支出</b>" not in text
    assert root.xpath("//q/text()") == ["1,234.00", "<b>基本支出</b>660.53万元", "<b>基本支出</b>660.53万元"]
    assert len(root.xpath("//h1")) == 1


def test_findings_come_worst_first_each_with_all_that_is_known() -> None:
    root = parsed(page(material()))
    assert [words(each) for each in root.xpath("//section[contains(@class,'group')]/h3")] == [
        "错误 1",
        "警告 1",
        "提示 1",
    ]
    finding = root.xpath("//article")[0]
    assert words(finding.find_class("message")[0]) == "错误+合计不符"
    assert [words(each) for each in finding.xpath(".//dl/div")] == ["应为1234.00", "实为=1+1", "差额-1,233.00"]
    assert [words(each) for each in finding.xpath(".//li")] == [
        "第 12 页 表3《支出总表》 · “205 教育支出”行 · “合计”列 1,234.00",
        "第 30 页 情况说明第三部分 <b>基本支出</b>660.53万元",
    ]
    assert words(finding.find_class("hint")[0]) == "建议请核对。"
    assert words(finding.find_class("foot")[0]) == f"依据：《预算法实施条例》第六条 编号：{report().findings[0].id}"


def test_what_was_not_checked_and_what_passed_is_said() -> None:
    root = parsed(page(material()))
    assert [words(each) for each in root.xpath("//section[@class='unchecked']//tbody/tr")] == [
        "增减额与增减率相符narrative.rate 第八部分没有写明".replace("rate 第", "rate第"),
        "绩效目标质量performance.quality没有绩效目标表",
    ]
    assert [words(each) for each in root.xpath("//section[@class='passed']//summary")] == ["情况说明：1 条规则"]


def test_every_link_leads_somewhere_and_no_id_is_twice() -> None:
    root = parsed(page(material(report(), report("另一个局", sums=3))))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in root.xpath("//@href")} <= set(ids)
    assert {each for label in root.xpath("//@aria-labelledby") for each in label.split()} <= set(ids)
    assert [words(each) for each in root.xpath("//table[@class='overview']//tbody/tr/th")] == ["=某局", "另一个局"]


def test_a_document_without_findings_says_so() -> None:
    from msgspec.structs import replace

    root = parsed(page(material(replace(report(), findings=(), counts=Counts(passed=5)))))
    assert words(root.find_class("fine")[0]) == "没有发现问题。请继续看下面没有检查的内容。"
