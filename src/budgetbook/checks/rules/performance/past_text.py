"""What a form says is to be done is to be done in the fiscal year: no sentence plans for a year that is over.

Judged in summary, plan and objectives, sentence by sentence. A sentence of the past (已, 截至, 自…起, 签订, 批复), numbers of documents and
titles of plans may name any year; so may a text that also speaks of the fiscal year. A period that was to take N years from a year on
(从2019年开始，用5年时间) must not be over either.
Source: DOMAIN §7 (text copied from last year).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.parameter import count
from budgetbook.checks.performance.dates import without_references, years
from budgetbook.checks.performance.forms import Form, Text, forms, unread
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

_FIELDS = frozenset({"summary", "plan", "objective.annual", "objective.whole"})
_OLDEST = count("oldest", 3, "年", "预算年度以前几年之内的安排才怀疑是沿用旧文字（更早的多是历史）")
_SENTENCE = re.compile(r"[^。;；]+")
_PAST = re.compile(
    r"已|了|截[至止]|[开完竣]工|通过|验收|签订|批复|下达|会议|文件|通知|审计|研究|以来|年起|年始|开始|自\d{4}|从\d{4}|"
    r"成立|建成|制定|上年|去年|往年|历年|尾款|欠|质保|结转|剩余|未支付|尚未|实际|相比|比\d{4}|较\d{4}|同比|基数|前|测算|招标|中标|"
    r"奖励|奖金|奖补|兑现|再支付|另有|考核|决算|评价|工程款|货款|款项|清算|年度报告|档案|案卷|归档|整理|年鉴|统计|汇编"
)
_PLANNED = re.compile(r"用于|计划|预计|拟|确保|保障|完成|发放|支付|开展|实施|安排|预算|组织|举办|推进")
_DUE = re.compile(r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:底|末|年底|年末)?以?前")
_PERIOD = re.compile(r"从(?P<year>(?:19|20)\d\d)年(?:开始|起)[^。;；\d]{0,4}用(?P<years>\d{1,2})年")
_HINT = "请改为预算年度的内容；确需提及以前年度的，请写明是已经完成的情况。"


@rule(
    title="文字安排的是预算年度的工作",
    severity=Severity.WARNING,
    needs=("project_forms",),
    source="项目支出绩效目标表“项目概况”“项目实施计划”“总体目标”",
    hint=_HINT,
    parameters=(_OLDEST,),
)
def check(context: Context) -> Iterable[Said]:
    yield from unread(context)
    year, oldest = context.disclosure.fiscal_year, int(context.limit(_OLDEST))
    for form in forms(context):
        stale = [
            (text, quoted) for text in form.texts if "年" in text.text and (quoted := _stale(form, text, year, oldest))
        ]
        if stale:
            quotes = list(dict.fromkeys(quoted for _, quoted in stale))
            yield Finding(
                rule="",
                severity=Severity.WARNING,
                message=f"{form.words}{stale[0][0].label}写的是 {year} 年以前的安排：“{quotes[0]}”，可能沿用了上年内容",
                places=tuple(form.place(quoted) for quoted in quotes),
                expected=f"{year}年",
                found=quotes[0],
                hint=_HINT,
            )


def _stale(form: Form, text: Text, year: int, oldest: int) -> str | None:
    """The sentence of `text` that plans for a year before `year`; None where none does."""
    for match in _PERIOD.finditer(text.text) if "从" in text.text else ():
        if int(match["year"]) + int(match["years"]) < year:
            return match.group()
    if text.field not in _FIELDS or (text.field == "objective.whole" and form.several_years):
        return None
    named = years(text.text)
    if all(one >= year for one, _ in named):
        return None  # what most texts are, so it is looked at before their references and sentences
    spoken = without_references(text.text)
    named = [(one, at) for one, at in named if spoken[at] != " "]
    if not named or max(one for one, _ in named) >= year:
        return _overdue_item(spoken, year, text.field)
    for sentence in _SENTENCE.finditer(spoken):
        inside = [one for one, at in named if sentence.start() <= at < sentence.end()]
        if not inside or max(inside) < year - oldest:
            continue
        if not _PAST.search(_DUE.sub("", sentence.group())) and not _yearless(sentence.group()):
            return text.text[sentence.start() : sentence.end()].strip()
    return None


def _yearless(sentence: str) -> bool:
    """Whether the sentence only names a project or prize by its year (2025年长治市创新创业大赛)."""
    return not _PLANNED.search(sentence)


_BETWEEN_ITEMS = re.compile(r"[;；。]")
_ITEM = re.compile(r"(?:\d{1,2}[、.])?(?P<what>[^\d,，]{2,24})(?P<year>(?:19|20)\d\d)年\d{1,2}月(?:底|末)?前?")


def _overdue_item(spoken: str, year: int, field: str) -> str | None:
    """An item of a plan that is nothing but a task and its date, the date being over (短信服务费支付2025年7月)."""
    if field != "plan":
        return None
    for item in _BETWEEN_ITEMS.split(spoken):
        match = _ITEM.fullmatch(item)
        if match is not None and int(match["year"]) < year and not _PAST.search(match["what"]):
            return item
    return None
