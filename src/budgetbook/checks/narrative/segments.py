"""Plain text cut into segments: the words before a quantity with the quantity, or a run of words without one.

A segment ends at punctuation and right after a quantity (`预算12.50万元比上年增加…` is two). A bracket that holds quantities is opened up, one that
holds none is part of the words, and one right behind a quantity is a remark and left out.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator

import msgspec

from budgetbook.checks.narrative.quantities import Quantity, quantities

_STOPS = frozenset("。；！？，：\n")
_MARK = re.compile("[。；！？，：\n（）]")
_ENUMERATION = re.compile(
    r"(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|[①-⑳])+"
)

_NUMBERS = ((re.compile(r"\d+"), "1"), (re.compile("[一二三四五六七八九十]+"), "一"), (re.compile("[①-⑳]"), "①"))


class Segment(msgspec.Struct, frozen=True, gc=False):
    """`lead` are the words at `start` up to `end`; `quantity` follows them where there is one. `before` and `after` are the marks around it.

    `enumerated` is the number of its own that the lead began with (（一）, 1.) and that is taken off; empty for none.
    """

    lead: str
    start: int
    end: int
    quantity: Quantity | None
    before: str
    after: str
    enumerated: str

    @property
    def stop(self) -> int:
        """Where the segment ends, its quantity included."""
        return self.quantity.end if self.quantity else self.end


def enumeration(text: str) -> str:
    """The number of its own that `text` begins with; empty for none."""
    found = _ENUMERATION.match(text)
    return found[0] if found else ""


def style(enumerated: str) -> str:
    """What numbers of one list have in common: their marks, and whether they are Chinese (（一）（二）; 1. 2.)."""
    if not enumerated:
        return ""
    for numbers, one in _NUMBERS:
        enumerated = numbers.sub(one, enumerated)
    return enumerated


def segments(text: str) -> Iterator[Segment]:
    """The segments of `text` in order."""
    text += "\n"
    upcoming = {number.start: number for number in quantities(text)}
    marks = [match.start() for match in _MARK.finditer(text)]
    breaking = _breaking_brackets(text, marks, list(upcoming))
    stops = [at for at in marks if text[at] in _STOPS]
    start, before, begins = 0, "\n", 0
    for at in sorted((*upcoming, *breaking, *stops)):
        if at < begins:  # within a quantity, or a remark behind it
            continue
        number = upcoming.get(at)
        if number is not None:
            after_at = _past_remark(text, number.end, breaking)
            after = text[after_at]
            yield _segment(text, start, at, number, before, after)
            closed = after in _STOPS or after == "、" or after_at in breaking
            before = after if closed else ""
            begins = start = after_at + 1 if closed else after_at
            continue
        char = text[at]
        if at > start or char == "\n":
            yield _segment(text, start, at, None, before, char)
        start, before = at + 1, char


def _segment(text: str, start: int, end: int, number: Quantity | None, before: str, after: str) -> Segment:
    enumeration = _ENUMERATION.match(text, start, end) if before in "\n。；：" else None
    begins = enumeration.end() if enumeration else start
    return Segment(text[begins:end], begins, end, number, before, after, enumeration[0] if enumeration else "")


def _breaking_brackets(text: str, marks: list[int], numbers: list[int]) -> set[int]:
    """The positions of brackets that hold a quantity; `marks` and `numbers` are where marks and quantities stand, in order."""
    found: set[int] = set()
    opened: list[int] = []
    for at in marks if "（" in text else ():
        char = text[at]
        if char == "（":
            opened.append(at)
        elif char == "）":
            if opened:
                first = opened.pop()
                if bisect(numbers, first) < bisect(numbers, at):
                    found |= {first, at}
        elif char == "\n":
            opened.clear()
    return found


def _past_remark(text: str, at: int, breaking: set[int]) -> int:
    """Behind the bracket that begins at `at`, where it is a remark without quantities."""
    if text[at] == "（" and at not in breaking:
        close = text.find("）", at, text.find("\n", at))
        if close != -1:
            return close + 1
    return at
