"""What every document's interpretation loads, loaded before there is a document: 70 ms that may pass while its pages are read."""

from __future__ import annotations

from budgetbook.codes.classification import Classification
from budgetbook.codes.tables import codes_by_name
from budgetbook.forms.lexicon import lexicon
from budgetbook.forms.performance_terms import performance_terms
from budgetbook.readers.meaning import interpreting  # noqa: F401 - loaded for those who interpret
from budgetbook.readers.meaning.form import form_of


def prepare() -> None:
    """Load the lexicon, the words of performance forms, the forms' titles, and the classifications that most documents print."""
    lexicon()
    performance_terms()
    form_of(())
    codes_by_name(Classification.FUNCTION)
    codes_by_name(Classification.ECONOMIC)
