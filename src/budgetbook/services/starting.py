"""Start a round: an entry workbook, empty or filled with what last year's document tells."""

from __future__ import annotations

from pathlib import Path

from budgetbook import forms
from budgetbook.errors import UsageError
from budgetbook.model.disclosure import EntityKind
from budgetbook.services.files import written_aside
from budgetbook.services.prefill import prefill
from budgetbook.services.reading import disclosure_read


def workbook_new(
    *, path: str | Path, form: str, fiscal_year: int, kind: EntityKind, previous: str | Path | None, overwrite: bool
) -> None:
    """Write an entry workbook to `path`. `previous` is last year's published document, in any readable format.

    Raises UsageError where `path` exists and `overwrite` is False, or the form doesn't know the year.
    """
    from budgetbook.writers.workbook import empty_ledger, write_workbook

    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"{path}：工作簿的扩展名应为 .xlsx")
    if path.exists() and not overwrite:
        raise UsageError(f"{path}：文件已存在。请换一个名字，或加 --force 覆盖")
    known = forms.load(form)
    if fiscal_year < known.first_year or (known.last_year is not None and fiscal_year > known.last_year):
        last = f"至 {known.last_year}" if known.last_year else "起"
        raise UsageError(f"{known.label}适用于 {known.first_year} 年{last}，不适用于 {fiscal_year} 年")
    if previous is None:
        ledger = empty_ledger(known, fiscal_year, kind)
    else:
        disclosure = disclosure_read(path=previous)
        if disclosure.fiscal_year >= fiscal_year:
            raise UsageError(
                f"{previous}：这是 {disclosure.fiscal_year} 年的文件，不能用来预填 {fiscal_year} 年的工作簿。请给出上一年的文件"
            )
        ledger = prefill(disclosure, form=known, fiscal_year=fiscal_year, kind=kind)
    with written_aside(path) as aside:
        write_workbook(ledger, aside, form=known)
