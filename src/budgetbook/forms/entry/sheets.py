"""The entry workbook as records: sheets, columns, fields and what drop-downs offer, loaded from `entry.toml` and `sheets/`.

Writer and reader share them, so a column is described once. Header and sheet names are only for people: in the file a column is known by its
id, so that retyped headers and renamed sheets do no harm.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Literal, TypeVar

import msgspec
import tomli

from budgetbook.errors import FormError

T = TypeVar("T")

# Begins a text that was taken over from last year and must be gone over; a workbook that still holds one isn't finished.
UNFINISHED = "【待更新】"


class Holds(StrEnum):
    """What a cell holds, and so how it is shown, validated and read."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    IDENTIFIER = "identifier"  # digits that are no number: codes of units, telephone numbers
    AMOUNT = "amount"
    COUNT = "count"
    NUMBER = "number"
    CODE = "code"  # of a classification, perhaps followed by its name
    CHOICE = "choice"
    UNIT = "unit"
    PROJECT = "project"
    DATE = "date"  # 2026年12月31日
    TIMESTAMP = "timestamp"  # YYYYMMDDhhmmss
    DURATION = "duration"  # 3年


class Need(StrEnum):
    """`required`: a row without it is a mistake; `expected`: shown in colour while blank; `optional`: may stay blank."""

    REQUIRED = "required"
    EXPECTED = "expected"
    OPTIONAL = "optional"


class Choice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of a drop-down: the value in the ledger, the words shown, and other words that mean it."""

    value: str
    label: str
    aliases: tuple[str, ...] = ()


class EntryColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column of a table. `choices` names a list of `Entry.choices`; `open` accepts other words too.

    `classification` and `digits` (the lengths a code may have) go with CODE; `default` is the value of a blank cell; `source` the law or rule
    that the comment on the header names. `wrong_when` are formulas that turn the cell red: `{id}` is the cell of a column in the same row,
    `{sheet.id}` a whole column of another sheet.
    """

    id: str
    header: str
    holds: Holds
    need: Need = Need.OPTIONAL
    width: float = 14
    comment: str = ""
    source: str = ""
    choices: str | None = None
    open: bool = False
    classification: str | None = None
    digits: tuple[int, ...] = ()
    default: str | None = None
    wrong_when: tuple[str, ...] = ()


class EntryField(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A labelled field of a sheet of fields. `locked` fields are written by the program and only compared when read."""

    id: str
    label: str
    holds: Holds
    need: Need = Need.OPTIONAL
    comment: str = ""
    locked: bool = False


# Columns of every sheet of fields, in order: the hidden id, the label, the value, the explanation.
FIELD_COLUMNS = ("id", "label", "value", "comment")


class EntrySheet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sheet: a table (one record a row) or fields (one value a row).

    `capacity` rows get drop-downs, marks and sums; more are read all the same. `total` is the column summed above the table. `key` is
    the column that other sheets pick from. Fields may come from the form (previous, words): `value_holds` then says what they hold.
    `repeated` is a field id that may stand on several rows, each told by its label.
    """

    id: str
    name: str
    layout: Literal["table", "fields"]
    title: str
    hint: str = ""
    capacity: int = 0
    total: str | None = None
    key: str | None = None
    columns: tuple[EntryColumn, ...] = ()
    fields: tuple[EntryField, ...] = ()
    repeated: str | None = None
    value_header: str = "内容"
    value_width: float = 40
    value_holds: Holds = Holds.TEXT
    value_need: Need = Need.OPTIONAL

    @property
    def column_ids(self) -> tuple[str, ...]:
        """The ids of the columns in their order on the sheet, from column A."""
        return FIELD_COLUMNS if self.layout == "fields" else tuple(column.id for column in self.columns)

    def column(self, column_id: str) -> EntryColumn:
        """The column called `column_id`. Raises KeyError."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise KeyError(column_id)


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole entry workbook. `public_costs` says which economic 款 are which of the three public costs."""

    order: tuple[str, ...]
    choices: dict[str, tuple[Choice, ...]]
    public_costs: dict[str, str]
    sheets: tuple[EntrySheet, ...] = ()

    def sheet(self, sheet_id: str) -> EntrySheet:
        """The sheet called `sheet_id`. Raises KeyError."""
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise KeyError(sheet_id)

    def label(self, choices: str, value: str) -> str:
        """The words that a drop-down shows for `value`; the value itself where the list doesn't hold it."""
        return next((choice.label for choice in self.choices[choices] if choice.value == value), value)


class GuidePart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A heading of the guide and its lines."""

    heading: str
    lines: tuple[str, ...]


class Guide(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first sheet: how to fill in. Texts hold `{year}`, `{kind}`, `{form}` and `{rows:SHEET}`."""

    name: str
    title: str
    subtitle: str
    parts: tuple[GuidePart, ...]


@cache
def load_guide() -> Guide:
    """The first sheet's text. Raises FormError."""
    text = resources.files(__package__).joinpath("guide.toml").read_text("utf-8")
    return _converted("guide.toml", text, Guide)


@cache
def load_entry() -> Entry:
    """The entry workbook. Raises FormError, naming the file, for data that contradicts itself."""
    folder = resources.files(__package__)
    entry = _converted("entry.toml", folder.joinpath("entry.toml").read_text("utf-8"), Entry)
    sheets = []
    for sheet_id in entry.order:
        name = f"sheets/{sheet_id}.toml"
        sheet = _converted(name, folder.joinpath("sheets", f"{sheet_id}.toml").read_text("utf-8"), EntrySheet)
        for column in sheet.columns:
            if column.holds is Holds.CHOICE and column.choices not in entry.choices:
                raise FormError(f"forms/entry/{name}：列 {column.id} 的 choices “{column.choices}”在 entry.toml 中没有")
        sheets.append(sheet)
    return msgspec.structs.replace(entry, sheets=tuple(sheets))


def _converted(name: str, text: str, kind: type[T]) -> T:
    try:
        return msgspec.convert(tomli.loads(text), type=kind)
    except (tomli.TOMLDecodeError, msgspec.ValidationError) as error:
        raise FormError(f"forms/entry/{name}：{error}") from error
