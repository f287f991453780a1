"""`budgetbook compare A B`: what changed, first in half a minute's reading, then whole in a file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from budgetbook.model.comparison import Amounts, Comparison, ProjectChange

NAME = "compare"
HELP = "对比两份公开文件：两个年度、同一份文件的两个版本，或两个单位；报表、项目、文字、指标有哪些变化。"

_MOST = 5


def run(
    files: tuple[Path, Path] = typer.Argument(
        ..., metavar="A B", help="两份文件；两个年度的不分先后，同一年度的旧版在前。", show_default=False
    ),
    as_json: bool = typer.Option(False, "--json", help="只输出 JSON（budgetbook/comparison/1）。"),
    output: Path | None = typer.Option(
        None,
        "-o",
        "--output",
        metavar="FILE",
        help="把全部变化写入这个文件：.html 网页、.xlsx 工作簿或 .json。",
        show_default=False,
    ),
) -> None:
    """Compare A with B."""
    from budgetbook.cli.terminal import bar, console, emit
    from budgetbook.model.codec import encode
    from budgetbook.services.comparing import comparison_written, documents_compared, suffix_known

    if output is not None:
        suffix_known(output)
    with bar("对比") as heard:
        comparison = documents_compared(paths=files, progress=heard)
    if output is not None:
        comparison_written(comparison=comparison, path=output)
    if as_json and output is None:
        emit(encode(comparison, indent=1), None)
    if as_json:
        return
    out = console()
    _show(out, comparison)
    if output is not None:
        out.print(f"全部变化见 [bold]{output}[/]", soft_wrap=True)
    elif not comparison.identical:
        out.print("[dim]全部变化：加 -o 对比.html（网页）或 -o 对比.xlsx（工作簿）[/]")


def _show(out: Console, found: Comparison) -> None:
    from rich.markup import escape

    from budgetbook.model.comparison import Standing

    old, new = found.old, found.new
    if found.standing is Standing.ENTITIES:
        title = f"{old.entity.name} {old.fiscal_year} 年度 → {new.entity.name} {new.fiscal_year} 年度"
    elif found.standing is Standing.VERSIONS:
        title = f"{new.entity.name} {new.fiscal_year} 年度：两个版本"
    else:
        title = f"{new.entity.name}  {old.fiscal_year} → {new.fiscal_year} 年度"
    out.print(f"[bold]{escape(title)}[/]")
    for remark in found.remarks:
        out.print(f"[yellow]注意[/] {escape(remark)}")
    if found.identical:
        out.print(f"两份文件的内容没有差别：{_compared(found)}")
        return
    _show_figures(out, found)
    _show_rows(out, found)
    _show_projects(out, found)
    for line in _others(found):
        out.print(escape(line))


def _compared(found: Comparison) -> str:
    cells = sum(statement.compared for statement in found.statements)
    return f"{cells} 个金额、{found.projects_same} 个项目、{found.sections_same} 节文字全部相同。"


def _show_figures(out: Console, found: Comparison) -> None:
    from rich.table import Table

    if not found.figures:
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("", no_wrap=True)
    for name in _sides(found):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("增减", justify="right", no_wrap=True)
    table.add_column("", justify="right", no_wrap=True)
    for figure in found.figures:
        values = [_number(figure.amounts.old), _number(figure.amounts.new), _signed(figure.amounts.change)]
        table.add_row(f"{figure.name}（{figure.unit.value}）", *values, _rate(figure.amounts))
    out.print(table)


def _sides(found: Comparison) -> tuple[str, str]:
    from budgetbook.model.comparison import Standing

    if found.standing is Standing.VERSIONS:
        return "前一份", "后一份"
    if found.standing is Standing.ENTITIES:
        return found.old.entity.name[-8:], found.new.entity.name[-8:]
    if found.standing is Standing.PHASES:
        return tuple("预算" if one.phase == "budget" else "决算" for one in (found.old, found.new))  # type: ignore[return-value]
    return f"{found.old.fiscal_year} 年", f"{found.new.fiscal_year} 年"


def _show_rows(out: Console, found: Comparison) -> None:
    """The functions that changed most, of the statement that shows all expenditure by function."""
    from rich.markup import escape

    from budgetbook.services.comparing import biggest_rows

    differing = [statement for statement in found.statements if statement.differing]
    cells = sum(statement.differing for statement in differing)
    if not cells:
        out.print(f"报表  {sum(statement.compared for statement in found.statements)} 个金额没有变化")
        return
    out.print(f"报表  {len(differing)} 张表 {cells} 个金额不同")
    for unit, row in biggest_rows(comparison=found, most=_MOST):
        name = f"{row.code} {row.label}" if row.code else row.label
        values = f"{_number(row.main.old)} → {_number(row.main.new)} {unit}  {_signed(row.main.change)}"
        out.print(f"  {escape(name)}  {values}  {_rate(row.main)}".rstrip())


def _show_projects(out: Console, found: Comparison) -> None:
    from rich.markup import escape

    from budgetbook.model.comparison import Change

    names = {Change.ADDED: "新增", Change.REMOVED: "取消", Change.RENAMED: "更名", Change.CHANGED: "有变化"}
    counts = {change: [one for one in found.projects if one.change is change] for change in names}
    if not found.projects and not found.projects_same:
        return
    said = [f"{words} {len(counts[change])}" for change, words in names.items() if counts[change]]
    out.print(f"项目  {'，'.join([*said, f'未变 {found.projects_same}'])}")
    biggest = sorted(found.projects, key=lambda one: abs(one.annual.change), reverse=True)
    renamed = [one for one in counts[Change.RENAMED] if one not in biggest[:_MOST]][:3]
    for one in [*(each for each in biggest[:_MOST] if each.annual.change), *renamed]:
        label = "金额变化" if one.change is Change.CHANGED else names[one.change]
        out.print(f"  {label} {escape(_project(one))}  {_project_amounts(one.annual)}".rstrip())


def _project(one: ProjectChange) -> str:
    return f"“{one.old_name}” → “{one.name}”" if one.change == "renamed" and one.old_name else f"“{one.name}”"


def _project_amounts(found: Amounts) -> str:
    wan = Decimal(10_000)
    old, new = (None if yuan is None else yuan / wan for yuan in (found.old, found.new))
    if old is None or new is None:
        amount = new if old is None else old
        return "" if amount is None else f"{amount:,.2f} 万元"
    if not found.change:
        return f"{new:,.2f} 万元"
    return f"{old:,.2f} → {new:,.2f} 万元  {found.change / wan:+,.2f}  {_rate(found)}"


def _others(found: Comparison) -> Iterator[str]:
    if found.narrative:
        titles = "、".join(f"{one.section}" for one in found.narrative)
        yield f"文字  {len(found.narrative)} 节不同（{titles}），{found.sections_same} 节相同"
    if found.profile:
        yield f"概况等  {'、'.join(text.name for text in found.profile)}有变化"
    indicators = [one for project in found.projects for one in project.indicators]
    if found.overall is not None:
        indicators += found.overall.indicators
    if indicators:
        words = {"changed": "改了指标值", "added": "新增", "removed": "取消"}
        said = [f"{word} {n}" for kind, word in words.items() if (n := sum(one.change == kind for one in indicators))]
        yield f"指标  {'，'.join(said)}"
    for name, items in (("资产", found.assets), ("采购", found.procurement)):
        if items:
            said = [f"{one.name} {_number(one.amounts.old)} → {_number(one.amounts.new)} {one.unit}" for one in items]
            yield f"{name}  {'；'.join(said[:4])}{'……' if len(said) > 4 else ''}"


def _number(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:,f}"


def _signed(value: Decimal) -> str:
    return "0" if not value else f"{value:+,f}"


def _rate(found: Amounts) -> str:
    return "" if found.rate is None or not found.change else f"{found.rate:+,f}%"
