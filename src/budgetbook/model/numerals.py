"""Chinese numerals as documents number their sections, statements and lists: 一 to 九十九."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS) if value}


def numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 21 → 二十一; in figures what is not from 1 to 99."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def numeral_value(numeral: str) -> int | None:
    """一 → 1, 十二 → 12, 二十一 → 21; None for what is no numeral below one hundred."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _VALUES.get(numeral)
    if (tens and tens not in _VALUES) or (ones and ones not in _VALUES):
        return None
    return 10 * _VALUES.get(tens, 1) + _VALUES.get(ones, 0)


def digits(number: int) -> str:
    """2027 → 二〇二七: every digit as a numeral."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))
