"""What is said twice of one amount is said alike: the same amount of the same coordinates changes by the same amount wherever it stands.

Income and expenditure of one fund are one amount. A change against another base (执行数, 决算数) is another change.
Source: DOMAIN §5: the words repeat each other's figures.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from budgetbook.checks.axes import POSITION
from budgetbook.checks.context import Context
from budgetbook.checks.narrative.intervals import Interval, printed
from budgetbook.checks.narrative.mentions import Change, Mention, Telling
from budgetbook.checks.narrative.wording import in_unit_of, money_words, section_place, section_words
from budgetbook.checks.rule import NotJudged, Said, rule
from budgetbook.model.finding import Finding, Severity

_BASE = re.compile(r"执行|决算|完成|调整|预计|实际")
_FLOW = POSITION["flow"]
_SOURCE = "情况说明各处对同一金额的增减变化应当一致"
_HINT = "请核对上年预算数，把各处统一。"
_One = tuple[Telling, Mention, Change]


@rule(
    title="同一金额的增减在文中各处一致",
    severity=Severity.WARNING,
    needs=("narrative", "statements"),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    groups: dict[object, list[_One]] = defaultdict(list)
    for one in _stated(context):
        groups[_key(context, *one)].append(one)
    if not any(len(group) > 1 for group in groups.values()):
        yield NotJudged("文中没有重复说明同一金额的增减")
    for group in groups.values():
        odd = _odd_one(group)
        if odd is not None:
            yield _finding(*odd)


def _stated(context: Context) -> Iterator[_One]:
    """Every change by an amount that is said of an amount which a statement prints."""
    for telling in context.tellings:
        for change in telling.changes:
            if change.amount is None or not change.direction or len(change.owners) != 1:
                continue
            owner = change.owners[0]
            if owner.quantity.value and context.matcher.match(owner).agreeing is not None:
                yield telling, owner, change


def _key(context: Context, telling: Telling, owner: Mention, change: Change) -> object:
    """Changes of one key are one change: the same coordinates, income or expenditure, against the same base."""
    cell = context.matcher.match(owner).agreeing
    assert cell is not None
    coordinates = tuple(value for at, value in enumerate(cell.key) if at != _FLOW)
    text = telling.plain.text
    sentence = text[max(text.rfind(mark, 0, change.start) for mark in "。；\n") + 1 : change.end]
    return coordinates, cell.yuan, change.base_year, frozenset(_BASE.findall(sentence))


def _odd_one(group: Sequence[_One]) -> tuple[_One, _One] | None:
    """The change that isn't what the others are, the later of two; with one that it should be like."""
    if len(group) < 2:
        return None
    unlike = [one for one in group if sum(_alike(one, other) for other in group) * 2 <= len(group)]
    if len(unlike) not in (1, 2) or (len(unlike) == 2 and len(group) > 2):
        return None
    return unlike[-1], next(one for one in group if one is not unlike[-1])


def _alike(one: _One, other: _One) -> bool:
    return one[2].direction == other[2].direction and _amount(one).meets(_amount(other))


def _amount(one: _One) -> Interval:
    assert one[2].amount is not None
    return printed(one[2].amount)


def _signed(change: Change) -> Decimal:
    assert change.amount is not None
    return change.direction * change.amount.value


def _finding(odd: _One, like: _One) -> Finding:
    (telling, owner, change), (there, _, other) = odd, like
    assert change.amount is not None and other.amount is not None
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=(
            f"{section_words(telling)}：“{telling.quote(owner.start, owner.quantity.start)}”{change.word}"
            f" {money_words(change.amount, change.amount.value)}，{section_words(there)}对同一金额说{other.word}"
            f" {money_words(change.amount, other.amount.value)}"
        ),
        places=(
            section_place(telling, change.start, change.end),
            section_place(there, other.start, other.end),
        ),
        expected=str(in_unit_of(change.amount, _signed(other))),
        found=str(in_unit_of(change.amount, _signed(change))),
        difference=in_unit_of(change.amount, _signed(change) - _signed(other)),
        hint=_HINT,
        source=_SOURCE,
    )
