"""`budgetbook publish FILE -o DIR`: the files to hand in and put on the web, each read back before it is handed over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from budgetbook.services.publishing import Published

NAME = "publish"
_UNBROKEN = 500  # columns: a long name runs over the terminal's edge, and no other column is squeezed for it
HELP = "生成公开文件：PDF、Word、Excel、网页、JSON 和开放数据；每个文件写完都读回核对。"


def run(
    file: Path = typer.Argument(..., metavar="FILE", help="工作簿、JSON 或任何可读的公开文件。", show_default=False),
    output: Path = typer.Option(..., "-o", "--output", metavar="DIR", help="输出文件夹。", show_default=False),
    formats: str = typer.Option(
        "", "--format", metavar="FORMATS", help="只要其中几种，用逗号分隔：pdf,docx,xlsx,html,json,data。"
    ),
) -> None:
    """Publish FILE into DIR."""
    from budgetbook.cli.terminal import progress
    from budgetbook.services.publishing import FORMATS, disclosure_published
    from budgetbook.services.reading import disclosure_read

    wanted = tuple(each.strip() for each in formats.split(",") if each.strip()) or FORMATS
    with progress(f"公开 {file.name}") as say:
        disclosure = disclosure_read(path=file)
        published = disclosure_published(disclosure=disclosure, folder=output, formats=wanted, progress=say)
    show(published)


def show(published: Published) -> None:
    """The files made, for people."""
    from rich.markup import escape
    from rich.table import Table

    from budgetbook.cli.terminal import console, size

    # The name comes last, so that a long one runs on and the figures keep their columns.
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name, justify in (("大小", True), ("用时", True), ("读回核对", True), ("文件", False)):
        table.add_column(name, justify="right" if justify else "left", no_wrap=True, overflow="ignore")
    for made in published.files:
        name = Path(made.path).name
        table.add_row(size(made.size), f"{made.seconds:.1f} 秒", f"{made.amounts} 个金额一致", escape(name))
    out = console()
    for folder in dict.fromkeys(str(Path(made.path).parent) for made in published.files):
        out.print(f"[dim]{escape(folder)}/[/]")
    out.width = max(out.width, _UNBROKEN)
    out.print(table)
