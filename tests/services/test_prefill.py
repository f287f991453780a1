"""A new year's ledger from last year's document."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from budgetbook import forms
from budgetbook.compiler import compile_ledger
from budgetbook.forms.entry import UNFINISHED
from budgetbook.model.disclosure import Damage, Disclosure, EntityKind
from budgetbook.model.ledger import Ledger
from budgetbook.model.performance import Funding
from budgetbook.readers.workbook import survey_workbook
from budgetbook.services.prefill import figures_missing, prefill
from budgetbook.services.prefill_projects import marked
from budgetbook.writers.workbook import write_workbook
from tests.forms.entry_ledgers import bare
from tests.ledgers import BUREAU, CENTRE, small_ledger

SHANXI = forms.load("shanxi")
SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "text"


@pytest.fixture(scope="module")
def published() -> Disclosure:
    return compile_ledger(small_ledger(), SHANXI, None).disclosure


def next_year(published: Disclosure) -> Ledger:
    return prefill(published, form=SHANXI, fiscal_year=2028, kind=EntityKind.DEPARTMENT)


def test_last_year_s_figures_are_what_the_statements_print(published: Disclosure) -> None:
    figures = {figure.name: figure.yuan for figure in next_year(published).previous}
    total = sum((line.yuan for line in small_ledger().lines if line.coordinates.flow == "income"), Decimal(0))
    assert figures["income_total"] == figures["expenditure_total"] == round(total, -2)
    assert figures["overseas"] == 0  # printed blank: none
    assert set(figures) == {figure.name for figure in SHANXI.previous}
    assert None not in figures.values()
    assert figures_missing(published, next_year(published), form=SHANXI) is None


def test_an_older_document_gives_no_figures(published: Disclosure) -> None:
    ledger = prefill(published, form=SHANXI, fiscal_year=2029, kind=EntityKind.DEPARTMENT)
    assert {figure.yuan for figure in ledger.previous} == {None}
    assert figures_missing(published, ledger, form=SHANXI) == (
        "文件是 2027 年度的，不是上年（2028 年度）的，所以没有带入上年数；请填上年公开的数，或改用上年的文件"
    )


def test_a_doubtful_cell_gives_no_figure(published: Disclosure) -> None:
    damaged = msgspec.structs.replace(published, damage=(Damage(what="garbled_row", note="", subject="/statements/0"),))
    figures = {figure.name: figure.yuan for figure in next_year(damaged).previous}
    assert figures["income_total"] is None
    assert figures_missing(damaged, next_year(damaged), form=SHANXI) == (
        "文件中没有读到或读得没有把握的上年数：收入总计、支出总计；请在“上年数据”表补填"
    )
    assert figures["public_costs"] is not None


def test_units_come_with_what_the_operating_costs_tell(published: Disclosure) -> None:
    units = next_year(published).units
    assert [(unit.name, unit.institution.value) for unit in units] == [
        (BUREAU, "administrative"),
        (CENTRE, "public_institution"),
    ]


def test_continuing_projects_come_without_money_and_dates(published: Disclosure) -> None:
    ledger = next_year(published)
    lasting = [form for form in published.projects if not (form.attribute or "").startswith("一次性")]
    assert [project.name for project in ledger.projects] == [form.name for form in lasting]
    for project in ledger.projects:
        form = project.performance
        assert form is not None
        assert (form.year, form.filed_at, form.title) == (2028, None, None)
        assert form.funding.whole == form.funding.annual == Funding()
        assert form.indicators.annual


def test_money_of_the_new_year_is_left_blank(published: Disclosure) -> None:
    ledger = next_year(published)
    assert (ledger.lines, ledger.procurement, ledger.words) == ((), (), ())
    assert ledger.assets is not None and ledger.assets.as_of is None


@pytest.mark.parametrize(
    ("text", "stale"),
    [
        ("2027年12月底前完成", True),
        ("2026年已完成一期", True),
        ("总预算8万元", True),
        ("自2019年起实施", False),
        ("依据《2027年工作要点》", False),
        ("完成率≥95%", False),
        ("2028年完成", False),
        (None, False),
    ],
)
def test_texts_that_name_last_year_or_money_are_marked(text: str | None, stale: bool) -> None:
    assert marked(text, 2028) == (f"{UNFINISHED}{text}" if stale else text)


def test_the_workbook_takes_what_was_prefilled(published: Disclosure, tmp_path: Path) -> None:
    ledger = next_year(published)
    write_workbook(ledger, tmp_path / "next.xlsx", form=SHANXI)
    reading = survey_workbook(tmp_path / "next.xlsx")
    assert reading.ledger is not None
    assert bare(reading.ledger) == bare(ledger)
    assert {defect.message.partition("（")[0] for defect in reading.defects} <= {f"还有{UNFINISHED}标记"}


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not beside the repository")
@pytest.mark.parametrize(
    ("name", "units", "projects", "income", "public_costs", "operating_costs"),
    [
        ("changzhi-hrss-2026", 9, 17, "247362400", "163200", "4252800"),
        ("jincheng-zone-2026", 1, 42, "85308000", "326000", "0"),
        ("xinzhou-college-2024", 1, 3, "139010700", "125000", "0"),
    ],
)
def test_real_documents(
    name: str, units: int, projects: int, income: str, public_costs: str, operating_costs: str, tmp_path: Path
) -> None:
    from budgetbook.readers import read_document

    document = read_document(SAMPLES / f"{name}.txt")
    ledger = prefill(document, form=SHANXI, fiscal_year=document.fiscal_year + 1, kind=document.entity.kind)
    figures = {figure.name: figure.yuan for figure in ledger.previous}
    assert (len(ledger.units), len(ledger.projects)) == (units, projects)
    assert figures["income_total"] == Decimal(income)
    assert figures["public_costs"] == Decimal(public_costs)
    assert figures["operating_costs"] == Decimal(operating_costs)
    assert {project.unit for project in ledger.projects} <= {unit.name for unit in ledger.units}
    write_workbook(ledger, tmp_path / "next.xlsx", form=SHANXI)
    reading = survey_workbook(tmp_path / "next.xlsx")
    assert reading.ledger is not None
    assert bare(reading.ledger) == bare(ledger)
    assert {defect.message.partition("（")[0] for defect in reading.defects} == {f"还有{UNFINISHED}标记"}
