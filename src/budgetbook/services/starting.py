"""Start a round: an entry workbook, empty or filled with what last year's document tells."""

from __future__ import annotations

from pathlib import Path

import msgspec

from budgetbook import forms
from budgetbook.errors import UsageError
from budgetbook.model.disclosure import Disclosure, EntityKind
from budgetbook.model.ledger import Ledger
from budgetbook.services.files import written_aside
from budgetbook.services.opening import file_opened
from budgetbook.services.prefill import figures_missing, prefill
from budgetbook.services.reading import disclosure_read

_USUAL_FORM = "shanxi"


class Started(msgspec.Struct, frozen=True, kw_only=True):
    """What a new workbook holds, and in Chinese why last year's figures are missing from it, where they should not be."""

    ledger: Ledger
    figures_missing: str | None = None


def workbook_new(
    *,
    path: str | Path,
    form: str | None,
    fiscal_year: int | None,
    kind: EntityKind | None,
    previous: str | Path | None,
    overwrite: bool,
) -> Started:
    """Write an entry workbook to `path` and return what is in it. `previous` is last year's published document, in any readable format.

    Where `form` or `kind` is None it is that of `previous`, or else the Shanxi form and a unit; where `fiscal_year` is None it is the one
    after `previous`.

    Raises UsageError where `path` exists and `overwrite` is False, no year is known, or the form doesn't know it.
    """
    from budgetbook.writers.workbook import empty_ledger, write_workbook

    path = _free(path, overwrite)
    disclosure = None if previous is None else disclosure_read(path=previous)
    if fiscal_year is None:
        if disclosure is None:
            raise UsageError("缺少参数 --year。请写明预算年度，例如 --year 2027")
        fiscal_year = disclosure.fiscal_year + 1
    known = forms.load(form or _form_of(disclosure))
    if fiscal_year < known.first_year or (known.last_year is not None and fiscal_year > known.last_year):
        last = f"至 {known.last_year}" if known.last_year else "起"
        raise UsageError(f"{known.label}适用于 {known.first_year} 年{last}，不适用于 {fiscal_year} 年")
    missing = None
    if disclosure is None:
        ledger = empty_ledger(known, fiscal_year, kind or EntityKind.UNIT)
    else:
        if disclosure.fiscal_year >= fiscal_year:
            raise UsageError(
                f"{previous}：这是 {disclosure.fiscal_year} 年的文件，不能用来预填 {fiscal_year} 年的工作簿。请给出上一年的文件"
            )
        ledger = prefill(disclosure, form=known, fiscal_year=fiscal_year, kind=kind or disclosure.entity.kind)
        missing = figures_missing(disclosure, ledger, form=known)
    with written_aside(path) as aside:
        write_workbook(ledger, aside, form=known)
    return Started(ledger=ledger, figures_missing=missing)


def workbook_of_unit(*, path: str | Path, source: str | Path, unit: str, overwrite: bool) -> Ledger:
    """Write to `path` the workbook of one unit of the department's workbook `source`, for its own disclosure, and return what is in it.

    Lines, projects and procurement come along. What the department says of itself (duties, assets, last year's figures, reasons) is not
    the unit's: these sheets are empty and to be filled in. Raises UsageError where `source` is no workbook or has no such unit.
    """
    from budgetbook.compiler import unit_ledger
    from budgetbook.writers.workbook import write_workbook

    path = _free(path, overwrite)
    opened = file_opened(path=source)
    if not isinstance(opened, Ledger):
        raise UsageError(f"{source}：不是填报工作簿。--unit 要从部门的填报工作簿中取出一个单位")
    names = [each.name for each in opened.units]
    if unit not in names:
        raise UsageError(f"{source}：没有名为“{unit}”的单位。可选：{'、'.join(names)}")
    ledger = unit_ledger(opened, unit)
    with written_aside(path) as aside:
        write_workbook(ledger, aside, form=forms.load(ledger.form))
    return ledger


def _free(path: str | Path, overwrite: bool) -> Path:
    """`path`, where a workbook may be written; UsageError where not."""
    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"{path}：工作簿的扩展名应为 .xlsx")
    if path.exists() and not overwrite:
        raise UsageError(f"{path}：文件已存在。请换一个名字，或加 --force 覆盖")
    return path


def _form_of(disclosure: Disclosure | None) -> str:
    """The form of last year's document, where it is one of ours."""
    return disclosure.form if disclosure is not None and disclosure.form in forms.available() else _USUAL_FORM
