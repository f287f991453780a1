"""Words say what the statements print, and read well whatever the figures are."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings

from budgetbook import forms
from budgetbook.compiler import Compiled, compile_ledger
from budgetbook.compiler.mentions import Marks
from budgetbook.errors import FormError
from budgetbook.model.coordinates import Coordinates
from budgetbook.model.facts import facts
from budgetbook.model.ledger import Ledger, PreviousFigure, ProcurementLine, Words
from budgetbook.model.money import with_separators
from tests.compiler.random_ledgers import ledgers
from tests.ledgers import BUREAU, small_ledger

SHANXI = forms.load("shanxi")


def text(compiled: Compiled, section: str) -> str:
    return next(each.text for each in compiled.disclosure.narrative if each.section == section)


def with_words(ledger: Ledger, **texts: str) -> Ledger:
    """`ledger` with words replaced; the names' dots are written as double underscores."""
    named = {each.name: each for each in ledger.words}
    for name, said in texts.items():
        named[name.replace("__", ".")] = Words(name=name.replace("__", "."), text=said)
    return msgspec.structs.replace(ledger, words=tuple(named.values()))


def with_previous(ledger: Ledger, **figures: str | None) -> Ledger:
    named = {each.name: each for each in ledger.previous}
    for name, yuan in figures.items():
        named[name] = PreviousFigure(name=name, yuan=None if yuan is None else Decimal(yuan))
    return msgspec.structs.replace(ledger, previous=tuple(named.values()))


@settings(max_examples=40, deadline=None)
@given(ledgers())
def test_every_amount_in_words_is_the_printed_cell(ledger: Ledger) -> None:
    compiled = compile_ledger(ledger, SHANXI)
    printed: dict[Coordinates, set[Decimal]] = {}
    for fact in facts(compiled.disclosure):
        printed.setdefault(fact.coordinates, set()).add(fact.amount or Decimal(0))
    sections = {each.section: each.text for each in compiled.disclosure.narrative}
    for mention in compiled.mentions:
        said = sections[mention.section][mention.start : mention.end]
        assert said == (with_separators(mention.amount) if mention.amount else "0")
        if mention.coordinates in printed:
            assert printed[mention.coordinates] == {mention.amount}


@settings(max_examples=40, deadline=None)
@given(ledgers())
def test_no_sentence_is_broken(ledger: Ledger) -> None:
    for form in ("shanxi", "national"):
        for section in compile_ledger(ledger, forms.load(form)).disclosure.narrative:
            assert not re.search(r"[。；，、：]{2,}|原因是[。；，]|[\ue000-\ue002]|None|nan|\{|\}", section.text), (
                section.text
            )
            assert "增长100.00%（" not in section.text


def test_all_amounts_in_words_stand_in_a_statement() -> None:
    compiled = compile_ledger(small_ledger(), SHANXI)
    cells = {fact.coordinates for fact in facts(compiled.disclosure)}
    elsewhere = [each for each in compiled.mentions if each.coordinates not in cells]
    assert (len(compiled.mentions), elsewhere) == (47, [])


def test_sections_of_the_small_ledger() -> None:
    compiled = compile_ledger(small_ledger(), SHANXI)
    assert text(compiled, "三") == (
        f"2027年度{BUREAU}支出预算1,405.02万元，其中：基本支出670.53万元，占47.72%；项目支出734.50万元，占52.28%。"
    )
    assert text(compiled, "五").splitlines()[1] == (
        f"2027年度{BUREAU}一般公共预算当年支出879.01万元，比上年减少30.99万元，下降3.41%。"
    )
    assert text(compiled, "八") == (
        f"本部门2027年所属{BUREAU}等1家行政单位机关运行经费财政拨款预算19.51万元，"
        "比2026年预算减少0.59万元，下降2.94%，原因是压减一般性支出。"
    )
    assert text(compiled, "九") == (
        f"2027年{BUREAU}政府采购预算总额138.98万元。其中：政府采购货物预算17.98万元、"
        "政府采购工程预算25.00万元、政府采购服务预算96.00万元。"
    )
    assert compiled.lacking == ()


def test_project_counts_and_shares() -> None:
    words = text(compile_ledger(small_ledger(), SHANXI), "十")
    assert (
        "二级项目6个，共计金额728.48万元。其中：其他运转类项目3个，涉及金额40.48万元；特定目标类项目3个，涉及金额688.00万元。"
        in words
    )
    assert "公开项目绩效目标5个，涉及项目金额710.50万元，占部门项目支出总额的97.53%。" in words


def test_a_figure_from_nothing_has_no_rate() -> None:
    ledger = with_previous(small_ledger(), general_public_current="0")
    assert "比上年增加879.01万元（2026年无此项预算）。" in text(compile_ledger(ledger, SHANXI), "五")


def test_a_figure_that_stays_says_so() -> None:
    ledger = with_previous(small_ledger(), general_public_current="8790065.68", reception="11055")
    compiled = compile_ledger(ledger, SHANXI)
    assert "879.01万元，与上年预算数相同。" in text(compiled, "五")
    assert "公务接待费1.11万元，与上年预算数相同；" in text(compiled, "七")


def test_figures_that_print_alike_are_the_same() -> None:
    """A change of a few yuan that no printed amount shows is no change to explain."""
    ledger = with_previous(small_ledger(), reception="11060")
    assert "公务接待费1.11万元，与上年预算数相同；" in text(compile_ledger(ledger, SHANXI), "七")


@pytest.mark.parametrize("typed", ["接待减少。", "主要原因是：接待减少；", " 接待减少\n", "接待减少，。"])
def test_reasons_fit_into_their_sentence(typed: str) -> None:
    ledger = with_words(small_ledger(), reason__reception=typed)
    assert "主要原因是接待减少；公务用车" in text(compile_ledger(ledger, SHANXI), "七")


def test_reasons_of_several_lines_become_one_sentence() -> None:
    ledger = with_words(small_ledger(), reason__reception="一是压减接待。\n二是减少批次。")
    assert "主要原因是一是压减接待；二是减少批次；公务用车" in text(compile_ledger(ledger, SHANXI), "七")


def test_what_an_officer_types_is_never_a_template() -> None:
    ledger = with_words(small_ledger(), reason__reception="{{ year }}{% for %}<b>")
    assert "主要原因是{{ year }}{% for %}<b>；" in text(compile_ledger(ledger, SHANXI), "七")


def test_gaps_are_visible_and_listed() -> None:
    ledger = msgspec.structs.replace(with_previous(small_ledger(), reception=None), words=())
    compiled = compile_ledger(ledger, SHANXI)
    assert "【待填：收入总计增减原因】" in text(compiled, "一")
    assert "公务接待费1.11万元，【待填：上年预算数：公务接待费】；" in text(compiled, "七")
    assert "上年预算数：公务接待费" in compiled.lacking


def test_an_empty_budget_still_reads() -> None:
    ledger = msgspec.structs.replace(small_ledger(), lines=(), projects=(), procurement=())
    compiled = compile_ledger(ledger, SHANXI)
    assert text(compiled, "三") == f"2027年度{BUREAU}支出预算0万元，其中：基本支出0万元，占0%；项目支出0万元，占0%。"
    assert text(compiled, "四").endswith("上年结转收入0万元。")
    assert text(compiled, "十").endswith(f"2027年{BUREAU}无纳入绩效目标管理的二级项目。")
    assert "无机关运行经费，比2026年预算减少20.10万元，下降100.00%，原因是压减一般性支出。" in text(compiled, "八")


def test_procurement_rounds_each_amount_once() -> None:
    lines = tuple(
        ProcurementLine(unit=BUREAU, category=category, yuan=Decimal("10049.99")) for category in ("goods", "services")
    )
    words = text(compile_ledger(msgspec.structs.replace(small_ledger(), procurement=lines), SHANXI), "九")
    assert "总额2.01万元。其中：政府采购货物预算1.00万元、政府采购工程预算0万元、政府采购服务预算1.00万元。" in words


def test_marks_give_positions_in_the_finished_text() -> None:
    marks = Marks()
    marked = (
        "甲" + marks.mark("1.00", Coordinates(), Decimal("1.00")) + "乙" + marks.mark("0", Coordinates(), Decimal(0))
    )
    found, mentions = marks.lifted("一", marked)
    assert found == "甲1.00乙0"
    assert [found[each.start : each.end] for each in mentions] == ["1.00", "0"]


def test_a_template_with_a_wrong_coordinate_is_the_forms_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    from budgetbook.compiler import narrative

    for wrong, said in (
        ('{{ wan(at(fond="x")) }}', "不存在的坐标：fond"),
        ('{{ wan(at(fund="x")) }}', "不存在的坐标值"),
        ("{{ nothing }}", "nothing"),
        ("{{ year.__class__.__mro__ }}", "unsafe"),
        ('{{ words("reason.no") }}', "没有名为 reason.no 的填写项"),
        ('{{ change("no").same }}', "没有名为 no 的上年数"),
    ):
        broken = narrative._environment("shanxi").from_string(wrong)
        monkeypatch.setattr(narrative, "_template", lambda form, file, broken=broken: broken)
        with pytest.raises(FormError, match=said):
            compile_ledger(small_ledger(), SHANXI)
