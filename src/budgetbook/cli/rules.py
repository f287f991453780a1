"""`budgetbook rules [ID]`: every rule with its severity and parameters, or all about one, as a policy is written from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from budgetbook.checks.rule import RuleInfo

NAME = "rules"
HELP = "列出检查规则；给出编号（可用 * 通配）时说明这条规则和它的参数，供编写检查方案。"

_SEVERITIES = {"error": "错误", "warning": "警告", "notice": "提示"}


def run(
    rule: str = typer.Argument("", metavar="[ID]", help="规则编号，如 narrative.rate、form.*。", show_default=False),
    as_json: bool = typer.Option(False, "--json", help="只输出机器可读的 JSON。"),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar="FILE", help="把 JSON 写入这个文件。", show_default=False
    ),
) -> None:
    """List the rules whose id fits `rule`; explain them where one was asked for."""
    import msgspec

    from budgetbook.cli.terminal import console, emit
    from budgetbook.services.policies import rules_listed

    found = rules_listed(pattern=rule or "*")
    if as_json or output is not None:
        emit(msgspec.json.format(msgspec.json.encode([_data(one) for one in found]), indent=1), output)
    if as_json:
        return
    out = console()
    if rule:
        for one in found:
            _explain(out, one)
        return
    for one in found:
        numbers = "、".join(each.name for each in one.passport.parameters)
        out.print(
            f"{_SEVERITIES[one.severity.value]} {one.id}  {one.title}"
            + (f"  [dim]参数：{numbers}[/]" if numbers else "")
        )
    out.print(f"共 {len(found)} 条；budgetbook rules 编号 看详细说明")


def _data(info: RuleInfo) -> dict[str, object]:
    passport = info.passport
    return {
        "id": info.id,
        "severity": info.severity,
        "title": info.title,
        "source": passport.source,
        "hint": passport.hint,
        "needs": passport.needs,
        "forms": passport.forms,
        "years": passport.years,
        "phases": passport.phases,
        "parameters": passport.parameters,
    }


def _explain(out: Console, info: RuleInfo) -> None:
    from rich.markup import escape

    passport = info.passport
    out.print(f"[bold]{info.id}[/]  {info.title}（{_SEVERITIES[info.severity.value]}）")
    for word, text in (("依据", info.source), ("改正", info.fix), ("格式", "、".join(passport.forms))):
        if text:
            out.print(f"  {word}：{escape(text)}")
    for each in passport.parameters:
        bounds = f"{each.least} 至 {each.most}" if each.most is not None else f"不小于 {each.least}"
        out.print(f"  参数 {each.name} = {each.default}（{each.unit}，{bounds}）：{escape(each.meaning)}")
    out.print()
