"""The real disclosures are of different bodies: nothing relates them, and checked together they say what they say alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetbook.checks.shelf.relations import Relations, relations
from budgetbook.comparing import compare
from budgetbook.readers import read_document

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"

pytestmark = [
    pytest.mark.samples,
    pytest.mark.slow,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real disclosures are not beside the repository"),
]


def test_no_two_of_them_are_related_and_each_is_identical_to_itself() -> None:
    files = sorted([*SAMPLES.glob("text/*.txt"), *SAMPLES.glob("pdf/*.pdf")])
    documents = [read_document(file) for file in files]
    assert len(documents) == 16
    assert relations(documents) == [Relations()] * len(documents)
    assert [document.source for document in documents if not compare(document, document).identical] == []
