"""A rule's passport: what it needs, how bad its findings are, what it rests on. Each rule is one file under `rules/<family>/`.

There is no registration: a module whose `check` carries `@rule` is found by walking the package, and its id is `<family>.<file name>`.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

import msgspec

from budgetbook.checks.comparison import Comparison, Exact
from budgetbook.checks.parameter import Parameter
from budgetbook.model.disclosure import Phase
from budgetbook.model.finding import Finding, Severity
from budgetbook.model.statement import Kind

if TYPE_CHECKING:
    from budgetbook.checks.context import Context


class NotJudged(Exception):
    """Raised or yielded by a rule that can't judge something. `str()` says why, in Chinese. Never leaves the engine."""


Said = Comparison | Exact | Finding | NotJudged
"""What a rule yields: comparisons for the engine to judge, findings of its own, and what it could not judge."""

Body = Callable[["Context"], Iterable[Said]]


class Passport(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule says of itself. `needs` are kinds of statements, other parts of the disclosure (`statements`, `project_forms`, `assets` …)
    `narrative.八`, or a related document (`previous`, `units`, `other_version`). `forms` and `phases` limit where it applies (empty:
    everywhere). `parameters` are the numbers that a policy may set."""

    title: str
    severity: Severity
    needs: tuple[str, ...] = ()
    source: str | None = None
    hint: str | None = None
    years: tuple[int | None, int | None] = (None, None)
    forms: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    parameters: tuple[Parameter, ...] = ()


class RuleInfo(msgspec.Struct, frozen=True, kw_only=True):
    """A rule as the documentation lists it. `summary` is English (the first line of its docstring); `title` and `hint` are Chinese."""

    id: str
    family: str
    summary: str
    passport: Passport

    @property
    def title(self) -> str:
        """The rule in a few Chinese words."""
        return self.passport.title

    @property
    def severity(self) -> Severity:
        """How bad its findings are, unless a finding says otherwise."""
        return self.passport.severity

    @property
    def source(self) -> str:
        """The law or form it rests on (Chinese)."""
        return self.passport.source or ""

    @property
    def fix(self) -> str:
        """What to do about its findings (Chinese)."""
        return self.passport.hint or ""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule ready to run."""

    info: RuleInfo
    body: Body


_PASSPORT = "budgetbook_passport"


def rule(
    *,
    title: str,
    severity: Severity,
    needs: Iterable[str | Kind] = (),
    source: str | None = None,
    hint: str | None = None,
    years: tuple[int | None, int | None] = (None, None),
    forms: tuple[str, ...] = (),
    phases: tuple[Phase, ...] = (),
    parameters: tuple[Parameter, ...] = (),
) -> Callable[[Body], Body]:
    """Mark a module's `check` as a rule. Arguments as in `Passport`."""

    def marked(body: Body) -> Body:
        passport = Passport(
            title=title,
            severity=severity,
            needs=tuple(str(need) for need in needs),
            source=source,
            hint=hint,
            years=years,
            forms=forms,
            phases=phases,
            parameters=parameters,
        )
        setattr(body, _PASSPORT, passport)
        return body

    return marked


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule under `rules/`, by id."""
    rules = importlib.import_module("budgetbook.checks.rules")

    names = (module.name for module in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}.") if not module.ispkg)
    found = (_rule_in(importlib.import_module(name)) for name in names)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.info.id))


def _rule_in(module: ModuleType) -> Rule | None:
    body = getattr(module, "check", None)
    passport = getattr(body, _PASSPORT, None)
    if body is None or passport is None:
        return None
    *_, family, name = module.__name__.split(".")
    summary = (inspect.getdoc(module) or "").partition("\n")[0]
    return Rule(info=RuleInfo(id=f"{family}.{name}", family=family, summary=summary, passport=passport), body=body)
