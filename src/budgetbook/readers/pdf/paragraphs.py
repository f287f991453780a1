"""Lines → paragraphs: a line that ran to the right margin goes on in the next one that isn't indented, over the page's end too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from budgetbook.model.place import Place
from budgetbook.readers.blocks import Line
from budgetbook.readers.pdf.page import Page
from budgetbook.readers.pdf.words import TextLine, is_full, joined

_ENTRY = re.compile(r"[.…·．•‥]{3,}\s*\d*$")  # of a contents page
_HEADING = re.compile(r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]")
_STOPS = "。；：！？"
_LONG = 0.5  # of the page's width: what a line of running text has at least


class Margins:
    """Where running text begins and ends on pages of each width, told by most long lines."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._by_width: dict[int, tuple[float, float]] = {}
        lines: dict[int, list[TextLine]] = {}
        for page in pages:
            width = round(page.width)
            lines.setdefault(width, []).extend(
                part
                for part in page.parts
                if isinstance(part, TextLine) and part.right - part.left > _LONG * page.width
            )
        for width, long in lines.items():
            if len(long) > 1:
                left = Counter(round(line.left / 2) for line in long).most_common(1)[0][0] * 2
                right = Counter(round(line.right / 4) for line in long).most_common(1)[0][0] * 4
                self._by_width[width] = (left, right)

    def of(self, page: Page) -> tuple[float, float] | None:
        """Left and right margin in points, None where the page's width has no running text."""
        return self._by_width.get(round(page.width))


def paragraph_lines(lines: Sequence[tuple[TextLine, Page]], margins: Margins) -> list[Line]:
    """Neighbouring lines as paragraphs."""
    done: list[Line] = []
    before: tuple[TextLine, Page] | None = None
    for line, page in lines:
        if before is not None and _goes_on(*before, line, page, margins):
            done[-1] = Line(text=joined(done[-1].text, line.text), place=done[-1].place, heading=0)
        else:
            left, top, right, bottom = page.box_shown((line.left, line.top, line.right, line.bottom))
            box = (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
            done.append(Line(text=line.text, place=Place(page=page.number, box=box)))
        before = line, page
    return done


def _goes_on(before: TextLine, its_page: Page, line: TextLine, page: Page, margins: Margins) -> bool:
    here, there = margins.of(its_page), margins.of(page)
    if here is None or there is None or _ENTRY.search(before.text):
        return False
    if abs(line.size - before.size) >= 0.04 * before.size or line.left > there[0] + line.size:
        return False
    if _HEADING.match(line.text) and before.text[-1:] in _STOPS:
        return False
    if page is its_page and line.top - before.bottom > 1.5 * line.size:
        return False
    return is_full(before, here[1], line)
