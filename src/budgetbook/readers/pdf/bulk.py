"""The questions that pdfium is asked thousands of times a page, each asked of everything at once.

Two thirds of the time of a call through ctypes go into converting its arguments. Here addresses are converted once and used again, and small
numbers go as they are: such functions declare no arguments, so nothing but what `_pointer` made and numbers below 2^31 may be handed to them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

from budgetbook.readers.pdf.pdfium import address_of

_ROOM = 512  # boxes that one answer has room for
_ZEROS = memoryview(bytes(16 * _ROOM)).cast("f")
_Places = tuple[list[Any], list[Any], list[Any], list[Any]]
Edges = tuple[Sequence[float], Sequence[float], Sequence[float], Sequence[float]]


def _bare(name: str, result: Any) -> Any:
    # The lock of the interpreter is kept: the calls are too short to let others run meanwhile.
    return ctypes.PYFUNCTYPE(result)(address_of(name))


_pointer = ctypes.c_void_p.from_param
_text_object = _bare("FPDFText_GetTextObject", ctypes.c_void_p)
_unicode = _bare("FPDFText_GetUnicode", ctypes.c_uint)
_angle = _bare("FPDFText_GetCharAngle", ctypes.c_float)
_loose_box = _bare("FPDFText_GetLooseCharBox", ctypes.c_int)
_object = _bare("FPDFPage_GetObject", ctypes.c_void_p)
_form_object = _bare("FPDFFormObj_GetObject", ctypes.c_void_p)
_type = _bare("FPDFPageObj_GetType", ctypes.c_int)
_render_mode = _bare("FPDFTextObj_GetTextRenderMode", ctypes.c_int)
_bounds = _bare("FPDFPageObj_GetBounds", ctypes.c_int)
_segment = _bare("FPDFPath_GetPathSegment", ctypes.c_void_p)
_segment_type = _bare("FPDFPathSegment_GetType", ctypes.c_int)
_segment_closes = _bare("FPDFPathSegment_GetClose", ctypes.c_int)
_segment_point = _bare("FPDFPathSegment_GetPoint", ctypes.c_int)


class Corner(NamedTuple):
    """A segment of a path: its kind, where it ends, and whether it closes its figure."""

    kind: int
    x: float
    y: float
    closes: bool


def text_objects(text: int, count: int) -> list[int | None]:
    """The text object of each of a page's `count` characters; None for those that pdfium put there."""
    return list(map(_text_object, repeat(_pointer(text)), range(count)))


def unicodes(text: int, count: int) -> Iterator[int]:
    """The code of each of a page's `count` characters."""
    return map(_unicode, repeat(_pointer(text)), range(count))


def angles(text: int, characters: Iterable[int]) -> Iterator[float]:
    """By how much each of the characters is turned clockwise, in radians from 0 to 2π; below 0 for those that pdfium put there."""
    return map(_angle, repeat(_pointer(text)), characters)


def objects(page: int, count: int) -> list[int]:
    """The `count` objects of a page in drawing order."""
    return [one for one in map(_object, repeat(_pointer(page)), range(count)) if one is not None]


def form_objects(form: int, count: int) -> list[int]:
    """The `count` objects of a form in drawing order."""
    return [one for one in map(_form_object, repeat(_pointer(form)), range(count)) if one is not None]


def types(objects: Iterable[int]) -> list[int]:
    """What each of the objects is."""
    return list(map(_type, map(_pointer, objects)))


def render_modes(text_objects: Iterable[int]) -> list[int]:
    """How each text object is painted."""
    return list(map(_render_mode, map(_pointer, text_objects)))


def character_boxes(text: int, characters: Sequence[int]) -> Edges:
    """The left, bottom, right and top edges of characters, zeros where one has none."""
    page = _pointer(text)
    lefts, tops, rights, bottoms = _answers(
        characters, lambda some, places: map(_loose_box, repeat(page), some, places[0])
    )
    return lefts, bottoms, rights, tops


def bounds(objects: Sequence[int]) -> Edges:
    """The left, bottom, right and top edges of objects, zeros where one has none."""
    return _answers(objects, lambda some, places: map(_bounds, map(_pointer, some), *places))


def areas(objects: Sequence[int]) -> list[float]:
    """The areas of objects, in square points."""
    return [(right - left) * (top - bottom) for left, bottom, right, top in zip(*bounds(objects), strict=True)]


def _answers(asked: Sequence[int], asking: Callable[[Sequence[int], _Places], Iterable[object]]) -> Edges:
    """The first, second, third and fourth number of each answer; `asking` has some of `asked` answered at these places."""
    room = _room()
    found: tuple[list[float], list[float], list[float], list[float]] = ([], [], [], [])
    for start in range(0, len(asked), _ROOM):
        some = asked[start : start + _ROOM]
        room.clear()
        for _ in asking(some, room.places):
            pass
        for first, numbers in enumerate(found):
            numbers += room.numbers[first : 4 * len(some) : 4].tolist()
    return found


def edges_of(boxes: Sequence[tuple[float, float, float, float]]) -> Edges:
    """Boxes edge by edge."""
    if not boxes:
        return (), (), (), ()
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return lefts, bottoms, rights, tops


def corners(path: int, count: int) -> list[Corner]:
    """The `count` segments of a path, in the path's own coordinates."""
    room = _room()
    room.clear()
    numbers, to_x, to_y = room.numbers, room.places[0][0], room.places[1][0]
    found = []
    for segment in map(_segment, repeat(_pointer(path)), range(count)):
        if segment:
            asked = _pointer(segment)
            _segment_point(asked, to_x, to_y)
            found.append(Corner(_segment_type(asked), numbers[0], numbers[1], bool(_segment_closes(asked))))
    return found


class _Room(NamedTuple):
    """Where answers are put: four `numbers` for each box, and the `places` of the first, second, third and fourth of each."""

    numbers: memoryview[float]
    places: _Places

    def clear(self) -> None:
        """Let no answer stand for a question that gets none."""
        self.numbers[:] = _ZEROS


@cache
def _room() -> _Room:
    kept = (ctypes.c_float * (4 * _ROOM))()
    start = ctypes.addressof(kept)
    first, second, third, fourth = (list(map(_pointer, range(start + 4 * n, start + 16 * _ROOM, 16))) for n in range(4))
    return _Room(memoryview(kept).cast("B").cast("f"), (first, second, third, fourth))
