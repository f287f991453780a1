"""The typefaces that published PDF files embed: where they are, and which characters they have.

Noto Serif SC and Noto Sans SC (SIL Open Font License) come as npm packages, so a checkout has them after `make setup`.
"""

from __future__ import annotations

import os
import struct
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from budgetbook.errors import UsageError

SERIF = "Noto Serif SC"
SANS = "Noto Sans SC"
VARIABLE = "BUDGETBOOK_FONTS"
FACES = (
    "noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
    "noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf",
    "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    "noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
)
_PACKAGES = "node_modules/@expo-google-fonts"


@lru_cache(maxsize=1)
def font_files() -> tuple[Path, ...]:
    """The files of FACES: in the folder that BUDGETBOOK_FONTS names, else in node_modules of the checkout.

    Raises UsageError where one is missing.
    """
    named = os.environ.get(VARIABLE)
    folders = [Path(named)] if named else [each / _PACKAGES for each in Path(__file__).resolve().parents]
    for folder in folders:
        found = [_find(folder, face) for face in FACES]
        if all(found):
            return tuple(each for each in found if each is not None)
    missing = f"{VARIABLE}={named} 中缺少 {'、'.join(Path(face).name for face in FACES)}" if named else "找不到字体文件"
    raise UsageError(
        f"生成 PDF 需要思源（Noto）字体：{missing}。请运行 make setup，或用环境变量 {VARIABLE} 指出字体所在文件夹"
    )


def _find(folder: Path, face: str) -> Path | None:
    """`face` as npm lays it out under `folder`, or lying in it flat."""
    return next((path for path in (folder / face, folder / Path(face).name) if path.is_file()), None)


# Code points as ranges in ascending order: first ones, and the last one of each.
_Ranges = tuple[Sequence[int], Sequence[int]]


@cache
def printable_everywhere(code: int) -> bool:
    """Whether every face has the code point; others would print as empty boxes, which PDF/A forbids."""
    return all(_within(code, ranges) for ranges in _all_coverage())


def _within(code: int, ranges: _Ranges) -> bool:
    firsts, lasts = ranges
    at = bisect_right(firsts, code) - 1
    return at >= 0 and code <= lasts[at]


@lru_cache(maxsize=1)
def _all_coverage() -> tuple[_Ranges, ...]:
    return tuple(_coverage(path) for path in font_files())


def _coverage(path: Path) -> _Ranges:
    """Code points of a TrueType file's character map (format 12, else 4). Source: OpenType specification, table cmap."""
    with path.open("rb") as file:
        (tables,) = struct.unpack(">4xH6x", file.read(12))
        directory = [struct.unpack(">4s4xLL", file.read(16)) for _ in range(tables)]
        offset, length = next((start, size) for tag, start, size in directory if tag == b"cmap")
        file.seek(offset)
        data = file.read(length)
    (count,) = struct.unpack_from(">2xH", data)
    starts = {struct.unpack_from(">4xL", data, 4 + 8 * each)[0] for each in range(count)}
    formats = {struct.unpack_from(">H", data, start)[0]: start for start in starts}
    return _format_12(data, formats[12]) if 12 in formats else _format_4(data, formats[4])


def _format_12(data: bytes, start: int) -> _Ranges:
    (groups,) = struct.unpack_from(">12xL", data, start)
    found = struct.unpack_from(f">{3 * groups}L", data, start + 16)
    return found[::3], found[1::3]


def _format_4(data: bytes, start: int) -> _Ranges:
    (double,) = struct.unpack_from(">6xH", data, start)
    lasts = struct.unpack_from(f">{double // 2}H", data, start + 14)
    firsts = struct.unpack_from(f">{double // 2}H", data, start + 16 + double)
    return firsts[:-1], lasts[:-1]  # the last range, 0xFFFF alone, only ends the table
