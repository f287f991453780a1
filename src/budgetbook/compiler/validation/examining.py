"""All examinations of a ledger, and their findings in the order of the entry sheets."""

from __future__ import annotations

import re
from collections.abc import Callable

from budgetbook.compiler.validation.advice import entity_advice, line_advice, project_advice
from budgetbook.compiler.validation.balance import balance_defects
from budgetbook.compiler.validation.entered import Defects, Entered
from budgetbook.compiler.validation.lines import line_defects
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
    asset_defects,
    word_defects,
)
_ADVICE: tuple[_Examination, ...] = (line_advice, project_advice, entity_advice)


def defects(ledger: Ledger, form: Form) -> tuple[LedgerDefect, ...]:
    """Everything that keeps `ledger` from being published, at once; empty where it is fine."""
    return _examined(ledger, form, _DEFECTS)


def notices(ledger: Ledger, form: Form) -> tuple[LedgerDefect, ...]:
    """What is worth a look in `ledger` and may be right."""
    return _examined(ledger, form, _ADVICE)


def _examined(ledger: Ledger, form: Form, examinations: tuple[_Examination, ...]) -> tuple[LedgerDefect, ...]:
    entered = Entered(ledger, form)
    found = dict.fromkeys(each for examination in examinations for each in examination(entered))
    return tuple(sorted(found, key=_position))


def _position(defect: LedgerDefect) -> tuple[int, int]:
    """Sheet and row; what has no cell comes after the rows of its sheet, a sheet of another name after all."""
    names = [sheet.name for sheet in load_entry().sheets]
    sheet, cell = defect.place.sheet, defect.place.cell
    row = re.sub(r"\D", "", cell or "")
    return names.index(sheet) if sheet in names else len(names), int(row) if row else 1_000_000
