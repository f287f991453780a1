"""Performance forms: what one careful reading found is found, and realistic defects put into sound documents are found, by kind.

A defect counts as found where a check of the changed document makes an error or warning that the untouched one doesn't make.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from benchmarks.measurement import SAMPLES, TEXT_SAMPLES, Measurement, show
from budgetbook.checks import check
from budgetbook.checks.context import Context
from budgetbook.checks.index import index
from budgetbook.checks.rule import all_rules
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.performance import Indicator, ProjectPerformance
from budgetbook.readers import read_document
from budgetbook.services.compiling import ledger_compiled
from budgetbook.services.opening import file_opened

EXAMPLES = Path(__file__).parents[1] / "examples"
FAMILY = "performance."
MOST = 20
"""Mutations of one kind in one document."""

# What the careful reading calls a defect, and the rules that may find it. What is left out is no matter of forms.
RULES: dict[str, tuple[str, ...]] = {
    "fund-source": ("fund_source",),
    "form-missing": ("form_missing",),
    "form-not-in-T12": ("form_surplus",),
    "overlap": ("same_work",),
    "indicator-direction": ("target_direction",),
    "indicator-quality": ("unmeasured", "impossible_rate", "target_direction"),
    "indicator-empty": ("indicator_kinds", "empty_fields"),
    "fill-date": ("filing_date",),
    "year-mismatch": ("past_target", "past_text"),
    "duplicate-name": ("repeated_name",),
    "cost-exceeds-budget": ("cost_ceiling",),
    "cost-vs-text": ("whole_cost",),
    "cost-vs-budget": ("whole_cost", "cost_ceiling"),
    "form-vs-text": ("whole_cost", "text_amount"),
    "form-vs-table": ("whole_and_year", "whole_cost"),
    "goal-not-annual": ("objective_beyond_year",),
    "text-vs-amount": ("text_amount",),
    "text-arithmetic": ("text_arithmetic",),
    "stale-text": ("past_text",),
    "text-inconsistent": ("beyond_entity", "objective_elsewhere"),
    "department-mismatch": ("department",),
    "unit-name": ("implementing_unit",),
    "unit-of-measure": ("cost_unit",),
    "invalid-date": ("impossible_date",),
    "copy-paste": ("fields_copied",),
    "duplicate-project": ("objective_copied",),
    "narrative-vs-forms": ("stated_forms",),
    "staff-count": ("staff_number",),
}
_OF_FORMS = re.compile(r"目标表|表十二|申报表|十、2 / 目标表")


class Document(NamedTuple):
    name: str
    disclosure: Disclosure
    known: frozenset[str]


def run() -> Iterator[Measurement]:
    documents = [_document(name, read_document(SAMPLES / "text" / f"{name}.txt")) for name in TEXT_SAMPLES]
    yield from _reading(documents)
    for one in documents:
        yield _speed(one)
    for path in sorted(EXAMPLES.glob("*/ledger.json")):
        ledger = file_opened(path=path)
        made = _document(path.parent.name, ledger_compiled(ledger=ledger, path=path).disclosure)  # type: ignore[arg-type]
        false = [finding.message for finding in _serious(made.disclosure)]
        yield Measurement(f"{made.name} example untouched: errors and warnings", str(len(false)), "0", not false)
        documents.append(made)
    caught_all = made_all = 0
    for kind, mutate in KINDS.items():
        made_, caught = 0, 0
        missed: list[str] = []
        for one in documents:
            for label, changed in islice(mutate(one.disclosure), MOST):
                made_ += 1
                if any(finding.message not in one.known for finding in _serious(changed)):
                    caught += 1
                else:
                    missed.append(f"{one.name}: {label}")
        share = caught / made_ if made_ else 0
        yield Measurement(f"found: {kind}", f"{caught}/{made_} = {share:.1%}", "≥ 95 %", share >= 0.95)
        if "-v" in sys.argv:
            for each in missed:
                yield Measurement("  missed", each)
        caught_all, made_all = caught_all + caught, made_all + made_
    yield Measurement("found: all kinds", f"{caught_all}/{made_all} = {caught_all / made_all:.1%}")


def _document(name: str, disclosure: Disclosure) -> Document:
    return Document(name, disclosure, frozenset(finding.message for finding in _serious(disclosure)))


def _serious(disclosure: Disclosure) -> list[Finding]:
    return [
        finding
        for finding in check(disclosure).findings
        if finding.rule.startswith(FAMILY) and finding.severity is not Severity.NOTICE
    ]


def _speed(document: Document) -> Measurement:
    rules = [rule for rule in all_rules() if rule.info.id.startswith(FAMILY)]
    seconds = []
    for _ in range(10):
        context = Context(index(document.disclosure))
        began = time.process_time()
        for rule in rules:
            if not check_needs(rule.info.passport.needs, context):
                list(rule.body(context))
        seconds.append(time.process_time() - began)
    took = min(seconds) * 1000
    count = len(document.disclosure.projects)
    return Measurement(
        f"{document.name} {len(rules)} rules on {count} forms",
        f"{took:.0f} ms of processor time",
        "≤ 80 ms",
        took <= 80,
    )


def check_needs(needs: Iterable[str], context: Context) -> bool:
    """Whether something a rule needs is missing (the samples have forms, statements and words)."""
    return "overall_performance" in needs and context.disclosure.overall_performance is None


# ---- one careful reading


def _reading(documents: list[Document]) -> Iterator[Measurement]:
    truth = json.loads((SAMPLES / "truth" / "findings.json").read_bytes())
    by_name = {one.name: check(one.disclosure).findings for one in documents}
    found, missed = 0, []
    for item in truth:
        ours = (
            item["certain"] and item["severity"] != "info" and item["rule"] in RULES and _OF_FORMS.search(item["where"])
        )
        if not ours or (item["rule"] == "unit-name" and "目标表" not in item["where"]):
            continue
        if any(_is(finding, item) for finding in by_name[item["document"]]):
            found += 1
        else:
            missed.append(f"{item['id']} {item['rule']}")
    share = found / (found + len(missed))
    figure = f"{found}/{found + len(missed)} = {share:.1%}"
    yield Measurement("certain errors and warnings of the careful reading found", figure, "≥ 95 %", share >= 0.95)
    for one in missed:
        yield Measurement("  not found", one)


def _is(finding: Finding, item: dict[str, str]) -> bool:
    if finding.rule.removeprefix(FAMILY) not in RULES[item["rule"]] or not finding.rule.startswith(FAMILY):
        return False
    names = {place.row or "" for place in finding.places} | {finding.message}
    where = "".join(item["where"].split())
    if item["rule"] == "unit-name":
        return finding.found is not None and finding.found in item["found"]
    return any("".join(name.split()) and "".join(name.split()) in where for name in names) or not re.search(
        r"目标表[^（/]|表十二[^/]{4}", item["where"]
    )


# ---- defects

_Changed = tuple[str, Disclosure]


def _with(disclosure: Disclosure, number: int, project: ProjectPerformance | None) -> Disclosure:
    new = () if project is None else (project,)
    projects = (*disclosure.projects[:number], *new, *disclosure.projects[number + 1 :])
    return replace(disclosure, projects=projects)


def _each(disclosure: Disclosure) -> Iterator[tuple[int, ProjectPerformance]]:
    yield from enumerate(disclosure.projects)


def funding_part(disclosure: Disclosure) -> Iterator[_Changed]:
    for number, project in _each(disclosure):
        annual = project.funding.annual
        for part in ("central", "provincial", "local", "self_raised", "other"):
            if amount := getattr(annual, part):
                funding = replace(project.funding, annual=replace(annual, **{part: amount + Decimal(1000)}))
                yield project.name, _with(disclosure, number, replace(project, funding=funding))
                break


_DAY = re.compile(r"\d{1,2}月(?:\d{1,2}[日号]|底|末)")


def impossible_date(disclosure: Disclosure) -> Iterator[_Changed]:
    for number, project in _each(disclosure):
        if project.plan and _DAY.search(project.plan):
            plan = _DAY.sub("11月31日", project.plan, count=1)
            yield project.name, _with(disclosure, number, replace(project, plan=plan))


def copied_objective(disclosure: Disclosure) -> Iterator[_Changed]:
    for number, project in _each(disclosure):
        other = disclosure.projects[number - 1]
        if other.name not in project.name and project.name not in other.name and other.objective.annual:
            yield project.name, _with(disclosure, number, replace(project, objective=other.objective))


def dropped_form(disclosure: Disclosure) -> Iterator[_Changed]:
    for number, project in _each(disclosure):
        yield project.name, _with(disclosure, number, None)


def year_of_form(disclosure: Disclosure) -> Iterator[_Changed]:
    for number, project in _each(disclosure):
        yield project.name, _with(disclosure, number, replace(project, year=disclosure.fiscal_year - 1))


def year_in_target(disclosure: Disclosure) -> Iterator[_Changed]:
    year = f"{disclosure.fiscal_year}年"
    dated = re.compile(rf"{year}(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:底|末|初)?(?:以?前)?")
    for number, _ in _each(disclosure):
        yield from _in_targets(
            disclosure,
            number,
            lambda one: dated.fullmatch(one) is not None,
            lambda one: one.replace(year, f"{disclosure.fiscal_year - 1}年"),
        )


def wrong_unit(disclosure: Disclosure) -> Iterator[_Changed]:
    for number, _ in _each(disclosure):
        yield from _in_targets(
            disclosure, number, lambda one: one.endswith("万元"), lambda one: one.replace("万元", "元"), "成本"
        )
        yield from _in_targets(
            disclosure,
            number,
            lambda one: re.fullmatch(r"[≤<]?[\d,.]{4,}元", one) is not None,
            lambda one: one.replace("元", "万元"),
            "成本",
        )


def _in_targets(
    disclosure: Disclosure, number: int, test: Callable[[str], bool], change: Callable[[str], str], level: str = ""
) -> Iterator[_Changed]:
    """The first annual indicator (of a level) whose target passes `test`, changed; damaged ones are left alone."""
    project = disclosure.projects[number]
    damaged = [one.subject for one in disclosure.damage if one.subject]
    for place, one in enumerate(project.indicators.annual):
        subject = f"/projects/{number}/indicators/annual/{place}"
        sound = not any(
            subject == each or subject.startswith(f"{each}/") or each.startswith(f"{subject}/") for each in damaged
        )
        if sound and one.target and level in (one.level2 or "") and test("".join(one.target.split())):
            new: Indicator = replace(one, target=change("".join(one.target.split())))
            annual = (*project.indicators.annual[:place], new, *project.indicators.annual[place + 1 :])
            changed = replace(project, indicators=replace(project.indicators, annual=annual))
            yield f"{project.name} {new.target}", _with(disclosure, number, changed)
            return


def amount_in_text(disclosure: Disclosure) -> Iterator[_Changed]:
    """The total that the summary states (总预算8万元), stated otherwise."""
    for number, project in _each(disclosure):
        total = project.funding.annual.total
        if not total or not project.summary:
            continue
        said = f"{(total / 10000).normalize():f}万元"
        pattern = re.compile(
            rf"((?:总预算|预算(?:资金|总?金额|总额)?|共?计|共需|需)(?:经费|资金)?(?:约|共计|为)?){re.escape(said)}[。]?$"
        )
        if pattern.search(project.summary):
            wrong = f"{(total / 10000 * Decimal('1.5')).normalize():f}万元"
            summary = pattern.sub(rf"\g<1>{wrong}", project.summary)
            yield project.name, _with(disclosure, number, replace(project, summary=summary))


def cost_above_budget(disclosure: Disclosure) -> Iterator[_Changed]:
    for number, project in _each(disclosure):
        total = project.funding.annual.total
        if total and "1年" in (project.duration or ""):
            words = f"≤{(total / 10000 * Decimal('1.2')).normalize():f}万元"
            yield from _in_targets(
                disclosure,
                number,
                lambda one: re.fullmatch(r"[≤<][\d,.]+万?元", one) is not None,
                partial(_always, words),
                "成本",
            )


def _always(words: str, _: str) -> str:
    return words


KINDS: dict[str, Callable[[Disclosure], Iterator[_Changed]]] = {
    "a form's funding part": funding_part,
    "an impossible date": impossible_date,
    "a copied objective": copied_objective,
    "a wrong unit": wrong_unit,
    "a dropped form": dropped_form,
    "another year of the form": year_of_form,
    "last year in a target": year_in_target,
    "a total in the words": amount_in_text,
    "a cost above the budget": cost_above_budget,
}


if __name__ == "__main__":
    sys.exit(0 if show("Performance forms: the careful reading, and defects put in", run()) else 1)
