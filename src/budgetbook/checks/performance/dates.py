"""Dates and years in the words of a form, and which of them only refer to the past."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from budgetbook.checks.once import once
from budgetbook.checks.performance.forms import Form, Measure, Text

# Numbers of documents and titles of plans are references, whatever year they carry: 晋人社〔2024〕5号, 《…（2024—2028年）》.
# One class of what they begin with and then a look at which it was: alternatives are tried one by one at every character.
_REFERENCES = re.compile(
    r"[〔\[【(（《“](?:(?<=《)[^》]{0,120}》|(?<=“)[^”]{0,60}”|(?<![《“])\s*(?:19|20)\d\d\s*[〕\]】)）])"
)
# Texts are searched for what has a fixed sign to look for, 年 or 月; what stands before it is looked at from there.
_YEAR = re.compile(r"年(?<=(?P<year>(?:19|20)\d\d)年)(?<!\d.{4}年)")
_DASHES = frozenset("-—–~～至到")
_SPAN = re.compile(
    r"((?:19|20)(?<!\d..)\d\d)(?:年度?)?(?:\d{1,2}月)?(?:\d{1,2}[日号])?[-—–~～至到]+((?:19|20)\d\d)(?=年)"
)
_DAY = re.compile(r"月(?P<day>\d{1,2})[日号]")
_BEFORE_MONTH_SIGN = re.compile(r"(?:(?<!\d)(?P<year>(?:19|20)\d\d)年)?(?<!\d)(?P<month>\d{1,2})$")
_MONTH = re.compile(r"年(?P<month>\d{1,2})月(?!\d{1,2}[日号])")
_BEFORE_YEAR_SIGN = re.compile(r"(?<!\d)(?:19|20)\d\d$")
_LONGEST_BEFORE_MONTH_SIGN, _LONGEST_BEFORE_YEAR_SIGN = len("2027年11"), len("2027")
_TARGET = re.compile(
    r"(?:于|在|截至|截止|预计)?(?:19|20)\d\d年(?:度)?[\d年月日号底末初前内度全上下半旬中一二三四季之至到\-—–~～、以]*"
    r"(?:完成|完工|发放完毕|实施|支付|开展|按期发放|及时进行)?"
)


class Impossible(msgspec.Struct, frozen=True):
    """A date that no calendar has, as printed, with the last day its month does have (None where there is no such month)."""

    text: str
    last_day: int | None


class Misdated(NamedTuple):
    """A date that doesn't exist, and the text or the indicator of a form that it stands in."""

    date: Impossible
    where: Text | Measure


@once
def misdated(form: Form) -> list[Misdated]:
    """Every date of a form that doesn't exist: 11月31日, 2027年2月29日, 2027年13月; of a target that repeats another's, once."""
    # Few targets are dates, and all have the sign of a month.
    dated: list[tuple[Text | Measure, str]] = [(one, one.text) for one in form.texts if "月" in one.text]
    dated += [(one, one.target.text) for one in form.distinct if "月" in one.target.text]
    return [Misdated(date, where) for where, text in dated for date in _impossible_dates(text)]


def _impossible_dates(text: str) -> Iterator[Impossible]:
    for sign in _DAY.finditer(text):
        begins = max(sign.start() - _LONGEST_BEFORE_MONTH_SIGN, 0)
        before = _BEFORE_MONTH_SIGN.search(text, begins, sign.start())
        if before is None:
            continue
        month, day = int(before["month"]), int(sign["day"])
        if 1 <= month <= 12 and 1 <= day <= 28:
            continue  # every month has these, and nearly all dates are of them
        # Without a year the 29th of February may exist.
        last = monthrange(int(before["year"] or 2024), month)[1] if 1 <= month <= 12 else None
        if last is None or not 1 <= day <= last:
            yield Impossible(before.group() + sign.group(), last)
    for sign in _MONTH.finditer(text):
        if not 1 <= int(sign["month"]) <= 12:
            begins = max(sign.start() - _LONGEST_BEFORE_YEAR_SIGN, 0)
            if before := _BEFORE_YEAR_SIGN.search(text, begins, sign.start()):
                yield Impossible(before.group() + sign.group(), None)


def without_references(text: str) -> str:
    """`text` with document numbers and titles blanked out, so that their years are not taken for dates. Positions stay the same."""
    return _REFERENCES.sub(lambda match: " " * len(match.group()), text)


def years(text: str) -> list[tuple[int, int]]:
    """(year, position) of every year that `text` speaks of, both ends of a span included; references are to be blanked out before."""
    found = [(int(match["year"]), match.start("year")) for match in _YEAR.finditer(text)]
    if any(text[at - 1 : at] in _DASHES for _, at in found):
        found += [(int(match[1]), match.start()) for match in _SPAN.finditer(text)]
        found = sorted(set(found), key=lambda one: one[1])
    return found


@once
def dated(form: Form) -> list[tuple[Measure, int]]:
    """The indicators of a form whose target is a date or a period and nothing else, and the last year that it names."""
    return [
        (one, max(named))
        for one in form.distinct
        if "年" in one.target.text and (named := date_target(one.target.text))
    ]


def past(form: Form, year: int) -> list[Measure]:
    """The indicators of a form that were to be met before `year`; a project over several years may look back at its whole period."""
    return [one for one, last in dated(form) if last < year and not (one.side == "whole" and form.several_years)]


def date_target(text: str) -> list[int] | None:
    """The years of a target that is a date or a period and nothing else (2027年11月底前); None for any other target."""
    return [year for year, _ in years(text)] if "年" in text and _TARGET.fullmatch(text) else None
