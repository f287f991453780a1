"""Projects that two documents say differently, in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetbook.checks.context import Context
from budgetbook.checks.rule import NotJudged
from budgetbook.checks.shelf.beside import Neighbour
from budgetbook.checks.shelf.wording import in_file
from budgetbook.checks.wording import amount_words, placed
from budgetbook.codes import name_key
from budgetbook.model.comparison import Amounts, Change, PieceKind, ProjectChange, TextChange
from budgetbook.model.finding import FindingPlace
from budgetbook.model.money import MoneyUnit
from budgetbook.model.place import Place
from budgetbook.model.statement import Kind

_MOST = 3
_SIDES = {"whole": "实施期", "annual": "年度"}
_SHOWN = 24


def of_unit(unit: Neighbour) -> Iterator[ProjectChange]:
    """The projects of a unit that differ between its document and its department's; the department's other projects are none of them."""
    names = {name_key(name) for name in (unit.listed_as, unit.context.disclosure.entity.name) if name}
    for change in unit.projects:
        if change.change is not Change.ADDED or name_key(change.unit or "") in names:
            yield change


def lists_projects(context: Context) -> bool:
    """Whether the document has a projects statement all of which was understood."""
    try:
        context.whole(Kind.PROJECTS)
    except NotJudged:
        return False
    return True


def at_place(place: Place | None, name: str, file: str) -> FindingPlace:
    """A project in the file of this name."""
    return in_file(placed(place, row=name), file)


def differences(change: ProjectChange, old: str, new: str, *, annual: bool = True) -> Iterator[str]:
    """What differs in a project, in a few words each; `old` and `new` name the two documents (Chinese).

    Without `annual` neither the year's total nor a form that only one of them has is told.
    """
    if annual and change.annual.change:
        yield _amounts("年度资金", change.annual, old, new)
    if change.whole is not None and change.whole.change:
        yield _amounts("实施期资金总额", change.whole, old, new)
    for part in change.parts[:_MOST]:
        yield _amounts(f"年度{part.name}", part.amounts, old, new)
    if annual and change.form is not Change.SAME:
        yield f"绩效目标表只在{new if change.form is Change.ADDED else old}中有"
    for text in change.texts[:_MOST]:
        yield f"“{text.name}”{_first(text, old, new)}"
    for indicator in change.indicators[:_MOST]:
        name = f"{_SIDES[indicator.side]}指标“{indicator.name}”"
        if indicator.change is Change.CHANGED:
            yield f"{name}{old}为 {indicator.old or '空白'}、{new}为 {indicator.new or '空白'}"
        else:
            yield f"{name}只在{new if indicator.change is Change.ADDED else old}的文件中有"
    more = sum(max(0, len(some) - _MOST) for some in (change.parts, change.texts, change.indicators))
    if more:
        yield f"另有 {more} 处"


def _amounts(name: str, found: Amounts, old: str, new: str) -> str:
    return f"{name}{old}为 {_yuan(found.old)}、{new}为 {_yuan(found.new)}"


def _yuan(value: Decimal | None) -> str:
    return "空白" if value is None else amount_words(MoneyUnit.YUAN, value)


def _first(text: TextChange, old: str, new: str) -> str:
    """The first words that differ."""
    removed = next((piece.text for piece in text.pieces if piece.kind is PieceKind.REMOVED), "")
    added = next((piece.text for piece in text.pieces if piece.kind is PieceKind.ADDED), "")
    return f"{old}为“{_short(removed)}”、{new}为“{_short(added)}”"


def _short(text: str) -> str:
    plain = "".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}……"
