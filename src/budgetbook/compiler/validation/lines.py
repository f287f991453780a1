"""Lines of income and expenditure one by one: codes of the year, units, projects, amounts that can be."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.codes import Classification, children_of, level_of, look_up, name_of, parent_of
from budgetbook.compiler.validation.entered import Defects, Entered, line_place
from budgetbook.forms.entry.sheets import load_entry
from budgetbook.forms.form import Form
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Nature, Period
from budgetbook.model.ledger import LedgerDefect, LedgerLine
from budgetbook.model.money import CENT, ZERO, with_separators

# Dimension, what the form calls it, the level a line must be detailed to, and that level's name. Source: 实施条例 §6.
_CODES: tuple[tuple[Classification, str, int, str], ...] = (
    (Classification.FUNCTION, "支出功能分类", 3, "项"),
    (Classification.ECONOMIC, "部门预算支出经济分类", 2, "款"),
    (Classification.GOVERNMENT_ECONOMIC, "政府预算支出经济分类", 2, "款"),
    (Classification.INCOME, "收入分类", 3, "项"),
)
_BY_INCOME_CODE = (Fund.GOVERNMENT_FUND, Fund.STATE_CAPITAL)
_EXAMPLES = 6


def line_defects(entered: Entered) -> Defects:
    """Everything wrong with single lines."""
    printed = _printed_periods(entered.form)
    for line in entered.lines:
        if entered.is_whole(line):
            yield from _whole(line)
        yield from _period(line, entered.form, printed)
        yield from _amount(line)
        yield from _codes(line, entered.ledger.fiscal_year)
        yield from _unit_and_project(line, entered)


def _whole(line: LedgerLine) -> Defects:
    at = line.coordinates

    def lacks(column: str, name: str, advice: str) -> LedgerDefect:
        return LedgerDefect(place=line_place(line, column), message=f"没有填{name}", advice=advice)

    if at.flow is None:
        yield lacks("amount", "收支方向", "请放在“收入”表或“支出”表")
    if at.period is None:
        yield lacks("period", "年度", "请选择当年预算或上年结转")
    if at.fund in (None, Fund.APPROPRIATION):
        yield lacks("fund", "具体的资金来源", "请选择一般公共预算、政府性基金预算等一种来源")
    if at.flow is Flow.EXPENDITURE and at.nature in (None, Nature.BASIC):
        yield lacks("nature", "支出性质", "请选择人员经费、公用经费或项目支出")
    if at.flow is Flow.EXPENDITURE and at.economic is None:
        yield lacks("economic", "部门预算支出经济分类", "请填到款（5 位）")
    # Income by function is read off the outgoing lines, so what is left at the year's end needs a function too.
    if at.flow in (Flow.EXPENDITURE, Flow.CLOSING_BALANCE) and at.function is None:
        yield lacks("function", "支出功能分类", "请填到项（7 位）")
    if at.flow is Flow.INCOME and at.fund in _BY_INCOME_CODE and at.income is None:
        yield lacks("income", "收入分类科目", "政府性基金和国有资本经营收入要按收入科目公开，请填到项（7 位）")


def _period(line: LedgerLine, form: Form, printed: frozenset[Period]) -> Defects:
    period = line.coordinates.period
    if period is not None and period not in printed:
        entry = load_entry()
        columns = "、".join(entry.label("period", each.value) for each in Period if each in printed)
        yield LedgerDefect(
            place=line_place(line, "period"),
            message=f"{form.label}的报表没有“{entry.label('period', period.value)}”一栏，这笔钱会使总计与各栏之和不等",
            advice=f"请从下列年度中选择：{columns}",
        )


def _printed_periods(form: Form) -> frozenset[Period]:
    """The periods that have a column, row or statement of their own in `form`."""
    stands: list[Coordinates] = []
    for statement in form.statements:
        stands.append(statement.coordinates)
        for side in statement.sides:
            stands += [side.coordinates, *(column.coordinates for column in side.columns)]
            stands += [row.coordinates for row in side.rows]
    return frozenset(at.period for at in stands if at.period is not None)


def _amount(line: LedgerLine) -> Defects:
    place = line_place(line, "amount")
    if line.yuan < ZERO:
        yield LedgerDefect(
            place=place,
            message=f"金额 {with_separators(line.yuan)} 元是负数",
            advice="预算金额不能为负，请改正或删去该行",
        )
    elif line.yuan % CENT != 0:
        yield LedgerDefect(place=place, message=f"金额 {line.yuan} 元不足一分", advice="请填到分，即最多两位小数")


def _codes(line: LedgerLine, year: int) -> Defects:
    for classification, name, level, level_name in _CODES:
        code = getattr(line.coordinates, classification.value)
        if code is None:
            continue
        place = line_place(line, classification.value)
        found = level_of(classification, code)
        if look_up(classification, code, year) is None:
            yield LedgerDefect(
                place=place, message=f"{year} 年没有{name}科目 {code}", advice=_instead(classification, code, year)
            )
        elif found is None or found < level:
            title = name_of(classification, code, year)
            yield LedgerDefect(
                place=place,
                message=f"{name} {code} {title}只到{'类款项'[(found or 1) - 1]}级",
                advice=f"请填到{level_name}。{_choices(classification, code, year)}",
            )


def _instead(classification: Classification, code: str, year: int) -> str:
    """What may have been meant: the codes beside the unknown one, under the nearest code above it that exists."""
    above = parent_of(classification, code)
    while above is not None and look_up(classification, above, year) is None:
        above = parent_of(classification, above)
    if above is None:
        return "请从下拉列表中选取当年有效的科目"
    return f"请改用当年有效的科目。{_choices(classification, above, year)}"


def _choices(classification: Classification, above: str, year: int) -> str:
    below = children_of(classification, above, year)
    names = "、".join(f"{each.code} {each.name}" for each in below[:_EXAMPLES])
    return f"{above} {name_of(classification, above, year)}之下有：{names}{'等' if len(below) > _EXAMPLES else ''}"


def _unit_and_project(line: LedgerLine, entered: Entered) -> Iterator[LedgerDefect]:
    at = line.coordinates
    if at.unit is None or (at.unit not in entered.units and "units" not in entered.unread):
        yield LedgerDefect(
            place=line_place(line, "unit"),
            message=f"没有登记过单位“{at.unit}”" if at.unit else "没有填单位",
            advice="请从下拉列表选取，或先在“所属单位”表登记",
        )
    elif at.nature is Nature.PROJECT and at.project is None and entered.is_whole(line):
        yield LedgerDefect(
            place=line_place(line, "project"), message="项目支出没有填项目", advice="请选择这笔钱用于哪个项目"
        )
    elif at.project is not None and at.flow is Flow.EXPENDITURE:
        yield from _project(line, at, entered)


def _project(line: LedgerLine, at: Coordinates, entered: Entered) -> Iterator[LedgerDefect]:
    assert at.unit is not None and at.project is not None
    place = line_place(line, "project")
    if at.nature not in (Nature.PROJECT, None):
        yield LedgerDefect(
            place=place,
            message=f"填了项目“{at.project}”，支出性质却不是项目支出",
            advice="请清空项目，或把性质改为项目支出",
        )
    elif (at.unit, at.project) not in entered.projects and "projects" not in entered.unread:
        others = [unit for unit, key in entered.projects if key == at.project]
        where = (
            f"该项目登记在{'、'.join(others)}名下，请改正单位或项目" if others else "请先在“项目”表登记，或改正项目名称"
        )
        yield LedgerDefect(place=place, message=f"{at.unit}没有登记过项目“{at.project}”", advice=where)
