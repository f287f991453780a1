"""What every document's interpretation loads, loaded before there is a document: 70 ms that may pass while its pages are read."""

from __future__ import annotations

from budgetbook.codes.classification import Classification
from budgetbook.codes.tables import codes_by_name
from budgetbook.forms.lexicon import lexicon
from budgetbook.readers.meaning import interpreting  # noqa: F401 - loaded for those who interpret
from budgetbook.readers.meaning.form import form_of


def prepare() -> None:
    """Load the lexicon, the forms' titles, and the classification by function."""
    lexicon()
    form_of(())
    codes_by_name(Classification.FUNCTION)
