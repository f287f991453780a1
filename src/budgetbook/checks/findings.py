"""Broken comparisons and rounding tails as findings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from budgetbook.checks.cells import Cell
from budgetbook.checks.comparison import Comparison, Relation, Shape
from budgetbook.checks.rule import RuleInfo
from budgetbook.checks.suspects import Explanation
from budgetbook.checks.wording import (
    AXIS_PARTS,
    amount_words,
    cell_words,
    finding_place,
    in_unit_of,
    printed_words,
    statement_name,
    unit_of,
)
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Finding, FindingPlace, Severity

_NUMERALS = "①②③④⑤⑥⑦⑧⑨⑩"
_MOST_PLACES = 12
_MOST_WITNESSES = 5
_MOST_WORDED = 4
_SHAPES = (Shape.AGREEMENT, Shape.SUM, Shape.EQUATION)


def finding_of(disclosure: Disclosure, explanation: Explanation, rules: dict[Comparison, RuleInfo]) -> Finding:
    """The one finding that an explanation is worth."""
    if len(explanation.suspects) == 1:
        return _one_cell(disclosure, explanation, rules)
    if explanation.suspects:
        return _one_of_several(disclosure, explanation, rules)
    return _alone(disclosure, explanation.broken[0], rules[explanation.broken[0]])


def _severity(comparison: Comparison, info: RuleInfo) -> Severity:
    return comparison.severity or info.passport.severity


def _worst(explanation: Explanation, rules: dict[Comparison, RuleInfo]) -> Severity:
    order = list(Severity)
    return min((_severity(one, rules[one]) for one in explanation.broken), key=order.index)


def _rule_of(explanation: Explanation, rules: dict[Comparison, RuleInfo]) -> RuleInfo:
    """The rule that speaks for several broken comparisons: agreement before sum before an equation of its own, statements before forms."""
    return rules[
        min(
            explanation.broken,
            key=lambda one: (any(cell.statement < 0 for cell in one.cells), _SHAPES.index(one.shape)),
        )
    ]


def _one_cell(disclosure: Disclosure, explanation: Explanation, rules: dict[Comparison, RuleInfo]) -> Finding:
    suspect, change = explanation.suspects[0], explanation.changes[0]
    unit = unit_of(disclosure, suspect)
    info = _rule_of(explanation, rules)
    witnesses = [one for one in explanation.broken if not one.auxiliary] or list(explanation.broken)
    # What says it most directly comes first: the same amount elsewhere, its own parts, then sums that it is a part of.
    direct = sorted(explanation.broken, key=lambda one: (_SHAPES.index(one.shape), suspect not in one.left))
    said = [_witness(disclosure, one, suspect) for one in direct]
    return Finding(
        rule=info.id,
        severity=_worst(explanation, rules),
        message=(
            f"{cell_words(disclosure, suspect)}为{printed_words(disclosure, suspect)}，"
            f"与另外 {len(said)} 处不符；按这些处推算应为 {amount_words(unit, suspect.yuan + change)}，"
            f"相差 {amount_words(unit, abs(change))}：" + _listed(said)
        ),
        places=_places(disclosure, [suspect], witnesses),
        expected=str(in_unit_of(unit, suspect.yuan + change)),
        found=str(in_unit_of(unit, suspect.yuan)),
        difference=in_unit_of(unit, -change),
        hint="只改这一个数，上述各处就全部相符，所以最可能是它有误；请与批复的预算核对后改正。",
        source=info.passport.source,
    )


def _one_of_several(disclosure: Disclosure, explanation: Explanation, rules: dict[Comparison, RuleInfo]) -> Finding:
    info, broken = _rule_of(explanation, rules), explanation.broken
    first = broken[0]
    unit = unit_of(disclosure, first.left[0])
    said = [_sentence(disclosure, one) for one in broken if not one.auxiliary]
    named = "；".join(cell_words(disclosure, cell) for cell in explanation.suspects[:4])
    more = " 等" if len(explanation.suspects) > 4 else ""
    return Finding(
        rule=info.id,
        severity=_worst(explanation, rules),
        message=f"有 {len(said)} 处勾稽不符，源于同一个数：" + _listed(said),
        places=_places(disclosure, [], broken),
        expected=str(in_unit_of(unit, first.left[0].yuan - first.residual)),
        found=str(in_unit_of(unit, first.left[0].yuan)),
        difference=in_unit_of(unit, first.residual),
        hint=f"下列各数之一有误，仅凭报表无法判断是哪一个：{named}{more}。请与批复的预算核对。",
        source=info.passport.source,
    )


def _alone(disclosure: Disclosure, comparison: Comparison, info: RuleInfo) -> Finding:
    unit = unit_of(disclosure, comparison.left[0])
    left = sum((cell.yuan for cell in comparison.left), Decimal(0))
    hint = comparison.hint or info.passport.hint
    return Finding(
        rule=info.id,
        severity=_severity(comparison, info),
        message=_sentence(disclosure, comparison),
        places=_places(disclosure, [], [comparison]),
        expected=str(in_unit_of(unit, left - comparison.residual)),
        found=str(in_unit_of(unit, left)),
        difference=in_unit_of(unit, comparison.residual),
        hint=hint,
        source=info.passport.source,
    )


def _sentence(disclosure: Disclosure, comparison: Comparison, *, beside: Cell | None = None) -> str:
    """A broken comparison in one sentence with both values and the difference; `beside` as in `cell_words`."""
    left, right = comparison.left[0], comparison.right
    unit = unit_of(disclosure, left)
    off = amount_words(unit, comparison.off)
    if comparison.shape is Shape.AGREEMENT:
        return (
            f"{cell_words(disclosure, left, beside=beside)}为{printed_words(disclosure, left)}，"
            f"{cell_words(disclosure, right[0], beside=beside or left)}为{printed_words(disclosure, right[0])}，"
            f"应当相等，相差 {off}"
        )
    if comparison.shape is Shape.SUM:
        elsewhere = "" if right[0].statement == left.statement else _whose(disclosure, right[0])
        return (
            f"{cell_words(disclosure, left, beside=beside)}为{printed_words(disclosure, left)}，"
            f"{elsewhere}{AXIS_PARTS[comparison.axis or 'unit']}相加为 {amount_words(unit, left.yuan - comparison.residual)}，相差 {off}"
        )
    verb = "应不小于" if comparison.relation is Relation.AT_LEAST else "应等于"
    return f"{comparison.title}：{_side(disclosure, comparison.left)}，{verb}{_side(disclosure, right)}，相差 {off}"


def _side(disclosure: Disclosure, cells: Sequence[Cell]) -> str:
    """One side of an equation: the cell and its amount, or the sum of several."""
    unit = unit_of(disclosure, cells[0])
    if len(cells) == 1:
        return f"{cell_words(disclosure, cells[0])}{printed_words(disclosure, cells[0])}"
    total = sum((cell.yuan for cell in cells), Decimal(0))
    statements = dict.fromkeys(statement_name(disclosure, cell.statement) for cell in cells)
    return f"{'、'.join(statements)}的 {len(cells)} 个数合计 {amount_words(unit, total)}"


def _whose(disclosure: Disclosure, cell: Cell) -> str:
    return statement_name(disclosure, cell.statement)


def _witness(disclosure: Disclosure, comparison: Comparison, suspect: Cell) -> str:
    """What one broken comparison says against `suspect`, without repeating the suspect's own name."""
    if comparison.shape is Shape.AGREEMENT:
        other = next(cell for cell in comparison.cells if cell is not suspect)
        return f"{cell_words(disclosure, other, beside=suspect)}为{printed_words(disclosure, other)}"
    if comparison.shape is Shape.SUM and comparison.left[0] is suspect:
        unit = unit_of(disclosure, suspect)
        parts = amount_words(unit, suspect.yuan - comparison.residual)
        elsewhere = (
            "" if comparison.right[0].statement == suspect.statement else _whose(disclosure, comparison.right[0])
        )
        return f"{elsewhere}{AXIS_PARTS[comparison.axis or 'unit']}相加为 {parts}"
    if comparison.shape is Shape.SUM:
        return "含本数的" + _sentence(disclosure, comparison, beside=suspect)
    if len(comparison.cells) > _MOST_WORDED:
        unit = unit_of(disclosure, suspect)
        return f"含本数的勾稽关系“{comparison.title}”两边相差 {amount_words(unit, comparison.off)}"
    return _sentence(disclosure, comparison)


def _listed(said: Sequence[str]) -> str:
    shown = [f"{_NUMERALS[number]}{one}" for number, one in enumerate(said[:_MOST_WITNESSES])]
    rest = f"；另有 {len(said) - _MOST_WITNESSES} 处" if len(said) > _MOST_WITNESSES else ""
    return "；".join(shown) + rest + "。"


def _places(disclosure: Disclosure, first: Sequence[Cell], broken: Sequence[Comparison]) -> tuple[FindingPlace, ...]:
    """The suspect, then the cells that are compared with it; the non-blank parts of sums as far as there is room."""
    cells = list(first)
    cells += [cell for comparison in broken for cell in comparison.left]
    cells += [cell for comparison in broken if comparison.shape is not Shape.SUM for cell in comparison.right]
    cells += [
        cell for comparison in broken if comparison.shape is Shape.SUM for cell in comparison.right if not cell.blank
    ]
    return tuple(finding_place(disclosure, cell) for cell in list(dict.fromkeys(cells))[:_MOST_PLACES])


def tails_of(disclosure: Disclosure, tails: Sequence[Comparison], info: RuleInfo) -> Finding:
    """One notice for all rounding tails of a rule between the same statements."""
    most = max(tails, key=lambda comparison: comparison.off)
    numbers = sorted({cell.statement for comparison in tails for cell in (comparison.left[0], comparison.right[0])})
    where = "与".join(statement_name(disclosure, number) for number in numbers)
    largest = amount_words(unit_of(disclosure, most.left[0]), most.off)
    noted = any("尾差" in (statement.note or "") for statement in disclosure.statements)
    cells = list(dict.fromkeys(comparison.left[0] for comparison in tails))
    if most.off > most.rounding:
        return Finding(
            rule=info.id,
            severity=Severity.NOTICE,
            message=f"{where}有 {len(tails)} 处差额在检查方案允许的范围内，最大 {largest}",
            places=tuple(finding_place(disclosure, cell) for cell in cells[:_MOST_PLACES]),
            source=info.passport.source,
        )
    return Finding(
        rule=info.id,
        severity=Severity.NOTICE,
        message=f"{where}有 {len(tails)} 处四舍五入尾差，最大 {largest}，都在允许范围内，不是差错",
        places=tuple(finding_place(disclosure, cell) for cell in cells[:_MOST_PLACES]),
        hint="报表已注明可能存在尾差，无需修改。"
        if noted
        else "尾差由各数分别四舍五入产生；可在表下注明“部分金额可能存在尾差”。",
        source=info.passport.source,
    )
