"""Lines of no height, as a damaged file has them, are lines like others."""

from __future__ import annotations

from budgetbook.readers.pdf.page import Page
from budgetbook.readers.pdf.paragraphs import Margins, paragraph_lines
from budgetbook.readers.pdf.words import TextLine


def test_a_line_of_no_height_ends_no_reading() -> None:
    lines = [TextLine("甲" * 40, 72, top, 520, top, 0.0) for top in (100.0, 120.0)]
    page = Page(number=1, width=595, height=842, parts=list(lines))
    assert [line.text for line in paragraph_lines([(line, page) for line in lines], Margins([page]))] == [
        "甲" * 40,
        "甲" * 40,
    ]
