"""`budgetbook read FILE…`: what a document says and how much of it was understood, as a short table or as Disclosure JSON."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from budgetbook.services.understanding import Reading

NAME = "read"
HELP = "读取一份公开文件（PDF、Word、Excel、网页、文本、JSON 或填报工作簿），显示读到了什么、读懂了多少。"

_SHOWN = 10
_DOUBTS = {
    "unknown_statement": "不认识的报表",
    "unknown_label": "不认识的行名",
    "unknown_column": "不认识的栏目",
    "not_an_amount": "不是金额",
    "garbled_row": "错位的行",
    "garbled_code": "错乱的编码",
    "doubtful_cell": "存疑的单元格",
    "missing_label": "缺少的名称",
    "shifted_label": "移位的名称",
    "extra_label": "多出的名称",
    "missing_target": "缺少的指标值",
    "lost_indicator": "未能归位的指标",
    "repeated_cell": "重复的单元格",
    "extra_cell": "多出的单元格",
    "missing_amounts": "缺少的金额",
    "unplaced_text": "未能归位的文字",
    "money_unit_missing": "没有金额单位",
    "unclear_money_unit": "分不清的金额单位",
    "entity_missing": "没有单位名称",
    "unclear_group": "未能分清的分组",
    "no_indicators_printed": "没有印出的指标",
    "scanned_page": "扫描页",
    "picture": "图片",
}


def run(
    files: list[Path] = typer.Argument(
        ...,
        metavar="FILE…",
        help="要读取的文件；一份公开分成几个文件（文字一个、表格一个）时一并给出。",
        show_default=False,
    ),
    as_json: bool = typer.Option(False, "--json", help="只输出机器可读的 JSON（budgetbook/disclosure/1）。"),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar="FILE", help="把 JSON 写入这个文件。", show_default=False
    ),
    page: int | None = typer.Option(
        None, "--page", metavar="N", help="与 --image 合用：画出 PDF 的第 N 页和读到的金额。", show_default=False
    ),
    image: Path | None = typer.Option(
        None, "--image", metavar="PNG", help="图片写入这个文件：蓝框坐标齐全，红框未读懂。", show_default=False
    ),
) -> None:
    """Read FILE, or the FILEs that make one document, and show what was understood."""
    from budgetbook.cli.read_json import disclosure_printed
    from budgetbook.cli.terminal import bar, emit, written
    from budgetbook.errors import UsageError
    from budgetbook.services.reading import document_read

    if (page is None) != (image is None) or (page is not None and len(files) > 1):
        raise UsageError(
            "--page 和 --image 须一起用，且只给一个 PDF 文件，例如：read 文件.pdf --page 12 --image 12.png"
        )
    if as_json and image is None:
        disclosure_printed(files, output)
        return
    with bar(f"读取 {files[0].name}") as heard:
        reading = document_read(paths=files, progress=heard)
    if as_json or output is not None:
        from budgetbook.model.codec import encode

        emit(encode(reading.disclosure, indent=1), output)
    if page is not None and image is not None:
        from budgetbook.services.drawing import page_drawn

        written(page_drawn(path=files[0], disclosure=reading.disclosure, page=page), image)
    if not as_json and image is None:
        show(reading)


def show(reading: Reading) -> None:
    """What was read, for people."""
    from rich.table import Table

    from budgetbook.cli.terminal import console

    out = console()
    disclosure = reading.disclosure
    kind = f"{disclosure.entity.kind.word}{'预算' if disclosure.phase.value == 'budget' else '决算'}"
    name = disclosure.entity.name or "（没有读到名称）"
    out.print(f"[bold]{_safe(name)}[/]  {disclosure.fiscal_year} 年度{kind}  [dim]{_safe(reading.form or '')}[/]")
    table = Table(box=None, pad_edge=False, header_style="dim")
    paged = any(each.page for each in reading.statements)
    for head in ("序号", "报表", *(("页",) if paged else ()), "行", "金额", "坐标齐全", "单位"):
        table.add_column(head, justify="left" if head in ("报表", "单位") else "right")
    for each in reading.statements:
        whole = each.placed == each.amounts
        table.add_row(
            str(each.number or ""),
            _safe(each.title),
            *((str(each.page or ""),) if paged else ()),
            str(each.rows),
            str(each.amounts) if each.amounts else "[yellow]未读出[/]" if each.lost else "无数据",
            "" if not each.amounts else f"{each.placed}" if whole else f"[yellow]{each.placed}[/]",
            each.unit,
        )
    if reading.statements:
        out.print(table)
    else:
        out.print("没有读到报表。表格若在另一个文件里，请一并给出：read 文件1 文件2")
    _show_worth(out, reading)


def _show_worth(out: Console, reading: Reading) -> None:
    from budgetbook.model.place import describe

    disclosure = reading.disclosure
    indicators = sum(len(p.indicators.whole) + len(p.indicators.annual) for p in disclosure.projects)
    parts = [
        f"情况说明 {len(disclosure.narrative)} 节",
        f"项目绩效目标表 {len(disclosure.projects)} 张（指标 {indicators} 个）",
        "整体绩效目标表 1 张" if disclosure.overall_performance else "",
        f"购买服务目录 {len(disclosure.purchase_catalogue)} 条" if disclosure.purchase_catalogue else "",
        f"名词解释 {len(disclosure.glossary)} 条" if disclosure.glossary else "",
    ]
    out.print("，".join(part for part in parts if part))
    if reading.amounts:
        share = reading.placed * 1000 // reading.amounts / 10  # down, so that 100 % means all
        out.print(f"报表金额 {reading.amounts} 个，坐标齐全 {reading.placed} 个（{share:.1f}%）")
    if reading.missing:
        out.print(f"[yellow]未见 {len(reading.missing)} 张报表：{_safe('、'.join(reading.missing))}[/]")
    for note in reading.skipped:
        out.print(f"[yellow]{_safe(note)}[/]")
    if not reading.damage:
        return
    counts = "，".join(f"{_DOUBTS.get(what, '其他')} {count}" for what, count in reading.damage.items())
    out.print(f"[yellow]有 {sum(reading.damage.values())} 处没有把握，相关检查将标为“未检查”：[/]{counts}")
    doubts = Counter((describe(each.place), each.note) for each in disclosure.damage if each.what in reading.damage)
    for (where, note), times in list(doubts.items())[:_SHOWN]:
        often = f"（{times} 处）" if times > 1 else ""
        out.print(f"  {_safe(where)}{'：' if where else ''}{_safe(note)}{often}")
    rest = sum(list(doubts.values())[_SHOWN:])
    if rest:
        out.print(f"  [dim]其余 {rest} 处见 --json[/]")


def _safe(text: str) -> str:
    from rich.markup import escape

    return escape(text)
