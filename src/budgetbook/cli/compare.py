"""`budgetbook compare A B`: what changed, first in half a minute's reading, then whole in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from budgetbook.model.comparison import Comparison

NAME = "compare"
HELP = "对比两份公开文件：两个年度、同一份文件的两个版本，或两个单位；报表、项目、文字、指标有哪些变化。"

_MOST, _MOST_RENAMED = 5, 3
_WIDTH = 6  # characters of a body's name that fit over its column


def run(
    a: Path = typer.Argument(..., metavar="A", help="一份文件；同一年度的放旧版。", show_default=False),
    b: Path = typer.Argument(
        ..., metavar="B", help="另一份文件；同一年度的放新版，两个年度的不分先后。", show_default=False
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
        comparison = documents_compared(paths=(a, b), progress=heard)
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

    from budgetbook.writers.comparison.labels import title
    from budgetbook.writers.comparison.summary import compared, points

    out.print(f"[bold]{escape(title(found))}[/]")
    for remark in found.remarks:
        out.print(f"[yellow]注意[/] {escape(remark)}")
    if found.identical:
        out.print(f"两份文件的内容没有差别：{compared(found)}")
        return
    _show_figures(out, found)
    details = {"报表": _rows(found), "项目": _projects(found)}
    for name, words in points(found):
        out.print(f"{name}  {escape(words)}")
        for line in details.get(name, ()):
            out.print(f"  {escape(line)}")


def _show_figures(out: Console, found: Comparison) -> None:
    from rich.table import Table

    from budgetbook.writers.comparison.labels import number, rate, sides, signed

    if not found.figures:
        return
    if not any(figure.amounts.change for figure in found.figures):
        out.print("主要数字没有变化")
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    names = sides(found)
    if max(map(len, names)) > _WIDTH:
        names = "前者", "后者"  # the title names them in this order
    for heading in ("主要数字", *names, "增减", ""):
        table.add_column(heading, justify="left" if heading == "主要数字" else "right", no_wrap=True)
    for figure in found.figures:
        at = figure.amounts
        table.add_row(
            f"{figure.name}（{figure.unit.value}）", number(at.old), number(at.new), signed(at.change), rate(at)
        )
    out.print(table)


def _rows(found: Comparison) -> Iterator[str]:
    """The functions that changed most."""
    from budgetbook.writers.comparison.labels import number, rate, signed
    from budgetbook.writers.comparison.summary import biggest_rows

    for unit, row in biggest_rows(found, _MOST):
        name = f"{row.code} {row.label}" if row.code else row.label
        values = f"{number(row.main.old)} → {number(row.main.new)} {unit}  {signed(row.main.change)}"
        yield f"{name}  {values}  {rate(row.main)}".rstrip()


def _projects(found: Comparison) -> Iterator[str]:
    """The projects whose money changed most, and some of those with another name."""
    from budgetbook.writers.comparison.labels import project_word
    from budgetbook.writers.comparison.summary import project_money

    by_size = sorted(found.projects, key=lambda one: abs(one.annual.change), reverse=True)
    biggest = [one for one in by_size[:_MOST] if one.annual.change]
    renamed = [one for one in found.projects if one.change == "renamed" and one not in biggest]
    for one in [*biggest, *renamed[:_MOST_RENAMED]]:
        name = f"“{one.old_name}” → “{one.name}”" if one.change == "renamed" and one.old_name else f"“{one.name}”"
        yield f"{project_word(one, found.standing)} {name}  {project_money(one)}".rstrip()
