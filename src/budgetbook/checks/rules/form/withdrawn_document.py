"""The words cite no document that was withdrawn before the fiscal year.

Source: the withdrawing document, named in the finding (`forms/withdrawn_documents.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.forms.withdrawn import withdrawn_documents
from budgetbook.model.finding import Finding, Severity

_YEAR = re.compile(r"[〔\[【（(]\s*(\d{4})\s*[〕\]】）)]")
_HINT = "请改引现行文件。"


@rule(
    title="引用的文件现行有效",
    severity=Severity.WARNING,
    needs=("narrative",),
    source="宣布废止的文件",
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    known = [one for one in withdrawn_documents() if context.disclosure.fiscal_year >= one.from_year]
    for telling in context.tellings:
        text = _YEAR.sub(r"〔\1〕", telling.plain.text)  # brackets of one width: positions stay
        for one in known:
            at = text.find(one.number)
            if at < 0:
                continue
            yield Finding(
                rule="",
                severity=Severity.WARNING,
                message=f"{section_words(telling)}引用的{one.number}（{one.title}）已经废止，现行的是{one.replaced_by}",
                places=(section_place(telling, at, at + len(one.number)),),
                expected=one.replaced_by,
                found=one.number,
                hint=_HINT,
                source=one.source,
            )
