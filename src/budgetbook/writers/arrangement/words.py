"""The words around tables: kind, year and entity put into a form's texts, and number words."""

from __future__ import annotations

import re

import msgspec

from budgetbook.forms.form import Form, fill
from budgetbook.model.disclosure import Disclosure, EntityKind
from budgetbook.model.numerals import numeral

_NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[、.．])")


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What the texts of a form are filled with, for one disclosure."""

    year: int
    kind: EntityKind
    entity: str
    holder_text: str = "{kind}名称：{entity}"

    def fill(self, text: str) -> str:
        """`text` with year, last year, kind word and entity put in."""
        return fill(text, year=self.year, kind=self.kind, entity=self.entity)

    def holder(self, name: str | None) -> str:
        """The line that says whose statement it is; `name` as the disclosure prints it, a whole line or a name."""
        if name is not None and ("：" in name or ":" in name):
            return name
        return fill(self.holder_text, year=self.year, kind=self.kind, entity=name or self.entity)


def words_of(disclosure: Disclosure, form: Form | None) -> Words:
    """The words of `disclosure`, with the holder line of its form."""
    entity = disclosure.entity
    given = {} if form is None else {"holder_text": form.holder}
    return Words(year=disclosure.fiscal_year, kind=entity.kind, entity=entity.name, **given)


def is_numbered(text: str) -> bool:
    """Whether `text` begins with a number word of its own (一、 （一） 1、)."""
    return _NUMBERED.match(text) is not None


def numbered(number: str | int, text: str) -> str:
    """`text` behind `number` and 、 unless it is numbered already."""
    return text if is_numbered(text) else f"{numeral(number) if isinstance(number, int) else number}、{text}"


def without_number(text: str) -> str:
    """`text` without the number word it begins with."""
    return _NUMBERED.sub("", text, count=1)
