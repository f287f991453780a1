"""Which form a document follows."""

from __future__ import annotations

import pytest

from budgetbook.forms.form import fill
from budgetbook.forms.loading import available, load
from budgetbook.model.disclosure import EntityKind
from budgetbook.readers.meaning.form import form_of


@pytest.mark.parametrize("name", available())
@pytest.mark.parametrize("kind", EntityKind)
def test_every_form_is_told_by_its_titles_in_any_year(name: str, kind: EntityKind) -> None:
    form = load(name)
    titles = [fill(statement.title, year=2031, kind=kind, entity="青石市") for statement in form.statements]
    found = form_of(titles)
    assert found is not None
    assert found.name == name
    assert [found.number(title) for title in titles] == [statement.number for statement in form.statements]


def test_half_of_the_titles_is_not_enough() -> None:
    form = load("shanxi")
    titles = [statement.title.replace("{year}", "2027") for statement in form.statements]
    half = len(titles) // 2
    assert form_of(titles[:half]) is None
    assert form_of([]) is None
    most = form_of(titles[: half + 1])
    assert most is not None
    assert most.number("2027年从未见过的表") is None
