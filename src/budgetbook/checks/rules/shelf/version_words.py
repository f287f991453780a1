"""Two versions of one document say the same in their words, asset counts and procurement.

Source: 预算法 §14: what is published is the approved budget; a version that replaces another says what was corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.shelf.beside import Neighbour
from budgetbook.checks.shelf.wording import in_file
from budgetbook.checks.wording import placed
from budgetbook.model.comparison import Change, Piece, PieceKind, SectionChange
from budgetbook.model.finding import Finding, Severity

_SOURCE = "《预算法》第十四条：公开的是批准的预算；更正的应当说明"
_HINT = "请以定稿为准，统一两个版本。逐字对照见 budgetbook compare。"
_AROUND, _LONGEST = 16, 40


@rule(
    title="同一文件的两个版本文字相同",
    severity=Severity.WARNING,
    needs=("other_version", "narrative"),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for version in context.shelf.versions:
        if version.changes is not None and version.context.disclosure.narrative:
            yield from (_finding(context, version, section) for section in version.changes.narrative)


def _finding(context: Context, version: Neighbour, section: SectionChange) -> Finding:
    name = f"情况说明第{section.section}部分“{section.title}”"
    spots = list(_spots(section.pieces))
    now, was = spots[0] if spots else ("", "")
    if section.change is not Change.CHANGED:
        has = context.shelf.name if section.change is Change.ADDED else version.name
        message = f"{name}只在 {has} 中有"
    else:
        message = f"{name}有 {len(spots)} 处文字不同，第一处：{context.shelf.name} 为“{now}”，{version.name} 为“{was}”"
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=message,
        places=(
            in_file(placed(section.new_place, section=section.section, text=now or None), context.shelf.name),
            in_file(placed(section.old_place, section=section.section, text=was or None), version.name),
        ),
        expected=was or None,
        found=now or None,
        hint=_HINT,
        source=_SOURCE,
    )


def _spots(pieces: tuple[Piece, ...]) -> Iterator[tuple[str, str]]:
    """Each place where the words differ, as (now, was) with a few words before it."""
    before, removed, added = "", "", ""
    for piece in (*pieces, Piece(PieceKind.EQUAL, "")):
        if piece.kind is PieceKind.REMOVED:
            removed += piece.text
        elif piece.kind is PieceKind.ADDED:
            added += piece.text
        else:
            if removed or added:
                lead = before.rsplit("\n", 1)[-1][-_AROUND:]
                yield _short(lead + added), _short(lead + removed)
            before, removed, added = piece.text, "", ""


def _short(text: str) -> str:
    plain = "".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}……"
