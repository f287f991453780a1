"""What the contents page lists stands in the body, and it lists every statement if it lists any.

Titles may differ in year, numbering, punctuation and blanks. A contents page that lists only parts says nothing about statements, and where
few of its lines are found at all, the body stands in another file or in other words, and nothing is judged.
Source: the disclosure's form: the contents page lists what is published.
"""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.checks.contents import Matched, matched, names_table
from budgetbook.checks.context import Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import placed, statement_words
from budgetbook.model.contents import ContentsEntry
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.statement import Statement

_SOURCE = "部门预算公开格式：目录与正文一致"
_ABSENT = "请补上缺少的内容；正文本来没有的，从目录中删去。在 Word 中按 F9 可以更新目录。"
_UNLISTED = "请把这张表列入目录。在 Word 中按 F9 可以更新目录。"
_FEWEST = 4  # statements that a contents page lists, before one that it leaves out is worth a word
_MOST_UNLISTED = 4  # one in so many


@rule(
    title="目录与正文一致",
    severity=Severity.WARNING,
    needs=("contents",),
    source=_SOURCE,
    hint=_ABSENT,
)
def check(context: Context) -> Iterable[Said]:
    disclosure = context.disclosure
    found = matched(context)
    reason = _no_statements(found, context)
    if reason is not None:
        yield NotJudged(reason)
    else:
        yield from (_absent(entry) for entry in found.absent)
        if not found.absent and len(found.pairs) >= max(_FEWEST, _MOST_UNLISTED * len(found.unlisted)):
            yield from (_unlisted(statement, disclosure) for statement in found.unlisted)
    yield from _sections(disclosure)


def _no_statements(found: Matched, context: Context) -> str | None:
    """Why nothing can be said about the statements that the contents page lists (Chinese)."""
    if not found.tables:
        return None
    if not context.disclosure.statements:
        return "目录列出了报表，但文件中没有报表，可能在另外的文件中"
    if context.damaged.note("statements") is not None or 2 * len(found.pairs) < len(found.tables):
        return "目录列出的报表大多没有读到，无法与正文核对"
    return None


def _sections(disclosure: Disclosure) -> Iterable[Said]:
    """Parts and sections that are listed and don't stand in the body."""
    entries = [entry for entry in disclosure.contents if not names_table(entry)]
    absent = [entry for entry in entries if entry.heading is None]
    if 3 * len(absent) > len(entries):
        yield NotJudged("目录列出的标题大多没有在正文中找到，无法核对")
    elif (
        disclosure.source is None or disclosure.source.format != "several"
    ):  # else they may stand in another of the files
        yield from (_absent(entry) for entry in absent)


def _absent(entry: ContentsEntry) -> Finding:
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=f"目录列有“{entry.title}”，正文中没有找到",
        places=(placed(entry.place, text=entry.title),),
        expected=entry.title,
        hint=_ABSENT,
        source=_SOURCE,
    )


def _unlisted(statement: Statement, disclosure: Disclosure) -> Finding:
    page = next((entry.place for entry in disclosure.contents if entry.place is not None), None)
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=f"正文有{statement_words(statement)}，目录列出了其他报表而没有列这张",
        places=(placed(statement.place, statement=statement_words(statement)), placed(page, text="目录")),
        found=statement.title,
        hint=_UNLISTED,
        source=_SOURCE,
    )
