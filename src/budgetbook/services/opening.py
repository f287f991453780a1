"""Open a file for a use case: what it holds, or everything that is wrong with it at once."""

from __future__ import annotations

from pathlib import Path

from budgetbook.errors import LedgerInvalid
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.ledger import Ledger, LedgerDefect
from budgetbook.readers.limited import Limits, Listener, open_limited


def file_opened(
    *,
    path: str | Path,
    limits: Limits | None = None,
    fiscal_year: int | None = None,
    progress: Listener | None = None,
) -> Disclosure | Ledger:
    """The disclosure or ledger in `path`.

    A workbook with rows that can't be read raises LedgerInvalid with these and with all that is wrong in its other rows. Other errors as
    `open_limited`.
    """
    try:
        return open_limited(path, limits, fiscal_year=fiscal_year, progress=progress)
    except LedgerInvalid as error:
        if not isinstance(error.ledger, Ledger):
            raise
        from budgetbook import forms
        from budgetbook.compiler import defects

        unreadable = [each for each in error.defects if isinstance(each, LedgerDefect)]
        form = forms.load(error.ledger.form)
        raise LedgerInvalid(path, defects(error.ledger, form, unreadable=unreadable)) from None
