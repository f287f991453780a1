"""What a check found, on the terminal: counts first, then worst first and by rule, long lists cut, counts again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from budgetbook.cli.policy import show_policy
from budgetbook.cli.terminal import console
from budgetbook.model.finding import Finding, Report, Severity, Status
from budgetbook.model.finding_words import (
    SEVERITY_WORDS,
    family_words,
    place_words,
    position_words,
    severity_words,
    value_words,
)
from budgetbook.services.reporting import material_of
from budgetbook.writers.report.material import Material, by_severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
_MOST = 3  # findings of one rule
_MOST_POSITIONS = 3
_MOST_UNCHECKED = 5
_MOST_RELATED = 4
_FURTHER = "见 --all 或 -o 报告.html"


def show(reports: Sequence[Report], *, unread: int, everything: bool, written: Sequence[Path]) -> None:
    """Print `reports`, how many of several documents could not be read, and the files `written`. `everything` cuts nothing."""
    out = console()
    material = material_of(reports)
    for report in reports:
        _show(out, report, material, everything=everything)
    documents = len(reports) + unread
    if documents > 1:
        wrong = sum(report.counts.error > 0 for report in reports)
        out.print(f"共 {documents} 份：有错误 {wrong} 份，没有错误 {len(reports) - wrong} 份，读不了 {unread} 份")
    for path in written:
        out.print(f"[dim]已写入[/] {escape(str(path))}")


def _show(out: Console, report: Report, material: Material, *, everything: bool) -> None:
    name = report.source.name if report.source else ""
    out.print(f"[bold]{escape(report.entity.name)}[/]  {report.fiscal_year} 年度  [dim]{escape(name)}[/]")
    for line in _related(report):
        out.print(f"[dim]{escape(line)}[/]")
    out.print(_counts(report))
    for severity, rules in by_severity(report.findings).items():
        if severity is Severity.NOTICE and not everything:
            continue
        for rule, findings in rules.items():
            _show_rule(out, material, severity, rule, findings, everything=everything)
    out.print()
    _show_unchecked(out, report, material, everything=everything)
    show_policy(out, report, all_findings=everything)
    hidden = 0 if everything else report.counts.notice
    out.print(_counts(report) + (f"  [dim]（--all 列出 {hidden} 条提示）[/]" if hidden else ""))
    out.print()


_RELATED = {
    "previous": "上年的文件",
    "following": "下一年的文件",
    "unit": "所属单位的文件",
    "department": "主管部门的文件",
    "other_version": "另一个版本",
}


def _related(report: Report) -> Iterator[str]:
    """The documents checked with this one that belong to it, a line for each kind."""
    for kind, words in _RELATED.items():
        names = [one.name + ("（内容相同）" if one.identical else "") for one in report.related if one.kind == kind]
        if names:
            more = f" 等 {len(names)} 份" if len(names) > _MOST_RELATED else ""
            yield f"与{words}一起核对：{'、'.join(names[:_MOST_RELATED])}{more}"
    parts = [one.name for one in report.related if one.kind == "other_part"]
    if parts:
        yield f"像是同一份公开的另一部分：{'、'.join(parts[:_MOST_RELATED])}。两部分没有互相核对，加 --together 可以合起来检查"


def _counts(report: Report) -> str:
    counts = report.counts
    return (
        f"错误 {counts.error}，警告 {counts.warning}，提示 {counts.notice}；"
        f"通过 {counts.passed} 项，未检查 {counts.not_checked} 项"
    )


def _show_rule(
    out: Console, material: Material, severity: Severity, rule: str, findings: Sequence[Finding], *, everything: bool
) -> None:
    words = material.rule(rule)
    many = f"  {len(findings)} 条" if len(findings) > 1 else ""
    graded = list(dict.fromkeys(severity_words(finding) for finding in findings))
    said = graded[0] if len(graded) == 1 else SEVERITY_WORDS[severity]
    out.print()
    out.print(
        f"[{_COLOURS[severity]}]{said}[/] [bold]{escape(family_words(words.family))}：{escape(words.title)}[/]"
        f"{many}  [dim]{escape(rule)}[/]"
    )
    shown = findings if everything or len(findings) <= _MOST + 1 else findings[:_MOST]
    hints = list(dict.fromkeys(finding.hint for finding in shown if finding.hint))
    for finding in shown:
        where = "" if everything else _positions(finding)
        was = f"（原为{SEVERITY_WORDS[finding.original_severity]}）" if finding.original_severity else ""
        out.print(f"  · {f'[dim]{escape(where)}[/]  ' if where else ''}{was}{escape(finding.message)}")
        if everything:
            _show_whole(out, finding)
        if len(hints) > 1 and finding.hint:
            out.print(f"    → {escape(finding.hint)}")
    if len(shown) < len(findings):
        out.print(f"  [dim]还有 {len(findings) - len(shown)} 条，{_FURTHER}[/]")
    if len(hints) == 1:
        out.print(f"  → {escape(hints[0])}")


def _positions(finding: Finding) -> str:
    """第 3 页、第 8 页: where its places are, as far as the format knows; what they are the message says."""
    positions = list(dict.fromkeys(words for place in finding.places if (words := position_words(place))))
    more = f" 等 {len(positions)} 处" if len(positions) > _MOST_POSITIONS else ""
    return "、".join(positions[:_MOST_POSITIONS]) + more


def _show_whole(out: Console, finding: Finding) -> None:
    if values := value_words(finding):
        out.print(f"    {escape(values)}")
    for place in finding.places:
        if words := place_words(place):
            out.print(f"    [dim]{escape(words)}[/]")
    out.print(f"    [dim]编号 {finding.id}[/]")


def _show_unchecked(out: Console, report: Report, material: Material, *, everything: bool) -> None:
    """What was not checked and why; rules with the same reason share a line."""
    rules: dict[str, list[str]] = {}
    for outcome in report.outcomes:
        if outcome.status is Status.NOT_CHECKED:
            titles = rules.setdefault(outcome.reason or "没有可以核对的内容", [])
            titles.append(material.rule(outcome.rule).title)
    reasons = list(rules.items())
    shown = reasons if everything else reasons[:_MOST_UNCHECKED]
    for reason, titles in shown:
        some = titles if everything else titles[:2]
        more = f"等 {len(titles)} 项" if len(titles) > len(some) else ""
        out.print(f"[dim]未检查：{escape('、'.join(some))}{more}（{escape(reason)}）[/]")
    if len(shown) < len(reasons):
        rest = sum(len(titles) for _, titles in reasons[len(shown) :])
        out.print(f"[dim]还有 {rest} 项未检查，{_FURTHER}[/]")
