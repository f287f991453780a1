"""Start a round: an entry workbook, empty or filled with what last year's document tells."""

from __future__ import annotations

from pathlib import Path

from budgetbook import forms
from budgetbook.errors import UsageError
from budgetbook.model.disclosure import Disclosure, EntityKind
from budgetbook.model.ledger import Ledger
from budgetbook.services.files import written_aside
from budgetbook.services.prefill import prefill
from budgetbook.services.reading import disclosure_read

_USUAL_FORM = "shanxi"


def workbook_new(
    *,
    path: str | Path,
    form: str | None,
    fiscal_year: int,
    kind: EntityKind | None,
    previous: str | Path | None,
    overwrite: bool,
) -> Ledger:
    """Write an entry workbook to `path` and return what is in it. `previous` is last year's published document, in any readable format.

    Where `form` or `kind` is None it is that of `previous`, or else the Shanxi form and a unit.

    Raises UsageError where `path` exists and `overwrite` is False, or the form doesn't know the year.
    """
    from budgetbook.writers.workbook import empty_ledger, write_workbook

    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"{path}：工作簿的扩展名应为 .xlsx")
    if path.exists() and not overwrite:
        raise UsageError(f"{path}：文件已存在。请换一个名字，或加 --force 覆盖")
    disclosure = None if previous is None else disclosure_read(path=previous)
    known = forms.load(form or _form_of(disclosure))
    if fiscal_year < known.first_year or (known.last_year is not None and fiscal_year > known.last_year):
        last = f"至 {known.last_year}" if known.last_year else "起"
        raise UsageError(f"{known.label}适用于 {known.first_year} 年{last}，不适用于 {fiscal_year} 年")
    if disclosure is None:
        ledger = empty_ledger(known, fiscal_year, kind or EntityKind.UNIT)
    else:
        if disclosure.fiscal_year >= fiscal_year:
            raise UsageError(
                f"{previous}：这是 {disclosure.fiscal_year} 年的文件，不能用来预填 {fiscal_year} 年的工作簿。请给出上一年的文件"
            )
        ledger = prefill(disclosure, form=known, fiscal_year=fiscal_year, kind=kind or disclosure.entity.kind)
    with written_aside(path) as aside:
        write_workbook(ledger, aside, form=known)
    return ledger


def _form_of(disclosure: Disclosure | None) -> str:
    """The form of last year's document, where it is one of ours."""
    return disclosure.form if disclosure is not None and disclosure.form in forms.available() else _USUAL_FORM
