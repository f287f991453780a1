"""Ids of findings: the same defect has the same id, whatever format the document is read from and on whatever page it then stands.

An id is the beginning of a SHA-256 over the rule and the first place the finding names, made plain: the statement by its kind (and which of
that kind), unit, row, column, section, quoted words. Digits, blanks and punctuation don't count, so neither amounts nor years do, and page
and line are left out. Where two findings would share an id the second and later ones are counted, in an order of their own words.

It is a partial fingerprint as SARIF means it: unique within one report, and comparable between reports on the same document.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from budgetbook.model.finding import Finding, FindingPlace
from budgetbook.model.finding_words import statement_words
from budgetbook.model.statement import Kind, Statement

_LENGTH = 12  # hexadecimal digits: 48 bits, among a few hundred findings
_YEAR = re.compile(r"[\d０-９]+\s*年度?")
_ROW_CODE = re.compile(r"\d{3,}(?= )")
_NUMBER = re.compile(r"^表\d+")


def identified(findings: Sequence[Finding], statements: Iterable[Statement] = ()) -> tuple[Finding, ...]:
    """`findings` in their order, each with its id. `statements` are those of the documents that the findings are about."""
    plainly = _Plainly(statements)
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        alike[(finding.rule, *plainly.first(finding))].append(number)
    ids = [""] * len(findings)
    for key, numbers in alike.items():
        if len(numbers) > 1:
            numbers.sort(key=lambda number: plainly.within(findings[number]))
        for count, number in enumerate(numbers):
            ids[number] = _digest((*key, str(count)) if count else key)
    return tuple(msgspec.structs.replace(finding, id=ids[number]) for number, finding in enumerate(findings))


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:_LENGTH]


class _Plainly:
    """What findings on `statements` say, made plain. Columns, rows and sections repeat from one to the next: each text is made plain once."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._names = _names(statements)
        self._plain = cache(_plain)

    def first(self, finding: Finding) -> tuple[str, ...]:
        """What tells the finding's first place; what was expected (a title, say) where it has none."""
        place = self._place(finding.places[0]) if finding.places else ()
        return place if any(place) else (_plain(finding.expected),)

    def within(self, finding: Finding) -> tuple[object, ...]:
        """The order of findings that share rule and first place: by what else they say, which no format changes; then by where they stand."""
        return (
            [self._place(place) for place in finding.places[1:]],
            _plain(finding.message),
            finding.expected or "",
            finding.found or "",
            finding.message,
            [_where(place) for place in finding.places],
        )

    def _place(self, place: FindingPlace) -> tuple[str, ...]:
        plain, printed = self._plain, place.statement
        return (
            "" if printed is None else self._names.get(printed) or plain(_NUMBER.sub("", printed)),
            plain(place.unit),
            _code(place.row) + plain(place.row),
            plain(place.column),
            plain(place.section),
            # What stands in a cell is an amount; in words the quotation is the only thing that tells one sentence from the next.
            "" if printed and place.row else plain(place.text),
        )


def _names(statements: Iterable[Statement]) -> dict[str, str]:
    """Statements as places word them → their kind and which of that kind it is; the title where the kind tells nothing."""
    names: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for statement in statements:
        kind = _plain(statement.title) if statement.kind is Kind.OTHER else str(statement.kind)
        counted[kind] += 1
        names.setdefault(statement_words(statement), f"{kind}#{counted[kind]}")
    return names


def _where(place: FindingPlace) -> tuple[int, tuple[float, float], int, str]:
    """Page, down and across it, line, and what stands there; zeros and no text where nothing is known."""
    down, across = (place.box[1], place.box[0]) if place.box else (0.0, 0.0)
    return place.page or 0, (down, across), place.line or 0, place.text or ""


def _code(row: str | None) -> str:
    """The code that a row begins with: of its digits only these count."""
    code = _ROW_CODE.match(row or "")
    return code[0] if code else ""


def _plain(text: str | None) -> str:
    """Letters and ideographs alone. Conversions differ in all else, and amounts and years are no part of what a defect is."""
    if not text:
        return ""
    if "年" in text:
        text = _YEAR.sub("", text)
    return text if text.isalpha() else "".join(filter(str.isalpha, text))
