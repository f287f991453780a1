from __future__ import annotations

import re

import lxml.html
from msgspec.structs import replace

from budgetbook.model.finding import Counts, Severity
from budgetbook.writers.report.html import page
from tests.writers.report.reports import material, report, under_policy

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
    root = parsed(page(material(replace(report(), findings=(), counts=Counts(passed=5)))))
    assert words(root.find_class("fine")[0]) == "没有发现问题。请继续看下面没有检查的内容。"


def test_what_a_policy_accepts_is_listed_with_the_reason() -> None:
    root = parsed(page(material(under_policy())))
    (section,) = root.xpath("//section[@class='suppressed']")
    accepted, changes = section.xpath("./table")
    finding = under_policy().suppressed[0].finding
    assert [words(each) for each in accepted.xpath("./tbody/tr/td")] == ["<i>已核实", "2027-12-31"]
    assert words(accepted.xpath("./tbody/tr/th/code")[0]) == f"合计等于各分项之和 identity.sum 编号 {finding.id}"
    assert [[words(each) for each in row] for row in changes.xpath("./tbody/tr")] == [
        ["停用规则", "绩效目标质量performance.quality", "", "=另行评审"],
        ["不计的问题没有出现", "narrative.*", "没有这样的问题，可以删去", "旧口径"],
    ]
    assert [words(each) for each in root.xpath("//ul[@class='counts']/li")][-1] == "1 条不计"
    assert words(root.xpath("//dl[@class='source']/div")[2]) == (
        "检查方案方案.toml：不计 1 条已核实的问题，停用规则 1 条，不计的问题没有出现 1 条"
    )


def test_the_overview_counts_what_is_accepted_under_a_policy_only() -> None:
    one, several = page(material(under_policy())), page(material(under_policy(), report("另一个局")))
    assert [words(each) for each in parsed(several).xpath("//table[@class='overview']//tbody/tr/td[last()]")] == [
        "1",
        "0",
    ]
    assert "汇总" not in one
    assert parsed(page(material())).xpath("//section[@class='suppressed'] | //li[@class='suppressed']") == []


def test_a_severity_that_a_policy_changed_says_what_it_was() -> None:
    made = report()
    milder = replace(made.findings[0], severity=Severity.NOTICE, original_severity=Severity.ERROR)
    root = parsed(page(material(replace(made, findings=(milder,)))))
    assert words(root.find_class("message")[0]) == "提示（原为错误）+合计不符"
