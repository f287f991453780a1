"""The worked example is right in every respect, is what its sources make, and shows everything it is there to show."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from budgetbook import forms
from budgetbook.checks import check
from budgetbook.compiler import Compiled, compile_ledger, defects
from budgetbook.compiler.validation import notices
from budgetbook.model.codec import decode_ledger, encode
from budgetbook.model.coordinates import Flow, Fund, Institution, Nature, Period
from budgetbook.model.disclosure import Source
from budgetbook.model.finding import Severity
from budgetbook.model.ledger import Ledger, ProjectClass
from budgetbook.model.statement import Kind

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("department", "unit")
TEXTS = ("summary", "basis", "necessity", "safeguards", "plan")


def _ledger(name: str) -> Ledger:
    return decode_ledger((EXAMPLES / name / "ledger.json").read_bytes())


def _compiled(ledger: Ledger) -> Compiled:
    return compile_ledger(ledger, forms.load(ledger.form), Source(name="example", sha256="", format="ledger"))


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("examples_build", EXAMPLES / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=NAMES)
def ledger(request: pytest.FixtureRequest) -> Ledger:
    return _ledger(str(request.param))


@pytest.fixture(scope="module")
def department() -> Ledger:
    return _ledger("department")


@pytest.mark.parametrize("name", NAMES)
def test_ledger_is_what_its_sources_make(build: ModuleType, name: str) -> None:
    made = encode(build.build(EXAMPLES / name), indent=1) + b"\n"
    assert (EXAMPLES / name / "ledger.json").read_bytes() == made, "run `python examples/build.py`"


def test_nothing_is_wrong(ledger: Ledger) -> None:
    form = forms.load(ledger.form)
    assert [str(each) for each in defects(ledger, form)] == []
    assert [str(each) for each in notices(ledger, form)] == []


def test_compiled_document_has_no_finding_beyond_rounding(ledger: Ledger) -> None:
    report = check(_compiled(ledger).disclosure)
    assert [each.message for each in report.findings if each.severity is not Severity.NOTICE] == []
    assert report.counts.notice > 0, "amounts should leave rounding tails"


def test_department_has_every_kind_of_money(department: Ledger) -> None:
    institutions = Counter(unit.institution for unit in department.units)
    assert institutions == {
        Institution.ADMINISTRATIVE: 1,
        Institution.CIVIL_SERVICE_MANAGED: 1,
        Institution.PUBLIC_INSTITUTION: 2,
    }
    income = {
        (line.coordinates.fund, line.coordinates.period)
        for line in department.lines
        if line.coordinates.flow is Flow.INCOME
    }
    assert income == {
        (Fund.GENERAL_PUBLIC, Period.CURRENT),
        (Fund.GENERAL_PUBLIC, Period.CARRIED_OVER),
        (Fund.GOVERNMENT_FUND, Period.CURRENT),
        (Fund.GOVERNMENT_FUND, Period.CARRIED_OVER),
        (Fund.STATE_CAPITAL, Period.CURRENT),
        (Fund.FISCAL_ACCOUNT, Period.CURRENT),
        (Fund.FISCAL_ACCOUNT, Period.CARRIED_OVER),
        (Fund.BUSINESS_INCOME, Period.CURRENT),
        (Fund.OTHER_INCOME, Period.CURRENT),
    }  # fmt: skip


def test_no_statement_of_the_department_is_empty(department: Ledger) -> None:
    empty = [
        s.kind for s in _compiled(department).disclosure.statements if not any(a for row in s.rows for a in row.amounts)
    ]
    assert empty == []


def test_unit_shows_empty_statements() -> None:
    statements = _compiled(_ledger("unit")).disclosure.statements
    empty = {s.kind for s in statements if not any(a for row in s.rows for a in row.amounts)}
    assert empty == {
        Kind.GOVERNMENT_FUND_INCOME,
        Kind.GOVERNMENT_FUND_EXPENDITURE,
        Kind.STATE_CAPITAL,
        Kind.PUBLIC_COSTS,
        Kind.OPERATING_COSTS,
    }


def test_projects_show_every_case(department: Ledger) -> None:
    names = Counter(project.name for project in department.projects)
    assert names["教学设备购置"] == 2  # within a unit
    assert names["业务运转经费"] == 2  # between units
    assert len([project for project in department.projects if not project.disclosed]) == 1
    assert {project.project_class for project in department.projects} == {ProjectClass.OPERATION, ProjectClass.SPECIFIC}
    attributes = {
        each.performance.attribute[:3]
        for each in department.projects
        if each.performance and each.performance.attribute
    }
    assert attributes == {"一次性", "延续性", "经常性"}
    carried = {
        line.coordinates.fund
        for line in department.lines
        if line.coordinates.nature is Nature.PROJECT and line.coordinates.period is Period.CARRIED_OVER
    }
    assert carried == {Fund.GENERAL_PUBLIC, Fund.GOVERNMENT_FUND, Fund.FISCAL_ACCOUNT}


def test_no_sentence_is_copied_between_projects() -> None:
    """A long text that stands twice is copied. A standard that several units cite may be short."""
    said = Counter(
        sentence
        for name in NAMES
        for project in _ledger(name).projects
        if (form := project.performance)
        for text in (
            *(getattr(form, each) for each in TEXTS[2:]),
            form.summary,
            form.objective.whole,
            form.objective.annual,
        )
        for sentence in re.split("[。；]", text or "")
        if len(sentence) > 8
    )
    assert [sentence for sentence, count in said.items() if count > 1] == []


def test_indicators_cost_no_more_than_the_project(ledger: Ledger) -> None:
    """A total in 万元 among the cost indicators is not above the money of its column."""
    for project in ledger.projects:
        if project.performance is None:
            continue
        for column in ("whole", "annual"):
            money = getattr(project.performance.funding, column).total
            for indicator in getattr(project.performance.indicators, column):
                found = re.fullmatch(r"≤([\d.]+)万元", indicator.target or "")
                if (
                    indicator.level2 == "成本指标"
                    and found
                    and "单" not in indicator.name
                    and "均" not in indicator.name
                ):
                    assert Decimal(found[1]) * 10000 <= money + 50, (project.name, indicator.name)
