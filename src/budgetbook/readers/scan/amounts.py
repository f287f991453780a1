"""Recognised figures: put right where grammar and ink leave no doubt, else marked.

The model's confidence alone isn't enough (`digits` says why): grammar asks for groups of three and at most two decimals, the ink for as
many digits and separators as there are blobs. What none of them can settle is doubtful, with the reason in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from budgetbook.readers.scan.digits import Type, has_room_for, shape_in, shape_of
from budgetbook.readers.scan.lines import Piece
from budgetbook.readers.scan.recognition import Recognised

SURE = 0.9  # below, a character is doubtful
_VERY_SURE = 0.97  # asked for where the ink is no witness
_ALIKE = str.maketrans(
    "OoDQlI|！!，、．。·：:（）－—–％０１２３４５６７８９",
    "0000" + "11111" + ",," + "....." + "()" + "---" + "%" + "0123456789",
)
_FIGURES = re.compile(r"[-+]?\(?[-+]?[\d.,]*\d[\d.,]*\)?%?")
_WELL_FORMED = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?|\((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\)")
_THREE_DECIMALS = re.compile(r"\.\d{3}$")  # a comma taken for a dot: amounts have two decimals at most


class Figures(NamedTuple):
    """What a piece says as figures; `doubt` is why that isn't certain (Chinese), None where it is."""

    text: str
    doubt: str | None = None


def figures_in(text: str) -> str | None:
    """`text` as figures, with letters and signs that look like them taken for them; None where it is something else.

    At least half of it must be digits as read, so that no word becomes a number.
    """
    plain = "".join(text.split())
    figures = plain.translate(_ALIKE)
    digits = sum(char.isdigit() for char in plain)
    if not digits or 2 * digits < sum(char.isdigit() for char in figures) or not _FIGURES.fullmatch(figures):
        return None
    return figures


def figures_of(piece: Piece, looks: Sequence[Recognised], type_: Type | None) -> Figures | None:
    """What `piece` says, looked at once or twice; None where it is no figure."""
    readings = [(text, look) for look in looks if (text := figures_in(look.text)) is not None]
    if not readings:
        return None
    shape = shape_in(piece, type_)
    for text, look in readings:
        if _is_sound(text, look, SURE) and shape == shape_of(text):
            return Figures(text)
    text, look = readings[-1]
    if len(readings) < 2:
        return Figures(text, _doubt(text, look, shape))
    first = readings[0][0]
    agreed = first == text and all(_is_sound(text, each, _VERY_SURE) for _, each in readings)
    if agreed and has_room_for(piece, text, type_):
        return Figures(text)
    if _digits(first) == _digits(text) and _least(look, only_digits=True) >= SURE:
        put_right = _with_separators(_digits(text), shape)
        if put_right is not None:
            return Figures(put_right)
    return Figures(text, _doubt(text, look, shape))


def _is_sound(text: str, look: Recognised, sure: float) -> bool:
    return _least(look) >= sure and _is_well_formed(text)


def _is_well_formed(text: str) -> bool:
    return _WELL_FORMED.fullmatch(text) is not None and not _THREE_DECIMALS.search(text)


def _least(look: Recognised, *, only_digits: bool = False) -> float:
    told = [
        sure
        for char, sure in zip(look.text, look.sure, strict=True)
        if not char.isspace() and (char.isdigit() or not only_digits)
    ]
    return min(told, default=0.0)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _with_separators(digits: str, shape: str | None) -> str | None:
    """`digits` with separators where the ink has them, if that is an amount in one way only: commas, then a dot and two decimals."""
    if shape is None or shape.count("D") != len(digits) or not set(shape) <= {"D", "s"}:
        return None
    groups, at = [], 0
    for group in shape.split("s"):
        groups.append(digits[at : at + len(group)])
        at += len(group)
    if len(groups) < 2 or len(groups[-1]) != 2:
        return None
    text = f"{','.join(groups[:-1])}.{groups[-1]}"
    return text if _is_well_formed(text) else None


def _doubt(text: str, look: Recognised, shape: str | None) -> str:
    if not _is_well_formed(text):
        return f"扫描件识别为“{text}”，分隔符或小数点可能有误"
    least = _least(look)
    if least < SURE:
        unclear = next(char for char, sure in zip(look.text, look.sure, strict=True) if sure == least)
        return f"扫描件识别为“{text}”，其中“{unclear}”没有看清（把握 {least:.0%}）"
    if shape is not None and shape != shape_of(text):
        return f"扫描件识别为“{text}”，与图上的笔画数目不一致，可能漏读或多读了数字"
    return f"扫描件识别为“{text}”，图上笔画不清，未能核实"
