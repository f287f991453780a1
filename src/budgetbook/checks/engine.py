"""Check a disclosure: every rule runs by itself, says passed, failed or not checked, and one change of an amount is one finding."""

from __future__ import annotations

import gc
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

import msgspec

from budgetbook.checks.cells import PROJECT_FORMS
from budgetbook.checks.comparison import Comparison, Exact, Shape, listed
from budgetbook.checks.context import Context
from budgetbook.checks.findings import finding_of, tails_of
from budgetbook.checks.index import index
from budgetbook.checks.parameter import TOLERANCE
from budgetbook.checks.policy import Settings, applied
from budgetbook.checks.rule import NotJudged, Rule, RuleInfo, all_rules
from budgetbook.checks.shelf.beside import RELATIONS, Beside
from budgetbook.checks.suspects import explained
from budgetbook.checks.wording import statement_name, statement_words
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Counts, Finding, Outcome, Report, Severity, Status
from budgetbook.model.fingerprint import identified
from budgetbook.model.policy import NO_POLICY, Policy
from budgetbook.model.statement import Kind

_Pair = tuple[int, ...]
_SEVERITIES = list(Severity)
_KINDS = frozenset(kind.value for kind in Kind)


class _Judged(msgspec.Struct):
    """What one rule came to: its comparisons by what became of them, findings of its own, and what it could not judge."""

    info: RuleInfo
    held: list[Comparison | Exact] = []
    tails: list[Comparison] = []
    broken: list[Comparison] = []
    unsound: list[Comparison] = []
    auxiliary: list[Comparison] = []
    findings: list[Finding] = []
    reasons: list[str] = []


def catalogue() -> tuple[RuleInfo, ...]:
    """Every rule there is, by id, for the documentation."""
    return tuple(rule.info for rule in all_rules())


def check(
    disclosure: Disclosure, policy: Policy = NO_POLICY, *, beside: Beside | None = None, today: date | None = None
) -> Report:
    """Everything that is wrong with `disclosure`, worst first, and what became of every rule.

    `policy` is a bureau's own scope, severities and parameters; `today` is the day by which its suppressions expire. `beside` are related
    documents that rules of the shelf hold it against; without them these rules don't apply.
    """
    with _nothing_collected():
        return _checked(disclosure, policy, beside, today)


def _checked(disclosure: Disclosure, policy: Policy, beside: Beside | None, today: date | None) -> Report:
    context, settings = Context(index(disclosure), beside), Settings(policy, disclosure)
    applying = [rule for rule in all_rules() if _applies(rule, disclosure) and _has_neighbours(rule, beside)]
    judged = [_run(rule, context, settings) for rule in applying]
    findings = _explained_findings(disclosure, judged)
    order = {statement_words(statement): number for number, statement in reversed([*enumerate(disclosure.statements)])}
    for one in judged:
        findings += [(_order_of(order, finding), finding) for finding in one.findings]
        for pair, tails in _by_statements(one.tails).items():
            if PROJECT_FORMS in pair:  # yuan beside 万元: rounding is what the form asks for, and nobody's tail
                continue
            findings.append(((*pair, -1), tails_of(disclosure, tails, one.info)))
    findings.sort(key=lambda placed: (_SEVERITIES.index(placed[1].severity), placed[0]))
    report = _report(disclosure, judged, tuple(finding for _, finding in findings))
    day = today or datetime.now().astimezone().date()
    return applied(report, settings, tuple(rule.info for rule in applying), day)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Without the collector of cycles: what a check makes lives until its report is there, and going through it takes a seventh of its time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _applies(rule: Rule, disclosure: Disclosure) -> bool:
    passport = rule.info.passport
    first, last = passport.years
    return (
        (first is None or disclosure.fiscal_year >= first)
        and (last is None or disclosure.fiscal_year <= last)
        and (not passport.forms or disclosure.form in passport.forms)
        and (not passport.phases or disclosure.phase in passport.phases)
    )


def _has_neighbours(rule: Rule, beside: Beside | None) -> bool:
    needs = [need for need in rule.info.passport.needs if need in RELATIONS]
    return not needs or (beside is not None and all(beside.has(need) for need in needs))


def _run(rule: Rule, context: Context, settings: Settings) -> _Judged:
    """One rule. A rule that crashes is our fault, not the document's: it is reported as not run, and the others go on."""
    found, choice = _Judged(rule.info), settings.choice(rule.info.id)
    if choice.off is not None:
        found.reasons.append(f"检查方案停用了这条规则：{choice.off.because}")
        return found
    context.limits = choice.limits
    extra = context.limit(TOLERANCE) if TOLERANCE in rule.info.passport.parameters else None
    if (reason := _lacks(rule, context)) is not None:
        found.reasons.append(reason)
        return found
    try:
        for said in rule.body(context):
            if isinstance(said, (Comparison, Exact)) and extra:
                said = msgspec.structs.replace(said, extra=extra)
            if isinstance(said, Comparison):
                _judge(said, found, context.disclosure)
            elif isinstance(said, Exact):
                found.held.append(said)
            elif isinstance(said, Finding):
                found.findings.append(msgspec.structs.replace(said, rule=rule.info.id))
            else:
                found.reasons.append(str(said))
    except NotJudged as reason:
        found.reasons.append(str(reason))
    except Exception as fault:  # noqa: BLE001  # the one guard of the house (STYLE, Errors)
        found = _Judged(rule.info)
        found.reasons.append(f"程序在执行这条规则时出错，未能检查（{type(fault).__name__}：{fault}）")
    for some in (found.tails, found.broken, found.auxiliary):
        some.sort(
            key=_position
        )  # rules that go through sets yield in another order each run, and ids rest on the first place
    return found


def _position(comparison: Comparison) -> list[_Pair]:
    return [(cell.statement, cell.row, cell.column) for cell in comparison.cells]


def _lacks(rule: Rule, context: Context) -> str | None:
    """What a rule needs and the disclosure lacks (Chinese); None where it can run."""
    for need in rule.info.passport.needs:
        if need in RELATIONS:
            unsure = context.shelf.unsure.get(need)
            if unsure is not None:
                return unsure
        elif need in _KINDS:
            missing = context.missing(Kind(need))
            if missing is not None:
                return missing
        elif need.startswith("narrative."):
            section = need.removeprefix("narrative.")
            if not any(one.section == section for one in context.disclosure.narrative):
                return f"情况说明中没有第{section}部分"
        elif not getattr(context.disclosure, _PARTS[need][0]):
            return f"文件中没有{_PARTS[need][1]}"
    return None


# A rule's word for a part of the disclosure, its field, and its name. The word is never a kind's: `projects` is a statement.
_PARTS = {
    "statements": ("statements", "任何报表"),
    "project_forms": ("projects", "项目支出绩效目标表"),
    "overall_performance": ("overall_performance", "整体支出绩效目标申报表"),
    "procurement": ("procurement", "政府采购预算"),
    "assets": ("assets", "国有资产占有使用情况"),
    "narrative": ("narrative", "情况说明"),
    "contents": ("contents", "目录"),
}


def _judge(comparison: Comparison, found: _Judged, disclosure: Disclosure) -> None:
    # Nearly all: what holds exactly holds whatever stands in it.
    if not comparison.residual and not comparison.auxiliary:
        (found.held if comparison.sound else found.unsound).append(comparison)
        return
    off = comparison.off
    sound = comparison.sound and (
        disclosure.form is not None or not off or comparison.holds or not _rests_on_blank(comparison)
    )
    if comparison.auxiliary:
        found.auxiliary += [comparison] if sound else []
    elif not sound:
        found.unsound.append(comparison)
    elif not off:
        found.held.append(comparison)
    elif comparison.holds:
        found.tails.append(comparison)
    else:
        found.broken.append(comparison)


def _rests_on_blank(comparison: Comparison) -> bool:
    """Whether a blank cell stands alone on one side. In a form that isn't known, blank may also mean that nothing is stated."""
    sides = [comparison.left] if comparison.shape is Shape.SUM else [comparison.left, comparison.right]
    return any(all(cell.blank for cell in side) for side in sides)


def _explained_findings(disclosure: Disclosure, judged: list[_Judged]) -> list[tuple[tuple[int, ...], Finding]]:
    broken = [comparison for one in judged for comparison in one.broken]
    if not broken:
        return []
    auxiliary = [comparison for one in judged for comparison in one.auxiliary]
    broken += [comparison for comparison in auxiliary if not comparison.holds]
    rules_of = {comparison: one.info for one in judged for comparison in (*one.broken, *one.auxiliary)}
    standing = [comparison for one in judged for comparison in (*listed(one.held), *one.tails, *one.broken)]
    findings: list[tuple[tuple[int, ...], Finding]] = []
    for explanation in explained(standing + auxiliary, broken):
        if not explanation.suspects and explanation.broken[0].auxiliary:
            continue
        cell = (explanation.suspects or explanation.broken[0].left)[0]
        findings.append(((cell.statement, cell.row, cell.column), finding_of(disclosure, explanation, rules_of)))
    return findings


def _order_of(order: dict[str, int], finding: Finding) -> tuple[int, ...]:
    """Where a rule's own finding stands in the document: at the statement it names first, else after all statements."""
    first = finding.places[0].statement if finding.places else None
    return (order.get(first or "", sys.maxsize),)


def _by_statements(comparisons: Iterable[Comparison]) -> dict[_Pair, list[Comparison]]:
    """Comparisons by the statements that their sides stand in, in whatever order: two, or one."""
    found: dict[_Pair, list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        found[_statements(comparison.left[0].statement, comparison.right[0].statement)].append(comparison)
    return found


def _counts(comparisons: Iterable[Comparison | Exact]) -> dict[_Pair, int]:
    """How many comparisons there are by the statements that their sides stand in."""
    found: dict[_Pair, int] = defaultdict(int)
    for one in comparisons:
        if isinstance(one, Exact):
            found[one.statement,] += one.count
        else:
            found[_statements(one.left[0].statement, one.right[0].statement)] += 1
    return found


def _statements(one: int, other: int) -> _Pair:
    return (one,) if one == other else (one, other) if one < other else (other, one)


def _report(disclosure: Disclosure, judged: list[_Judged], findings: tuple[Finding, ...]) -> Report:
    severities = [finding.severity for finding in findings]
    outcomes: list[Outcome] = []
    passed = not_checked = 0
    for one in judged:
        held = _counts(one.held)
        outcomes += _outcomes(disclosure, one, held)
        passed += sum(held.values()) + len(one.tails)
        not_checked += len(one.unsound) + len(one.reasons)
        if not one.findings and not (one.held or one.tails or one.broken or one.unsound or one.reasons):
            passed += 1
    return Report(
        source=disclosure.source,
        entity=disclosure.entity,
        fiscal_year=disclosure.fiscal_year,
        counts=Counts(
            error=severities.count(Severity.ERROR),
            warning=severities.count(Severity.WARNING),
            notice=severities.count(Severity.NOTICE),
            passed=passed,
            not_checked=not_checked,
        ),
        outcomes=tuple(outcomes),
        findings=identified(findings, disclosure.statements),
    )


def _outcomes(disclosure: Disclosure, judged: _Judged, held_by: dict[_Pair, int]) -> Iterable[Outcome]:
    """What became of a rule: one outcome for each pair of statements it compared, one for each thing it could not judge.

    `held_by` is how many of its comparisons hold exactly, by statements.
    """
    rule = judged.info.id
    counts = [held_by, *map(_counts, (judged.tails, judged.broken, judged.unsound))]
    for pair in sorted(set().union(*counts)):
        held, tails, broken, unsound = (count.get(pair, 0) for count in counts)
        where = "与".join(statement_name(disclosure, number) for number in pair)
        said = [f"{held + tails} 处相符" if held + tails else "", f"{broken} 处不符" if broken else ""]
        said.append(f"{unsound} 处因识别有疑问或为空白而未核对" if unsound else "")
        status = Status.FAILED if broken else Status.PASSED if held + tails else Status.NOT_CHECKED
        yield Outcome(rule=rule, status=status, reason=f"{where}：{'，'.join(part for part in said if part)}")
    for reason in judged.reasons:
        yield Outcome(rule=rule, status=Status.NOT_CHECKED, reason=reason)
    if judged.findings:
        yield Outcome(rule=rule, status=Status.FAILED, reason=f"{len(judged.findings)} 处不符")
    elif not any(counts) and not judged.reasons:
        yield Outcome(rule=rule, status=Status.PASSED)
