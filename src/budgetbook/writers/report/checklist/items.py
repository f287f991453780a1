"""The items of the check list: what was asked, the answer, and what is wrong, grouped under the headings that inspections go by."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
import tomli

from budgetbook.model.finding import Finding, Report, Severity
from budgetbook.model.finding_words import family_words
from budgetbook.writers.report.material import Judged, Material, judged

YES, NO, UNCHECKED = "是", "否", "未检查"
_NOT_APPLICABLE = "本文件的格式、年度或种类不涉及，或没有可以核对的内容"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One row: `answer` is YES, NO or UNCHECKED; `findings` are all of the rule's, `remark` says what was not checked and why."""

    item: str
    content: str
    answer: str
    findings: tuple[Finding, ...] = ()
    remark: str = ""
    hint: str = ""
    source: str = ""


class ByHand(msgspec.Struct, frozen=True, kw_only=True):
    """An item that the file alone can't answer."""

    item: str
    content: str
    reason: str
    source: str


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A heading of the list: `rules` by id or family; `others` takes those that no heading names."""

    name: str
    rules: tuple[str, ...] = ()
    others: bool = False
    by_hand: tuple[ByHand, ...] = ()


@cache
def headings() -> tuple[Heading, ...]:
    """The headings in order."""
    text = (files("budgetbook.writers.report") / "headings.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomli.loads(text)["heading"], tuple[Heading, ...])


def items_of(report: Report, material: Material) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """Every heading with its items: those for people first, then the rules'."""
    every = judged(report, material)
    return tuple(
        (
            heading.name,
            (
                *(_by_hand(one) for one in heading.by_hand),
                *(_item(one) for one in every if heading_of(one.rule.id) is heading),
            ),
        )
        for heading in headings()
    )


def heading_of(rule: str) -> Heading:
    """The heading that a rule stands under: named by its id, else by its family, else the one for all others."""
    family = rule.partition(".")[0]
    for name in (rule, family):
        for heading in headings():
            if name in heading.rules:
                return heading
    return next(heading for heading in headings() if heading.others)


def _by_hand(one: ByHand) -> Item:
    return Item(item=one.item, content=one.content, answer=UNCHECKED, remark=one.reason, source=one.source)


def _item(one: Judged) -> Item:
    answer = NO if one.wrong else YES if one.checked else UNCHECKED
    reasons = [outcome.reason or _NOT_APPLICABLE for outcome in one.not_checked]
    if answer is UNCHECKED:
        remark = "；".join(reasons) or _NOT_APPLICABLE
    else:
        accepted = f"有 {len(one.suppressed)} 条按检查方案不计，见“不计的问题”" if one.suppressed else ""
        unchecked = "另有未检查：" + "；".join(reasons) if reasons else ""
        remark = "\n".join(said for said in (accepted, unchecked) if said)
    severe = [finding for finding in one.findings if finding.severity is not Severity.NOTICE] or one.findings
    hints = dict.fromkeys(finding.hint for finding in severe if finding.hint)
    return Item(
        item=family_words(one.rule.family),
        content=one.rule.title,
        answer=answer,
        findings=one.findings,
        remark=remark,
        hint="\n".join(hints),
        source=one.rule.source,
    )
