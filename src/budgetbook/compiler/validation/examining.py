"""All examinations of a ledger, and their findings in the order of the entry sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from budgetbook.compiler.validation.advice import entity_advice, line_advice, project_advice
from budgetbook.compiler.validation.balance import balance_defects
from budgetbook.compiler.validation.entered import Defects, Entered
from budgetbook.compiler.validation.lines import line_defects
from budgetbook.compiler.validation.overall import overall_defects
from budgetbook.compiler.validation.projects import project_defects
from budgetbook.compiler.validation.words import asset_defects, entity_defects, word_defects
from budgetbook.forms.entry.sheets import load_entry
from budgetbook.forms.form import Form
from budgetbook.model.ledger import Ledger, LedgerDefect

_Examination = Callable[[Entered], Defects]
_DEFECTS: tuple[_Examination, ...] = (
    entity_defects,
    line_defects,
    balance_defects,
    project_defects,
    overall_defects,
    asset_defects,
    word_defects,
)
_ADVICE: tuple[_Examination, ...] = (line_advice, project_advice, entity_advice)


def defects(ledger: Ledger, form: Form, *, unreadable: Iterable[LedgerDefect] = ()) -> tuple[LedgerDefect, ...]:
    """Everything that keeps `ledger` from being published, at once; empty where it is fine.

    `unreadable` are rows that could not be read into the ledger: they join the list, and what only follows from their absence (a sum, a
    project without money) is not reported beside them.
    """
    unreadable = tuple(unreadable)
    sheets = {sheet.name: sheet.id for sheet in load_entry().sheets}
    named = {each.place.sheet for each in unreadable}
    # A sheet that was given another name may be any of them.
    unread = (
        frozenset(sheets[name] for name in named if name in sheets)
        if named <= sheets.keys()
        else frozenset(sheets.values())
    )
    said = {(each.place.sheet, each.place.cell) for each in unreadable}
    found = _examined(ledger, form, _DEFECTS, unread)
    # What is missing from a sheet of named figures or texts may stand in one of its unread rows.
    silent = unread & {"previous", "words"}
    examined = [
        each
        for each in found
        if (each.place.sheet, each.place.cell) not in said and sheets.get(each.place.sheet or "") not in silent
    ]
    return tuple(sorted((*unreadable, *examined), key=_position))


def notices(ledger: Ledger, form: Form) -> tuple[LedgerDefect, ...]:
    """What is worth a look in `ledger` and may be right."""
    return _examined(ledger, form, _ADVICE, frozenset())


def _examined(
    ledger: Ledger, form: Form, examinations: tuple[_Examination, ...], unread: frozenset[str]
) -> tuple[LedgerDefect, ...]:
    entered = Entered(ledger, form, unread)
    found = dict.fromkeys(each for examination in examinations for each in examination(entered))
    return tuple(sorted(found, key=_position))


def _position(defect: LedgerDefect) -> tuple[int, int]:
    """Sheet and row; what has no cell comes after the rows of its sheet, a sheet of another name after all."""
    names = [sheet.name for sheet in load_entry().sheets]
    sheet, cell = defect.place.sheet, defect.place.cell
    row = re.sub(r"\D", "", cell or "")
    return names.index(sheet) if sheet in names else len(names), int(row) if row else 1_000_000
