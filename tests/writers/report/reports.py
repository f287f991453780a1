"""A report with everything in it, for the writers to write."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from budgetbook.model.disclosure import Entity, EntityKind, Source
from budgetbook.model.finding import (
    Change,
    Counts,
    Finding,
    FindingPlace,
    Outcome,
    PolicyChange,
    PolicyUse,
    Report,
    Severity,
    Status,
    Suppressed,
)
from budgetbook.model.fingerprint import identified
from budgetbook.writers.report.material import Material, RuleWords

RULES = {
    each.id: each
    for each in (
        RuleWords(id="form.section_missing", title="情况说明各部分齐全", source="《预算法》第十四条"),
        RuleWords(id="identity.sum", title="合计等于各分项之和", source="《预算法实施条例》第六条", hint="请核对。"),
        RuleWords(id="narrative.amount", title="文字中的金额与报表一致"),
        RuleWords(id="narrative.rate", title="增减额与增减率相符"),
        RuleWords(id="performance.quality", title="绩效目标质量"),
    )
}


def report(name: str = "=某局", *, sums: int = 1) -> Report:
    """Findings of each severity, rules that passed and that were not checked; words that could pass for formulas or markup."""
    cell = FindingPlace(statement="表3《支出总表》", row="205 教育支出", column="合计", page=12, text="1,234.00")
    words = FindingPlace(section="三", page=30, text="<b>基本支出</b>660.53万元")
    findings = [
        Finding(
            rule="identity.sum",
            severity=Severity.ERROR,
            message=f"+合计不符{'甲' * number}",
            places=(cell, words),
            expected="1234.00",
            found="=1+1",
            difference=Decimal("-1233.00"),
            hint="请核对。",
            source="《预算法实施条例》第六条",
        )
        for number in range(sums)
    ]
    findings.append(Finding(rule="narrative.amount", severity=Severity.NOTICE, message="@提示", places=(words,)))
    findings.append(
        Finding(rule="form.section_missing", severity=Severity.WARNING, message="没有找到“九”", expected="九")
    )
    return Report(
        source=Source(name="a<b>.pdf", sha256="ab" * 32, format="pdf", pages=40),
        entity=Entity(name=name, kind=EntityKind.UNIT),
        fiscal_year=2027,
        counts=Counts(error=sums, warning=1, notice=1, passed=3, not_checked=1),
        outcomes=(
            Outcome(rule="form.section_missing", status=Status.FAILED, reason="1 处不符"),
            Outcome(rule="identity.sum", status=Status.FAILED, reason="1 处不符"),
            Outcome(rule="narrative.amount", status=Status.PASSED),
            Outcome(rule="narrative.rate", status=Status.PASSED, reason="2 处相符"),
            Outcome(rule="narrative.rate", status=Status.NOT_CHECKED, reason="第八部分没有写明"),
            Outcome(rule="performance.quality", status=Status.NOT_CHECKED, reason="没有绩效目标表"),
        ),
        findings=identified(findings),
    )


def under_policy(name: str = "=某局") -> Report:
    """The same under a policy that accepts the error, turns one rule off and has an entry of no use."""
    made = report(name)
    error, *others = made.findings
    changes = (
        PolicyChange(what=Change.OFF, rule="performance.quality", because="=另行评审"),
        PolicyChange(what=Change.UNUSED, rule="narrative.*", because="旧口径", detail="没有这样的问题，可以删去"),
    )
    return replace(
        made,
        findings=tuple(others),
        counts=replace(made.counts, error=0, suppressed=1),
        suppressed=(Suppressed(finding=error, because="<i>已核实", until=date(2027, 12, 31)),),
        policy=PolicyUse(name="方案.toml", sha256="cd" * 32, changes=changes),
    )


def material(*reports: Report) -> Material:
    """The reports with the words of RULES."""
    return Material(reports=reports or (report(),), rules=RULES, made_at="2027-01-02 03:04")
