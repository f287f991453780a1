"""The page numbers of the contents page are those on which its headings stand.

Printed numbers begin behind the cover, so only numbers that stray from the one offset that most of them share are wrong. Where they share
none, the pages are numbered in a way that the file doesn't tell, and nothing is judged.
Source: the disclosure's form: the contents page leads to what is published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from budgetbook.checks.contents import matched
from budgetbook.checks.context import Context
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.checks.wording import placed
from budgetbook.model.contents import ContentsEntry
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.place import Place

_SOURCE = "部门预算公开格式：目录与正文一致"
_HINT = "请更新目录的页码（在 Word 中按 F9）。"
_FEWEST = 5
_LEAST_SHARE = 4  # of so many numbers at most one strays
_MOST_NAMED = 5


@rule(
    title="目录的页码与正文相符",
    severity=Severity.NOTICE,
    needs=("contents",),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    disclosure = context.disclosure
    if not any(entry.page is not None for entry in disclosure.contents):
        yield NotJudged("目录没有页码")
        return
    statements = matched(context).pairs
    paged: list[tuple[ContentsEntry, int, Place]] = []
    for number, entry in enumerate(disclosure.contents):
        place = statements[number].place if number in statements else entry.heading
        if entry.page is not None and place is not None and place.page is not None:
            paged.append((entry, place.page - entry.page, place))
    if not paged:
        yield NotJudged("这种格式的文件不分页，无法核对目录的页码")
        return
    (offset, _), *_ = Counter(one for _, one, _ in paged).most_common(1)
    astray = [one for one in paged if one[1] != offset]
    if len(paged) < _FEWEST or _LEAST_SHARE * len(astray) > len(paged):
        yield NotJudged("目录的页码与文件的页次没有固定的对应，无法核对")
        return
    if astray:
        yield _astray(astray, offset)


def _astray(entries: list[tuple[ContentsEntry, int, Place]], offset: int) -> Finding:
    said = [
        f"“{entry.title}”目录写第 {entry.page} 页，实在第 {(place.page or 0) - offset} 页"
        for entry, _, place in entries[:_MOST_NAMED]
    ]
    more = f"等 {len(entries)} 处" if len(entries) > _MOST_NAMED else ""
    return Finding(
        rule="",
        severity=Severity.NOTICE,
        message=f"目录的页码与正文不符：{'；'.join(said)}{more}",
        places=tuple(
            spot
            for entry, _, place in entries[:_MOST_NAMED]
            for spot in (placed(entry.place, text=f"{entry.title} {entry.page}"), placed(place, text=entry.title))
        ),
        hint=_HINT,
        source=_SOURCE,
    )
