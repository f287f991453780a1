"""Projects that go on from last year, with their forms of both years."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from budgetbook.checks.context import Context
from budgetbook.checks.once import once
from budgetbook.checks.performance.forms import Form, forms
from budgetbook.checks.rule import NotJudged
from budgetbook.codes import name_key
from budgetbook.model.comparison import Change

_YEAR = re.compile(r"20\d\d(?=年)")
_LEAST_TEXT = 12  # letters; shorter texts are alike by nature


class Continued(NamedTuple):
    """A project's form of this year and of last year. `sure` is False where several of one name are taken in their order."""

    now: Form
    last: Form
    sure: bool = True


@once
def continued(context: Context) -> list[Continued]:
    """The forms of projects that go on, renamed ones too. NotJudged where last year's document has no forms."""
    before = context.last_year
    earlier = [form for form in forms(before.context) if not form.doubt]
    if not earlier:
        raise NotJudged("上年的文件中没有可用的项目支出绩效目标表")
    year, last = context.disclosure.fiscal_year, before.context.disclosure.fiscal_year
    named: dict[tuple[str, str], list[Form]] = defaultdict(list)
    for form in earlier:
        named[_key(form, last)].append(form)
    renamed = {
        (name_key(change.name), name_key(change.unit or "")): (
            _moved(name_key(change.old_name), last),
            name_key(change.old_unit or change.unit or ""),
        )
        for change in before.projects
        if change.change is Change.RENAMED and change.old_name
    }
    here: dict[tuple[str, str], list[Form]] = defaultdict(list)
    for form in forms(context):
        if not form.doubt:
            here[_key(form, year)].append(form)
    found = []
    for key, now in here.items():
        other = renamed.get((name_key(now[0].project.name), key[1]))
        old = named.get(key) or (named.get(other, []) if other is not None else [])
        if len(old) == len(now):
            found += [Continued(one, before, len(now) == 1) for one, before in zip(now, old, strict=True)]
    return found


def _key(form: Form, year: int) -> tuple[str, str]:
    return _moved(name_key(form.project.name), year), name_key(form.project.unit or "")


def _moved(text: str, year: int) -> str:
    """`text` with its years counted from `year`."""
    return _YEAR.sub(lambda found: f"<{int(found[0]) - year}>", text)


def same_text(context: Context, one: Continued, field: str) -> bool:
    """Whether a text long enough to be of its own is last year's, but for years that moved on and punctuation."""
    texts = one.now.text(field), one.last.text(field)
    years = context.disclosure.fiscal_year, context.last_year.context.disclosure.fiscal_year
    now, last = (_letters(text) for text in texts)
    if len(now) < _LEAST_TEXT:
        return False
    # The year may have been moved on, or copied with the rest.
    return now == last or _letters(_moved(texts[0], years[0])) == _letters(_moved(texts[1], years[1]))


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
