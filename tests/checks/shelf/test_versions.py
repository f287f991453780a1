"""Two versions of one document."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from budgetbook.model.statement import Kind
from tests.checks.shelf.shelved import reports, said, told, with_cell, with_form, worded
from tests.ledgers import CENTRE
from tests.shelves import Shelf, shelf


@pytest.fixture(scope="module")
def documents() -> Shelf:
    return shelf()


def test_the_same_content_is_no_finding_but_said(documents: Shelf) -> None:
    one, other = reports(documents.this, documents.this)
    assert told(documents.this, documents.this) == []
    assert [(each.kind, each.name, each.identical) for each in one.related] == [("other_version", "1.json", True)]
    assert [(each.kind, each.name, each.identical) for each in other.related] == [("other_version", "0.json", True)]


def test_an_amount(documents: Shelf) -> None:
    changed = with_cell(documents.this, Kind.PUBLIC_COSTS, "公务接待费", "1.21")
    (finding,) = told(documents.this, changed)
    assert said([finding]) == [("shelf.version_amount", "warning", "1.11", "1.21")]
    assert finding.message == (
        "《2027年财政拨款安排“三公”经费支出预算表》“公务接待费”行“2027年预算数/合计”列：1.json 为 1.21 万元，0.json 为 1.11 万元，相差 0.10 万元"
    )
    assert [(place.file, place.text) for place in finding.places] == [("1.json", "1.21"), ("0.json", "1.11")]


def test_it_stands_in_the_later_versions_report(documents: Shelf) -> None:
    changed = with_cell(documents.this, Kind.PUBLIC_COSTS, "公务接待费", "1.21")
    one, other = reports(documents.this, changed)
    assert [each.rule for each in one.findings if each.rule.startswith("shelf.")] == []
    assert [each.rule for each in other.findings if each.rule.startswith("shelf.")] == ["shelf.version_amount"]
    assert [each.identical for each in (*one.related, *other.related)] == [False, False]


def test_words(documents: Shelf) -> None:
    changed = worded(documents.this, "原因是压减一般性支出", "原因是压减一般性支出和会议")
    (finding,) = told(documents.this, changed)
    assert (finding.rule, finding.expected, finding.found) == (
        "shelf.version_words",
        "1.10%，原因是压减一般性支出",
        "1.10%，原因是压减一般性支出和会议",
    )


def test_a_project_is_one_finding(documents: Shelf) -> None:
    changed = with_form(documents.this, "免费开放补助", lambda form: replace(form, duration="2年"))
    (finding,) = told(documents.this, changed)
    assert finding.message == "项目“免费开放补助”在两个版本中不同：“项目期”前一版本为“1年”、后一版本为“2年”"


def test_a_form_more(documents: Shelf) -> None:
    fewer = replace(documents.this, projects=documents.this.projects[1:])
    (finding,) = told(fewer, documents.this)
    assert finding.message == "项目“文化旅游节专项经费”在两个版本中不同：绩效目标表只在后一版本中有"


def test_a_statement_more(documents: Shelf) -> None:
    fewer = replace(documents.this, statements=documents.this.statements[1:])
    assert [one.message for one in told(fewer, documents.this)] == [
        "《2027年预算收支总表》只在 1.json 中有，0.json 中没有"
    ]


def test_profile_and_assets(documents: Shelf) -> None:
    assert documents.this.assets is not None
    changed = replace(
        documents.this,
        assets=replace(documents.this.assets, vehicles=3),
        profile=replace(documents.this.profile, structure=f"本部门由局机关、图书馆和{CENTRE}组成。"),
    )
    assert [(one.rule, one.expected, one.found) for one in told(documents.this, changed)] == [
        ("shelf.version_figures", "2", "3"),
        ("shelf.version_words", "本部门由局机关", "本部门由局机关、图书馆"),
    ]
