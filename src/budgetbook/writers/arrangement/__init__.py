"""A disclosure and its form as the document to print: `arrange` makes the Layout that every writer renders."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from budgetbook.forms.form import Form, FormStatement
from budgetbook.model.disclosure import Disclosure, Phase
from budgetbook.model.statement import Statement
from budgetbook.writers.arrangement.narrative import (
    ATTACHED,
    attached_blocks,
    attached_to,
    glossary_blocks,
    part_number,
    profile_blocks,
    section_blocks,
)
from budgetbook.writers.arrangement.statement import statement_table
from budgetbook.writers.arrangement.words import Words, words_of
from budgetbook.writers.layout import Block, Heading, Layout

_PARTS = {
    "profile": "概况",
    "duties": "一、本{kind}职责",
    "structure": "二、机构设置情况",
    "statements": "{year}年{kind}{phase}报表",
    "narrative": "{year}年度{kind}{phase}情况说明",
    "glossary": "名词解释",
}
_NUMBERED_PARTS = ("profile", "statements", "narrative", "glossary")


def arrange(disclosure: Disclosure, form: Form | None) -> Layout:
    """The document that publishes `disclosure`.

    Everything said is the disclosure's; the form gives headings, the order of what follows a section, and how tables look. Parts
    without content are left out, so a file that held only words gives a document of only words. Deterministic.
    """
    words = words_of(disclosure, form)
    title = form.document_title if form is not None else f"{{year}}年度{{kind}}{_phase(disclosure)}公开"
    return Layout(
        entity=disclosure.entity.name,
        title=words.fill(title),
        fiscal_year=disclosure.fiscal_year,
        blocks=tuple(_blocks(disclosure, form, words)),
    )


def _blocks(disclosure: Disclosure, form: Form | None, words: Words) -> Iterator[Block]:
    number = 0
    parts = {
        "profile": lambda: profile_blocks(
            disclosure.profile,
            duties=_part("duties", 0, disclosure, form, words),
            structure=_part("structure", 0, disclosure, form, words),
        ),
        "statements": lambda: _statements(disclosure, form, words),
        "narrative": lambda: _narrative(disclosure, form, words),
        "glossary": lambda: glossary_blocks(disclosure.glossary),
    }
    for key in _NUMBERED_PARTS:
        blocks = list(parts[key]())
        if blocks:
            number += 1
            yield Heading(text=_part(key, number, disclosure, form, words), level=1, new_page=True)
            yield from blocks


def _part(key: str, number: int, disclosure: Disclosure, form: Form | None, words: Words) -> str:
    if form is not None and key in form.parts:
        return words.fill(form.parts[key])
    text = words.fill(_PARTS[key].replace("{phase}", _phase(disclosure)))
    return f"{part_number(number)} {text}" if number else text


def _phase(disclosure: Disclosure) -> str:
    return "决算" if disclosure.phase is Phase.FINAL_ACCOUNTS else "预算"


def _statements(disclosure: Disclosure, form: Form | None, words: Words) -> Iterator[Block]:
    for number, statement in enumerate(disclosure.statements):
        table = statement_table(statement, number=number, form=_of_form(statement, form), words=words)
        if number == 0 and not table.landscape:
            table = msgspec.structs.replace(table, own_page=False)  # stands under the heading of the part
        yield Heading(text=statement.title, level=2, of_table=True)
        yield table


def _of_form(statement: Statement, form: Form | None) -> FormStatement | None:
    """The form's statement of the same kind; where it has several, the one with the same number."""
    if form is None:
        return None
    same = [each for each in form.statements if each.kind == statement.kind]
    return next((each for each in same if each.number == statement.number), same[0] if same else None)


def _narrative(disclosure: Disclosure, form: Form | None, words: Words) -> Iterator[Block]:
    placed: set[str] = set()
    for section in disclosure.narrative:
        after = [name for name in attached_to(section, form) if name not in placed]
        placed.update(after)
        yield from section_blocks(section, after=after, disclosure=disclosure, form=form, words=words)
    for name in ATTACHED:  # tables that no section speaks of are not lost
        if name not in placed:
            yield from attached_blocks(name, disclosure=disclosure, form=form, words=words)
