"""Findings and reports: what is wrong with a document, as values. JSON per DESIGN §3 (`budgetbook/report/1`)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

import msgspec

from budgetbook.model.disclosure import Entity, Source

REPORT_SCHEMA = "budgetbook/report/1"


class Severity(StrEnum):
    """Error: contradicts itself or the law beyond rounding. Warning and notice: judgement calls, rounding tails."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Status(StrEnum):
    """What became of a rule. Not checked is not passed."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"


class FindingPlace(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the places a finding speaks of, in the reader's words: statement title, row label, column label, page, line, text.

    `unit` is the budget unit that a row or a project's form belongs to: names of projects repeat from unit to unit.
    """

    statement: str | None = None
    row: str | None = None
    column: str | None = None
    section: str | None = None
    page: int | None = None
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    box: tuple[float, float, float, float] | None = None
    text: str | None = None
    file: str | None = None
    unit: str | None = None


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A defect of the document. `message` and `hint` are Chinese; `expected`, `found` are amounts as decimal strings (or words),
    `difference` shares their unit (the message names it).

    `difference` is found − expected. `source` is the law or form that the rule rests on. `id` tells the finding from every other one of its
    report and stays the same when the document is read from another format (see `fingerprint`); empty until a report is made.
    `original_severity` is what the rule says where a policy says otherwise.
    """

    rule: str
    severity: Severity
    message: str
    places: tuple[FindingPlace, ...] = ()
    expected: str | None = None
    found: str | None = None
    difference: Decimal | None = None
    hint: str | None = None
    source: str | None = None
    id: str = ""
    original_severity: Severity | None = None


class Suppressed(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that a policy accepts, with the reason it gives, and the last day on which it does."""

    finding: Finding
    because: str
    until: date | None = None


class Change(StrEnum):
    """What an entry of a policy does to a rule; an expired or unused suppression does nothing, which its writer should know."""

    OFF = "off"
    SEVERITY = "severity"
    PARAMETERS = "parameters"
    EXPIRED = "expired"
    UNUSED = "unused"


class PolicyChange(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a policy made different, and why. `rule` is a rule's id or, of a suppression, what it names; `detail` is Chinese."""

    what: Change
    rule: str
    because: str
    detail: str | None = None


class PolicyUse(msgspec.Struct, frozen=True, kw_only=True):
    """The policy a report was made under, and all that it changed for this document."""

    name: str
    sha256: str
    changes: tuple[PolicyChange, ...] = ()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one rule; `reason` says why it was not checked."""

    rule: str
    status: Status
    reason: str | None = None


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Findings by severity, and rules (for identities: single comparisons) by status. `suppressed` findings count in no severity."""

    error: int = 0
    warning: int = 0
    notice: int = 0
    passed: int = 0
    not_checked: int = 0
    suppressed: int = 0


class Related(msgspec.Struct, frozen=True, kw_only=True):
    """A document checked together with this one, and how it stands to it: `unit` is a unit's document beside its department's.

    `other_part` is a file that makes one document with this one, which nobody asked to check as one.
    `name` is its file's; `identical` tells of two versions whether they say the same.
    """

    kind: Literal["previous", "following", "unit", "department", "other_version", "other_part"]
    name: str
    entity: str
    fiscal_year: int
    identical: bool | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a check says of one document. `related` are the documents checked with it that belong to it."""

    schema: Literal["budgetbook/report/1"] = "budgetbook/report/1"
    source: Source | None = None
    entity: Entity
    fiscal_year: int
    counts: Counts
    outcomes: tuple[Outcome, ...] = ()
    findings: tuple[Finding, ...] = ()
    related: tuple[Related, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    policy: PolicyUse | None = None
