"""The Chinese words that a comparison is shown with, on the terminal, the page and in the workbook."""

from __future__ import annotations

from decimal import Decimal

from budgetbook.model.comparison import Amounts, Change, Comparison, ProjectChange, Standing

SIDES = {"whole": "实施期", "annual": "年度"}
_WAN = Decimal(10_000)
_CHANGES = {
    Change.SAME: "未变",
    Change.CHANGED: "有变化",
    Change.RENAMED: "更名",
    Change.ADDED: "新增",
    Change.REMOVED: "取消",
}


def title(found: Comparison) -> str:
    """What is compared, in one line."""
    old, new = found.old, found.new
    if found.standing is Standing.ENTITIES:
        return f"{old.entity.name} {old.fiscal_year} 年度与{new.entity.name} {new.fiscal_year} 年度对比"
    if found.standing is Standing.VERSIONS:
        return f"{new.entity.name} {new.fiscal_year} 年度预算公开：两个版本对比"
    if found.standing is Standing.PHASES:
        return f"{new.entity.name} {new.fiscal_year} 年度：预算与决算对比"
    return f"{new.entity.name} {old.fiscal_year} 与 {new.fiscal_year} 年度对比"


def sides(found: Comparison) -> tuple[str, str]:
    """What the old and the new document are called over their columns."""
    old, new = found.old, found.new
    match found.standing:
        case Standing.VERSIONS:
            return "前一版本", "后一版本"
        case Standing.ENTITIES:
            return (old.entity.name, new.entity.name) if old.entity.name != new.entity.name else ("前者", "后者")
        case Standing.PHASES:
            words = ["预算" if one.phase == "budget" else "决算" for one in (old, new)]
            return words[0], words[1]
    return f"{old.fiscal_year} 年", f"{new.fiscal_year} 年"


def change_word(change: Change, standing: Standing) -> str:
    """新增, 取消 …; of two bodies 仅前者, 仅后者, since nothing was added or removed."""
    if standing is Standing.ENTITIES and change in (Change.ADDED, Change.REMOVED):
        return "仅后者" if change is Change.ADDED else "仅前者"
    return _CHANGES[change]


def project_word(project: ProjectChange, standing: Standing) -> str:
    """As `change_word`; of a project that goes on, whether its money changed or its form only."""
    if project.change is Change.CHANGED:
        money = project.annual.change or (project.whole is not None and project.whole.change)
        return "金额变化" if money else "内容变化"
    return change_word(project.change, standing)


def number(value: Decimal | None) -> str:
    """An amount with separators; a dash where nothing is printed."""
    return "—" if value is None else f"{value:,f}"


def signed(value: Decimal) -> str:
    """A change with its sign."""
    return f"{value:+,f}" if value else "0"


def rate(found: Amounts) -> str:
    """The rate of a change; empty where there is none."""
    return "" if found.rate is None or not found.change else f"{found.rate:+,f}%"


def wan(yuan: Decimal | None) -> Decimal | None:
    """Yuan as 万元 with at least two decimals."""
    if yuan is None:
        return None
    amount = (yuan / _WAN).normalize()
    exponent = amount.as_tuple().exponent
    return amount.quantize(Decimal("0.01")) if isinstance(exponent, int) and exponent > -2 else amount
