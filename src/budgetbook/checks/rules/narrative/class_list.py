"""The function classes that a sentence lists are those with money in the statements: none that has none, none left out.

Source: DOMAIN §5: every class list of sections 四 and 五 equals its statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from budgetbook.checks.axes import POSITION, moved
from budgetbook.checks.cells import Cell
from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Mention, Telling
from budgetbook.checks.narrative.wording import as_printed, section_place, section_words
from budgetbook.checks.once import once
from budgetbook.checks.rule import Said, rule
from budgetbook.checks.wording import cell_words, finding_place, printed_words
from budgetbook.codes import Classification, find_by_name, name_key, name_of
from budgetbook.model.coordinates import Flow
from budgetbook.model.finding import Finding, Severity

_SOURCE = "情况说明第四、五部分：按功能分类列明支出去向"
_HINT = "请按报表补列或改正支出功能分类的类级科目。"
_FUNCTION, _FLOW = POSITION["function"], POSITION["flow"]
_FLOWS = (None, *Flow)


@rule(
    title="文字列举的支出功能分类与报表一致",
    severity=Severity.ERROR,
    needs=("narrative", "statements"),
    source=_SOURCE,
    hint=_HINT,
)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        groups: dict[Mention, list[Mention]] = defaultdict(list)
        for mention in telling.mentions:
            if mention.parent is not None and _class_of(context, mention):
                groups[mention.parent].append(mention)
        for whole, classes in groups.items():
            if len(classes) > 1:
                yield from _judge(context, telling, whole, classes)


def _class_of(context: Context, mention: Mention) -> str | None:
    """The class that a mention names by its name alone."""
    if mention.phrase is None:
        return None
    codes = mention.phrase.functions
    if not codes:  # 国有资本经营预算支出 is a class too
        year = context.disclosure.fiscal_year
        codes = tuple(one.code for one in find_by_name(Classification.FUNCTION, mention.words, year, level=1))
    return codes[0] if len(codes) == 1 and len(codes[0]) == 3 else None


def _judge(context: Context, telling: Telling, whole: Mention, classes: list[Mention]) -> Iterator[Finding]:
    found = context.matcher.match(whole).agreeing
    if found is None or found.key[_FUNCTION] is not None:
        return
    printed = _printed_classes(context, found)
    if not printed:
        return
    named = {_class_of(context, mention) for mention in classes}
    agreed = sum(1 for mention in classes if context.matcher.match(mention).agrees)
    if agreed * 2 < len(classes):
        return  # a list of something else
    for mention in classes:
        code = _class_of(context, mention)
        if (
            code is not None
            and code not in printed
            and mention.quantity.value
            and not context.matcher.match(mention).cells
        ):
            yield _unknown(telling, mention)
    # 国有资本经营预算支出 is a class and, to whoever reads it elsewhere, what a fund pays.
    words = {name_key(mention.words) for mention in telling.mentions if mention.parent is whole}
    for code, cell in printed.items():
        name = name_of(Classification.FUNCTION, code, context.disclosure.fiscal_year)
        if code not in named and cell.yuan and name_key(name or code) not in words:
            yield _left_out(context, telling, classes, cell)


def _printed_classes(context: Context, whole: Cell) -> dict[str, Cell]:
    """The classes that split `whole` in its own statement, by code; from wherever they stand if it prints none."""
    book = context.matcher.book
    # Classes are expenditure, and the total may stand on the income side.
    likes = [moved(whole.key, _FLOW, flow) for flow in (_FLOWS if book.normal.flow_apart else (None,))]
    classes = [
        (code, cells)
        for code in _classes(context)
        for like in likes
        if (cells := book.by_key.get(moved(like, _FUNCTION, code)))
    ]
    found: dict[str, Cell] = {}
    elsewhere: dict[str, Cell] = {}
    for code, cells in sorted(classes, key=_first_printed):
        for cell in cells:
            if cell.sound:
                elsewhere.setdefault(code, cell)
                if cell.statement == whole.statement:
                    found[code] = cell
    return found or elsewhere


def _first_printed(printed: tuple[str, list[Cell]]) -> tuple[int, int, int]:
    """Where the document prints one of these cells first."""
    first = printed[1][0]
    return first.statement, first.row, first.column


@once
def _classes(context: Context) -> set[str]:
    """The function classes that the statements name."""
    statements = context.disclosure.statements
    named = {row.coordinates.function for statement in statements for row in statement.rows}
    named |= {column.coordinates.function for statement in statements for column in statement.columns}
    return {code for code in named if code is not None and len(code) == 3}


def _unknown(telling: Telling, mention: Mention) -> Finding:
    return Finding(
        rule="",
        severity=Severity.ERROR,
        message=(f"{section_words(telling)}列有“{mention.words}”{as_printed(mention.quantity)}，报表中没有这一类支出"),
        places=(section_place(telling, mention.start, mention.end),),
        found=mention.words,
        hint=_HINT,
        source=_SOURCE,
    )


def _left_out(context: Context, telling: Telling, classes: list[Mention], cell: Cell) -> Finding:
    return Finding(
        rule="",
        severity=Severity.WARNING,
        message=(
            f"{section_words(telling)}按功能分类列举支出时漏列：{cell_words(context.disclosure, cell)}为"
            f"{printed_words(context.disclosure, cell)}"
        ),
        places=(
            section_place(telling, classes[0].start, classes[-1].end),
            finding_place(context.disclosure, cell),
        ),
        expected=cell_words(context.disclosure, cell),
        hint=_HINT,
        source=_SOURCE,
    )
