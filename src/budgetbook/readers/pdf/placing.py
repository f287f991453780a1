"""Where things stand on a page as it is shown: turned, cropped, and measured from its upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from budgetbook.readers.pdf import pdfium

Box = tuple[float, float, float, float]


class Placing(NamedTuple):
    """A page's own box and by how many quarters it is turned clockwise; `width` and `height` are those it is shown with."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """Points from left to right as shown."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Points from top to bottom as shown."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """(left, top, right, bottom) as shown of a box in the page's own coordinates."""
        return self.boxes((left,), (bottom,), (right,), (top,))[0]

    def own(self, box: Box) -> Box:
        """(left, bottom, right, top) in the page's own coordinates of `box` as shown: what `box` undoes."""
        x0, y0, x1, y1 = box
        left, bottom, right, top, turns = self
        if turns == 1:
            return left + y0, bottom + x0, left + y1, bottom + x1
        if turns == 2:
            return right - x1, bottom + y0, right - x0, bottom + y1
        if turns == 3:
            return right - y1, top - x1, right - y0, top - x0
        return left + x0, top - y1, left + x1, top - y0

    def boxes(
        self, lefts: Sequence[float], bottoms: Sequence[float], rights: Sequence[float], tops: Sequence[float]
    ) -> list[Box]:
        """The same for many boxes at once, given edge by edge."""
        left, bottom, right, top, turns = self
        if turns == 1:
            lefts, tops, rights, bottoms = (
                [y - bottom for y in bottoms],
                [x - left for x in lefts],
                [y - bottom for y in tops],
                [x - left for x in rights],
            )
        elif turns == 2:
            lefts, tops, rights, bottoms = (
                [right - x for x in rights],
                [y - bottom for y in bottoms],
                [right - x for x in lefts],
                [y - bottom for y in tops],
            )
        elif turns == 3:
            lefts, tops, rights, bottoms = (
                [top - y for y in tops],
                [right - x for x in rights],
                [top - y for y in bottoms],
                [right - x for x in lefts],
            )
        else:
            tops, bottoms = [top - y for y in tops], [top - y for y in bottoms]
            if left:
                lefts, rights = [x - left for x in lefts], [x - left for x in rights]
        return list(zip(lefts, tops, rights, bottoms, strict=True))


def placing_of(page: int) -> Placing:
    """How `page` is shown."""
    return Placing(*pdfium.page_box(page))
