"""The lexicon: words of titles, headers, rows and headings → kinds, coordinates, sections. The words stand in `lexicon.toml`.

Meaning is told by words and never by position, so that a statement of a province nobody prepared for is understood as far as it
speaks the field's standard terms. A word that isn't in the lexicon gives None: the reader says so, and guesses nothing.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypeVar

import msgspec
import tomli

from budgetbook.errors import FormError
from budgetbook.model.coordinates import ANYWHERE, Coordinates, Flow
from budgetbook.model.statement import Kind, Role


class TreeOfRows(StrEnum):
    """What the rows of a statement are where no [[row]] term says it; see `lexicon.toml`."""

    FUNCTION = "function"
    INCOME = "income"
    ECONOMIC = "economic"
    FUNCTION_CLASSES = "function_classes"
    GOVERNMENT_ECONOMIC = "government_economic"
    UNITS = "units"
    PROJECTS = "projects"
    FIXED = "fixed"


class SideTerm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What holds for every row of a statement, or of one side of it; `columns` holds in its columns unless their header says otherwise."""

    tree: TreeOfRows
    coordinates: Coordinates = ANYWHERE
    columns: Coordinates = ANYWHERE


class StatementTerm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of statement, told by words of its title. A two-sided one has `income` and `expenditure`, a one-sided one `only`."""

    kind: Kind
    words: tuple[str, ...]
    without: tuple[str, ...] = ()
    only: SideTerm | None = None
    income: SideTerm | None = None
    expenditure: SideTerm | None = None

    def side(self, flow: Flow | None) -> SideTerm:
        """What holds for the side of `flow`; None asks for a statement that has one side."""
        named = {Flow.INCOME: self.income, Flow.EXPENDITURE: self.expenditure}.get(flow) if flow else None
        found = named or self.only or self.expenditure or self.income
        return found or SideTerm(tree=TreeOfRows.FIXED)


class Aside(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What any of `words` in a title adds, whatever the kind: coordinates of every row, or what the rows are (`tree`)."""

    words: tuple[str, ...]
    coordinates: Coordinates = ANYWHERE
    tree: TreeOfRows | None = None


class ColumnTerm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a header word means: a text column (`holds`), a side (`flow`), or coordinates of amounts (none = all).

    `tree` says what the rows named in a text column are, `years_back` that amounts are of the fiscal year (0) or one before it.
    `beside`: it means this only where one of these words stands in the same head.
    """

    terms: tuple[str, ...]
    kinds: tuple[Kind, ...] = ()
    beside: tuple[str, ...] = ()
    holds: str | None = None
    tree: TreeOfRows | None = None
    years_back: int | None = None
    flow: Flow | None = None
    coordinates: Coordinates = ANYWHERE


class RowTerm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a row's label means. `widens` names coordinates of the statement that don't hold; `passes_on` those that hold below.

    `beside`: it means this only where one of these words names another row.
    """

    terms: tuple[str, ...]
    kinds: tuple[Kind, ...] = ()
    beside: tuple[str, ...] = ()
    role: Role = Role.ITEM
    level: int | None = None
    coordinates: Coordinates = ANYWHERE
    widens: tuple[str, ...] = ()
    passes_on: tuple[str, ...] = ()


class HeadingTerm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part or section, told by any of `words` in its heading."""

    name: str
    words: tuple[str, ...]


class AttachmentTerm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first line of what follows the words of a section: any of `words` in it, and one of `ends` at its end."""

    name: str
    words: tuple[str, ...]
    ends: tuple[str, ...]


_Term = TypeVar("_Term", ColumnTerm, RowTerm)


class _Entries(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title_words: dict[str, str]
    statement: tuple[StatementTerm, ...]
    aside: tuple[Aside, ...]
    column: tuple[ColumnTerm, ...]
    row: tuple[RowTerm, ...]
    part: tuple[HeadingTerm, ...]
    section: tuple[HeadingTerm, ...]
    attachment: tuple[AttachmentTerm, ...]


_NOTHING = re.compile(r"[\s\u200b\ufeff\u3000“”\"'‘’*]+")
_BRACKETS = str.maketrans("（）〔〕【】：", "()()[]:")
_YEAR = re.compile(r"^(?:19|20)\d{2}(?:年度|年)?")
_NUMBERING = re.compile(
    r"^(?:其中:|\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+[、.]|\d{1,2}[、.](?!\d)|[①-⑳])+"
)
_CHINESE, _DIGITS = r"[一二三四五六七八九十]+", r"\d+(?:[-—.]\d+)*"


def _mark(number: str) -> str:
    """What numbers a statement, the number in the words `number`: 表1, 附件1-3, 部门公开表一, 公开03表."""
    return rf"(?:预算|部门|单位)*(?:公开)?(?:(?:附?表|附件){number}|\d{{1,2}}(?:[-—.]\d{{1,2}})?表)"


_ANY_NUMBER = f"(?:{_CHINESE}|{_DIGITS})"
# 表五一般公共预算… is 表五, not 表五一; 表12027年… is 表1.
_NUMBER_BEFORE = rf"(?:{_CHINESE}?(?=一般)|{_CHINESE}|{_DIGITS}?(?=(?:19|20)\d{{2}}年)|{_DIGITS})"
_MARK = re.compile(rf"^\(?{_mark(_NUMBER_BEFORE)}\)?[:、.]?")
# The same behind the title: …总表（附件1-5）, …总表 表1.
_MARK_BEHIND = re.compile(rf"(?<=表)(?:(?P<open>\()?{_mark(_ANY_NUMBER)}(?(open)\)))$")
_NUMBER_ALONE = rf"\(?{_ANY_NUMBER}\)?"
_MARK_ALONE = re.compile(rf"\(?{_mark(_NUMBER_ALONE)}:?\)?|附件:?")
_TAIL = re.compile(r"(?:\([^()]*\))+$")
_COMPARED = re.compile(r"^[比较](?:(?:19|20)\d{2}年|上年)度?(?:年初)?(?:预算数|预算|执行数|完成数|决算数)?")
_LONGEST_TITLE = 60
_TITLE_END = re.compile(r"表(?:\([^()]*\))*$")
_ASIDE = re.compile(r"\(不含[^)]*\)")


@lru_cache(maxsize=16_384)  # headers, units and names of classes repeat on every page
def key(text: str) -> str:
    """The form of a header, label or heading that is equal for all printings of it; not for showing."""
    if text.isalpha():
        return text  # most are: nothing there that the patterns would find
    plain = _NOTHING.sub("", text).translate(_BRACKETS)
    plain = _NUMBERING.sub("", plain).rstrip(":")
    return _YEAR.sub("", plain)


def is_mark(text: str) -> bool:
    """Whether `text` is what numbers a statement and nothing else."""
    return _MARK_ALONE.fullmatch(_NOTHING.sub("", text).translate(_BRACKETS)) is not None


@lru_cache(maxsize=4096)
def title_key(text: str) -> str:
    """The form of a statement's title without its mark (表一, 预算公开表1), numbering and year."""
    plain = _NOTHING.sub("", text).translate(_BRACKETS)
    return _YEAR.sub("", _NUMBERING.sub("", _MARK.sub("", _MARK_BEHIND.sub("", plain))))


class Lexicon:
    """The entries, indexed. Made once by `lexicon()`."""

    def __init__(self, entries: _Entries) -> None:
        self._title_words = entries.title_words
        self._statements, self._asides = entries.statement, entries.aside
        self._parts, self._sections = entries.part, entries.section
        self._attachments = entries.attachment
        self._columns = _index(tuple(term for term in entries.column if not term.beside))
        self._columns_beside = tuple(term for term in entries.column if term.beside)
        self._rows = _index(tuple(term for term in entries.row if not term.beside))
        self._rows_beside = tuple(term for term in entries.row if term.beside)

    def untold(self, title: str) -> StatementTerm | None:
        """What a title says that names no kind but ends in 表: that a statement begins, and nothing of what it shows."""
        plain = title_key(title)
        return UNTOLD if len(plain) <= _LONGEST_TITLE and _TITLE_END.search(plain) else None

    def statement(self, title: str) -> StatementTerm | None:
        """The kind of statement that `title` names, or None where it names none. Only a line that ends in 表 is a title."""
        plain = title_key(title)
        if len(plain) > _LONGEST_TITLE or not _TITLE_END.search(plain):
            return None
        plain = _ASIDE.sub("", plain)
        for written, meant in self._title_words.items():
            plain = plain.replace(written, meant)
        for term in self._statements:
            # The first word alone is nearly always the end of it.
            if (
                term.words[0] in plain
                and all(word in plain for word in term.words)
                and not any(word in plain for word in term.without)
            ):
                return term
        return None

    def asides(self, title: str) -> tuple[Aside, ...]:
        """What words of `title` add to what its kind says (不含上年结转, 按经济分类)."""
        plain = title_key(title)
        return tuple(aside for aside in self._asides if any(word in plain for word in aside.words))

    def column(self, header: str, kind: Kind | None, *, beside: frozenset[str] = frozenset()) -> ColumnTerm | None:
        """What one header word means in a statement of `kind`, `beside` being the `key`s of all words of the head.

        A year alone (2024年) means nothing: all amounts are of that year.
        """
        plain = _COMPARED.sub("比上年", key(header))
        if beside and (found := _beside(self._columns_beside, plain, kind, beside)) is not None:
            return found
        return self._columns.get((plain, kind)) or self._columns.get((plain, None)) or (None if plain else _NEUTRAL)

    def row(self, label: str, kind: Kind, *, beside: frozenset[str] = frozenset()) -> RowTerm | None:
        """What a row's label means in a statement of `kind`, `beside` being the `key`s of all labels of its side."""
        plain = key(label)
        if beside and (found := _beside(self._rows_beside, plain, kind, beside)) is not None:
            return found
        return self._rows.get((plain, kind)) or self._rows.get((plain, None))

    def part(self, heading: str) -> str | None:
        """The name of the part that `heading` opens."""
        return _named(self._parts, heading)

    def section(self, heading: str) -> str | None:
        """The name of the section that `heading` opens."""
        return _named(self._sections, heading)

    def attachment(self, line: str) -> str | None:
        """What a line that heads an attachment opens: performance, purchase_catalogue, other. None for other lines.

        A remark in brackets (…见附件), a numbered sub-heading and a sentence open nothing.
        """
        plain = _NOTHING.sub("", line).translate(_BRACKETS)
        if (
            len(plain) > _LONGEST_TITLE
            or plain.startswith("(")
            or _NUMBERING.match(plain)
            or "。" in plain
            or "，" in plain
        ):
            return None
        plain = _TAIL.sub("", plain)
        for term in self._attachments:
            if plain.endswith(term.ends) and any(word in plain for word in term.words):
                return term.name
        return None


_NEUTRAL = ColumnTerm(terms=())
UNTOLD = StatementTerm(kind=Kind.OTHER, words=())
"""A statement whose title names no kind: kept as it is printed, and held to nothing."""


def _named(terms: tuple[HeadingTerm, ...], heading: str) -> str | None:
    plain = key(heading)
    return next((term.name for term in terms if any(word in plain for word in term.words)), None)


def _beside(terms: tuple[_Term, ...], plain: str, kind: Kind | None, beside: frozenset[str]) -> _Term | None:
    for term in terms:
        named = plain in map(key, term.terms) and (not term.kinds or kind in term.kinds)
        if named and beside.intersection(map(key, term.beside)):
            return term
    return None


def _index(terms: tuple[_Term, ...]) -> dict[tuple[str, Kind | None], _Term]:
    index: dict[tuple[str, Kind | None], _Term] = {}
    for term in terms:
        for word in term.terms:
            for kind in term.kinds or (None,):
                index.setdefault((key(word), kind), term)
    return index


@cache
def lexicon() -> Lexicon:
    """The lexicon of this installation. Raises FormError where `lexicon.toml` contradicts itself."""
    text = (files("budgetbook.forms") / "lexicon.toml").read_text(encoding="utf-8")
    try:
        return Lexicon(msgspec.convert(tomli.loads(text), _Entries))
    except (tomli.TOMLDecodeError, msgspec.ValidationError) as error:
        raise FormError(f"forms/lexicon.toml：{error}") from error
