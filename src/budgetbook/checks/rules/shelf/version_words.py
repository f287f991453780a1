"""Two versions of one document say the same in their words, asset counts and procurement.

Source: 预算法 §14: what is published is the approved budget; a version that replaces another says what was corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from budgetbook.checks.context import Context
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.shelf.beside import Neighbour
from budgetbook.checks.shelf.wording import in_file
from budgetbook.checks.wording import placed
from budgetbook.model.comparison import Change, Piece, PieceKind, SectionChange
from budgetbook.model.finding import Finding, FindingPlace, Severity

_SOURCE = "《预算法》第十四条：公开的是批准的预算；更正的应当说明"
_HINT = "请以定稿为准，统一两个版本。逐字对照见 budgetbook compare。"
_AROUND, _LONGEST = 16, 40


@rule(
    title="同一文件的两个版本文字相同",
    severity=Severity.WARNING,
    needs=("other_version",),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for version in context.shelf.versions:
        if version.changes is not None and version.context.disclosure.narrative:
            yield from (_section(context, version, section) for section in version.changes.narrative)
        if version.changes is not None:
            for text in version.changes.profile:
                spots = list(_spots(text.pieces))
                yield _finding(context, version, text.name, spots)


def _section(context: Context, version: Neighbour, section: SectionChange) -> Finding:
    name = f"情况说明第{section.section}部分“{section.title}”"
    spots = list(_spots(section.pieces)) if section.change is Change.CHANGED else []
    places = placed(section.new_place, section=section.section), placed(section.old_place, section=section.section)
    if spots:
        return _finding(context, version, name, spots, places)
    has = context.shelf.name if section.change is Change.ADDED else version.name
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=f"{name}只在 {has} 中有",
        places=(in_file(places[0], context.shelf.name), in_file(places[1], version.name)),
        hint=_HINT,
        source=_SOURCE,
    )


def _finding(
    context: Context,
    version: Neighbour,
    name: str,
    spots: list[tuple[str, str]],
    places: tuple[FindingPlace, FindingPlace] = (FindingPlace(), FindingPlace()),
) -> Finding:
    now, was = spots[0]
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=f"{name}有 {len(spots)} 处文字不同，第一处：{context.shelf.name} 为“{now}”，{version.name} 为“{was}”",
        places=(
            replace(in_file(places[0], context.shelf.name), text=now or None),
            replace(in_file(places[1], version.name), text=was or None),
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
