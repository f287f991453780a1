"""Blocks → Disclosure. These modules know budgets and nothing of formats: what a word means stands in `forms/lexicon.toml`."""

from __future__ import annotations

from budgetbook.readers.meaning.interpreting import interpret

__all__ = ["interpret"]
