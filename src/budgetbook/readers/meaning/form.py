"""Which form a document follows: the one whose titles it prints, most of them and word for word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from budgetbook.forms.form import fill
from budgetbook.forms.lexicon import title_key
from budgetbook.forms.loading import available, titles_of
from budgetbook.model.disclosure import EntityKind


class FollowedForm(msgspec.Struct, frozen=True, kw_only=True):
    """A form and the number of each of its statements by `title_key`, in the wording of departments and of units."""

    name: str
    numbers: Mapping[str, int]

    def number(self, title: str) -> int | None:
        """The place of the statement titled `title` in the form; None where the form has none of this title."""
        return self.numbers.get(title_key(title))


@cache
def _forms() -> tuple[tuple[FollowedForm, int], ...]:
    """Every form with how many statements it has."""
    return tuple(
        (
            FollowedForm(
                name=form.name,
                numbers={
                    title_key(fill(title, year=form.first_year, kind=kind, entity="")): number
                    for number, title in form.titles
                    for kind in EntityKind
                },
            ),
            len(form.titles),
        )
        for form in map(titles_of, available())
    )


def form_of(titles: Iterable[str]) -> FollowedForm | None:
    """The form that prints `titles`: the one of which the greatest part is there, if that is more than half."""
    keys = {title_key(title) for title in titles}
    best, part = None, 0.5
    for form, statements in _forms():
        found = len({number for title, number in form.numbers.items() if title in keys}) / statements
        if found > part:
            best, part = form, found
    return best
