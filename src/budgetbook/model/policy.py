"""A bureau's policy of checking: which rules apply where, how bad their findings are, which of them are known and accepted, and why.

Written as TOML (docs/guide.md shows one); the fields are named as its keys.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from budgetbook.model.disclosure import EntityKind, Phase
from budgetbook.model.finding import Severity

UNKNOWN_FORM = "other"  # among `Scope.forms`: a document of no form that this program knows


class Scope(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The documents that an entry is for; what is empty says nothing.

    `years` are years (2027) and spans ("2027-", "2025-2026"); `entities` are globs (`*学院`) of names or codes.
    """

    forms: tuple[str, ...] = ()
    years: tuple[int | str, ...] = ()
    kinds: tuple[EntityKind, ...] = ()
    phases: tuple[Phase, ...] = ()
    entities: tuple[str, ...] = ()


class RuleChoice(Scope, frozen=True, kw_only=True):
    """What is chosen for the rules whose id fits the glob `id`. Of several entries the last one that says something counts.

    `off` True: not checked. `severity`: findings of the rule's own severity become that, and worse ones too; milder ones stay what they are.
    `parameters`: numbers the rule declares in its passport.
    """

    id: str
    because: str
    off: bool | None = None
    severity: Severity | None = None
    parameters: dict[str, Decimal] = {}


class Suppression(Scope, frozen=True, kw_only=True):
    """Findings that are known and accepted: those of the rules that fit the glob `rule` with a place of which all these words hold, or the one of this `id`.

    A word holds where it is part of what the place says; `project` is the name of a project's form, `text` may also be part of the message.
    From the day after `until` it no longer applies.
    """

    because: str
    rule: str | None = None
    id: str | None = None
    statement: str | None = None
    row: str | None = None
    column: str | None = None
    section: str | None = None
    project: str | None = None
    text: str | None = None
    until: date | None = None


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """A whole policy. `name` is its file's name, `sha256` that of its bytes: a report says under which policy it was made."""

    name: str = ""
    sha256: str = ""
    rules: tuple[RuleChoice, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


NO_POLICY = Policy()
