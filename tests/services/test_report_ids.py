"""The same defects have the same ids in every file that a disclosure is published as."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetbook.checks import check
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Severity
from budgetbook.services.checking import document_checked
from budgetbook.services.publishing import disclosure_published
from tests.checks.documents import with_amount
from tests.checks.worded import department, saying

FORMATS = ("docx", "xlsx", "html", "json", pytest.param("pdf", marks=pytest.mark.slow))


def wrong() -> Disclosure:
    """A statement's amount changed, and an amount in the words."""
    made = department()
    total = next(row for row in made.statements[2].rows if row.role == "total")
    made = with_amount(made, 3, total.label, made.statements[2].columns[0].label, "1.00")
    return saying(made, "三", "%", "9%")


@pytest.mark.parametrize("form", FORMATS)
def test_ids_are_the_same_whatever_the_format(tmp_path: Path, form: str) -> None:
    made = wrong()
    published = disclosure_published(disclosure=made, folder=tmp_path, formats=(form,))
    there = {
        one.id for one in document_checked(path=published.files[0].path).findings if one.severity is Severity.ERROR
    }
    here = {one.id for one in check(made).findings if one.severity is Severity.ERROR}
    assert there == here
    assert len(here) >= 2
