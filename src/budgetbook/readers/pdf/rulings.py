"""Rulings of a page: straight lines, thin boxes, and the edges of boxes, from whatever path they were drawn with.

Bounds tell a thin ruling at the cost of one call; segments are asked for only where a path is more than that.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from budgetbook.readers.pdf import bulk, pdfium
from budgetbook.readers.pdf.placing import Box, Placing

MOST_OBJECTS = 300_000  # on one page, forms opened
_DEEPEST = 8  # forms within forms
_MOST_SEGMENTS = 20_000  # of one path; drawings have more, tables don't
_THIN = 3.0  # points; a ruling's thickness
_STRAIGHT = 0.5  # points that a line along an axis may lean
_SHORTEST = 1.0  # points
_Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Segment(NamedTuple):
    """A ruling at `at` from `start` to `end` along the other axis, in points from the page's upper left corner."""

    at: float
    start: float
    end: float


class Rulings(NamedTuple):
    """Horizontal ones (`at` is y) and upright ones (`at` is x), pieces of a ruling still apart; the boxes of other `shapes` and of `pictures`.

    `texts` are the handles of all text objects in drawing order, forms left closed; empty where all of them are known.
    """

    across: list[Segment]
    upright: list[Segment]
    shapes: Sequence[Box] = ()
    pictures: Sequence[Box] = ()
    texts: Sequence[int] = ()


def rulings(page: int, text_objects: set[int], placing: Placing) -> Rulings:
    """The rulings of `page`. `text_objects` are known to be no paths. Raises ValueError where there are too many objects."""
    found, shapes, pictures = Rulings([], []), list[Box](), list[Box]()
    budget = [MOST_OBJECTS]
    objects = bulk.objects(page, _counted(pdfium.count_objects(page), budget))
    others = set(_collect(objects, text_objects, None, placing, (found, shapes, pictures), 0, budget))
    texts = [one for one in objects if one in text_objects or one in others] if others else ()
    return found._replace(shapes=shapes, pictures=pictures, texts=texts)


def _counted(total: int, budget: list[int]) -> int:
    budget[0] -= max(total, 0)
    if budget[0] < 0:
        raise ValueError("too many objects on a page")
    return total


def _collect(
    objects: list[int],
    text_objects: set[int],
    matrix: _Matrix | None,
    placing: Placing,
    into: tuple[Rulings, list[Box], list[Box]],
    depth: int,
    budget: list[int],
) -> list[int]:
    """Sort `objects` into rulings, shapes and pictures. Returns those that are text objects, though not among `text_objects`."""
    found, shapes, pictures = into
    others = [one for one in objects if one not in text_objects]
    kinds = bulk.types(others)
    paths = [one for one, kind in zip(others, kinds, strict=True) if kind == pdfium.PATH]
    if pdfium.IMAGE in kinds:
        images = [one for one, kind in zip(others, kinds, strict=True) if kind == pdfium.IMAGE]
        pictures += _boxes(images, matrix, placing)
    for path, box in zip(paths, _boxes(paths, matrix, placing), strict=True):
        left, top, right, bottom = box
        if (right - left > _THIN and bottom - top > _THIN) or not _sort_in(found, *box, _THIN):
            shapes.extend(_parts(path, matrix, placing, found))
    for one, kind in zip(others, kinds, strict=True):
        if kind == pdfium.FORM and depth < _DEEPEST:
            inner = bulk.form_objects(one, _counted(pdfium.count_form_objects(one), budget))
            whole = _joined(_matrix(one), matrix)
            _collect(inner, text_objects, None if whole == _UNMOVED else whole, placing, into, depth + 1, budget)
    return [one for one, kind in zip(others, kinds, strict=True) if kind == pdfium.TEXT]


def _boxes(objects: list[int], matrix: _Matrix | None, placing: Placing) -> list[Box]:
    edges = bulk.bounds(objects)
    if matrix is not None:
        edges = bulk.edges_of([_moved(box, matrix) for box in zip(*edges, strict=True)])
    return placing.boxes(*edges)


def _sort_in(found: Rulings, left: float, top: float, right: float, bottom: float, thin: float) -> bool:
    """Add a box to the rulings if it is no thicker than `thin`; a dot is passed over. Returns whether it is that thin."""
    width, height = right - left, bottom - top
    if height <= thin and width > height:
        if width > _SHORTEST:
            found.across.append(Segment((top + bottom) / 2, left, right))
        return True
    if width <= thin:
        if height > _SHORTEST:
            found.upright.append(Segment((left + right) / 2, top, bottom))
        return True
    return False


def _parts(path: int, matrix: _Matrix | None, placing: Placing, found: Rulings) -> Iterator[Box]:
    """Find the rulings in a path that is more than one: straight edges along the axes, thin boxes as one each. Yields other shapes.

    A filled box without a border is a ground, not a ruling, unless it is thin.
    """
    if not 2 <= pdfium.count_segments(path) <= _MOST_SEGMENTS:
        return
    own = _matrix(path)
    whole = _joined(own, matrix)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.draw_mode_of(path, ctypes.addressof(fill), ctypes.addressof(stroke))
    for points, curved in _figures(path, whole):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top, right, bottom = placing.box(min(xs), min(ys), max(xs), max(ys))
        if curved:
            yield left, top, right, bottom
        elif not _sort_in(found, left, top, right, bottom, _THIN) and stroke.value:
            edges = [
                placing.box(min(x, x2), min(y, y2), max(x, x2), max(y, y2)) for (x, y), (x2, y2) in pairwise(points)
            ]
            straight = [_sort_in(found, *edge, _STRAIGHT) for edge in edges]
            if not all(straight):
                yield left, top, right, bottom


def _figures(path: int, matrix: _Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The figures of a path: corners, a closed one's first corner again at its end, and whether any edge is curved."""
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    curved = False
    for kind, x, y, closes in bulk.corners(path, pdfium.count_segments(path)):
        if kind == pdfium.MOVE:
            if len(points) > 1:
                yield points, curved
            points, curved = [], False
        curved = curved or kind == pdfium.BEZIER
        points.append((a * x + c * y + e, b * x + d * y + f))
        if closes and points[0] != points[-1]:
            points.append(points[0])
    if len(points) > 1:
        yield points, curved


def _matrix(one: int) -> _Matrix:
    buffer = (ctypes.c_float * 6)()
    if not pdfium.matrix_of(one, ctypes.addressof(buffer)):
        return _UNMOVED
    a, b, c, d, e, f = buffer
    return a, b, c, d, e, f


def _joined(inner: _Matrix, outer: _Matrix | None) -> _Matrix:
    """`inner` first, then `outer`."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(box: tuple[float, float, float, float], matrix: _Matrix) -> tuple[float, float, float, float]:
    """The box (left, bottom, right, top) around `box` moved by `matrix`."""
    left, bottom, right, top = box
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)
