"""Running heads, feet and page numbers: what pages carry besides the document's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from budgetbook.readers.pdf.page import Page
from budgetbook.readers.pdf.words import TextLine

_EDGE = 62.0  # points from the paper's edge in which heads and feet stand
_NUMBER_EDGE = 90.0
_PAGE_NUMBER = re.compile(r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,]?\s*共?\s*\d+\s*页?)?[-—–－·\s]*")
_OFTEN = 0.4  # of all pages


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """`pages` without what repeats at their upper and lower edges and without page numbers."""
    usual = usual_size(pages)
    seen = Counter(key for page in pages for key in {_key(page, line) for line in _edges(page)})
    often = max(3, int(_OFTEN * len(pages)))
    for page in pages:
        drop = {
            id(line)
            for line in _edges(page)
            if (seen[_key(page, line)] >= often and line.size <= 1.3 * usual) or _is_number(page, line)
        }
        page.parts = [part for part in page.parts if id(part) not in drop]
    return list(pages)


def usual_size(pages: Sequence[Page]) -> float:
    """The size of type that most running text has, in points; 0 without text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for part in page.parts:
            if isinstance(part, TextLine):
                sizes[round(part.size, 1)] += len(part.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _edges(page: Page) -> Iterator[TextLine]:
    """The lines in the page's upper and lower edge, from the edge inwards."""
    for part in page.parts[:3]:
        if not isinstance(part, TextLine) or part.bottom > _EDGE:
            break
        yield part
    for part in page.parts[:-4:-1]:
        if not isinstance(part, TextLine) or part.top < page.height - _NUMBER_EDGE:
            break
        yield part


def _key(page: Page, line: TextLine) -> tuple[bool, str]:
    """Equal for lines that repeat: the same end of the page, the same words whatever the number."""
    return line.top > page.height / 2, re.sub(r"[\d\s]+", "#", line.text)


def _is_number(page: Page, line: TextLine) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text) is not None
