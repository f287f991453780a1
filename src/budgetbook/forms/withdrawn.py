"""Documents that were withdrawn, as data: what a disclosure must no longer cite."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
import tomli


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document that is no longer in force for budgets of `from_year` and later; `source` says where that stands."""

    number: str
    title: str
    replaced_by: str
    from_year: int
    source: str


class _Entries(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    document: tuple[Withdrawn, ...]


@cache
def withdrawn_documents() -> tuple[Withdrawn, ...]:
    """Every withdrawn document that is known."""
    text = (files("budgetbook.forms") / "withdrawn_documents.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomli.loads(text), _Entries).document
