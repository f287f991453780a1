"""Pages that are shown on their side or head are read as their words stand, and tell their places as shown."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pikepdf
import pytest

from budgetbook.model.place import Place
from budgetbook.readers import pdf
from budgetbook.readers.blocks import Block, Grid
from tests.readers.pdf.handmade import HEIGHT, WIDTH, lines, pdf_bytes, words

_TABLE = (
    lines([50, 150, 250], [250, 230, 210])
    + words("Head", 55, 236, 10)
    + words("Amount", 155, 236, 10)
    + words("Line", 55, 216, 10)
    + words("12.34", 155, 216, 10)
)
_MADE = pdf_bytes(words("A title of several words", 50, 270, 14) + _TABLE)
Box = tuple[float, float, float, float]


def _read(folder: Path, data: bytes, turned: int) -> list[Block]:
    path = folder / f"{turned}.pdf"
    path.write_bytes(data)
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        file.pages[0].rotate(turned, relative=True)
        file.save(path)
    return list(pdf.read(path).blocks)


def _words(blocks: list[Block]) -> list[str]:
    return [
        text
        for block in blocks
        for text in ([cell.text for cell in chain(*block.rows)] if isinstance(block, Grid) else [block.text])
    ]


def _boxes(blocks: list[Block]) -> list[Box]:
    places: list[Place | None] = [block.place for block in blocks]
    places += [cell.place for block in blocks if isinstance(block, Grid) for cell in chain(*block.rows)]
    return [place.box for place in places if place is not None and place.box is not None]


def _turned(box: Box, turned: int) -> Box:
    """A box on the upright page where it is when the page is turned clockwise."""
    left, top, right, bottom = box
    match turned:
        case 90:
            return HEIGHT - bottom, left, HEIGHT - top, right
        case 180:
            return WIDTH - right, HEIGHT - bottom, WIDTH - left, HEIGHT - top
        case _:
            return top, WIDTH - right, bottom, WIDTH - left


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_words_are_read_as_they_stand_and_placed_as_they_are_shown(tmp_path: Path, turned: int) -> None:
    upright, blocks = _read(tmp_path, _MADE, 0), _read(tmp_path, _MADE, turned)
    assert _words(upright) == ["A title of several words", "Head", "Amount", "Line", "12.34"]
    assert _words(blocks) == _words(upright)
    assert len(_boxes(blocks)) == 6
    for box, shown in zip(_boxes(upright), _boxes(blocks), strict=True):
        assert shown == pytest.approx(_turned(box, turned), abs=0.2)


def test_a_page_laid_sideways_and_turned_to_be_shown_is_left_as_it_is_shown(tmp_path: Path) -> None:
    """Landscape tables are often set upwards on an upright page that is then turned."""
    made = pdf_bytes(f"q 0 1 -1 0 300 0 cm {_TABLE} Q", rotate=90)
    assert _words(_read(tmp_path, made, 0)) == ["Head", "Amount", "Line", "12.34"]


_SLANT = "0.7071 0.7071 -0.7071 0.7071"


@pytest.mark.parametrize(
    "watermark",
    [
        f"q {_SLANT} 60 210 cm BT /F 20 Tf (WATERMARK) Tj ET Q",
        "".join(
            f"q {_SLANT} {60 + 10 * n} {200 + 10 * n} cm BT /F 20 Tf ({letter}) Tj ET Q\n"
            for n, letter in enumerate("WATERMARK")
        ),
    ],
    ids=["whole", "by letters"],
)
def test_a_watermark_on_a_slant_is_none_of_the_words(tmp_path: Path, watermark: str) -> None:
    made = pdf_bytes(words("A title of several words", 50, 270, 14) + _TABLE + watermark)
    assert _words(_read(tmp_path, made, 0)) == ["A title of several words", "Head", "Amount", "Line", "12.34"]


def test_type_made_italic_by_slanting_it_is_read(tmp_path: Path) -> None:
    made = pdf_bytes("BT /F 10 Tf 1 0 0.3333 1 50 200 Tm (an italic title) Tj ET")
    assert _words(_read(tmp_path, made, 0)) == ["an italic title"]


def test_words_that_stand_in_all_ways_turn_nothing(tmp_path: Path) -> None:
    mixed = words("one way", 50, 200) + "".join(
        f"BT /F 10 Tf {a} {b} {-b} {a} {x} 100 Tm (other way) Tj ET\n"
        for a, b, x in ((0, 1, 60), (-1, 0, 200), (0, -1, 260))
    )
    assert "one way" in _words(_read(tmp_path, pdf_bytes(mixed), 0))
