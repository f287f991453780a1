"""Whether a text of a form says nothing but the project's name."""

from __future__ import annotations

from budgetbook.codes import name_key

_SLACK = 12  # numbering, brackets and quotation marks that name_key drops


def only_names(text: str, name: str) -> bool:
    """Whether `text`, its full stop taken off, is nothing but the project's name, whose key is `name`."""
    # The length tells it of nearly all texts, and making the key of a long one costs much.
    return len(text) <= len(name) + _SLACK and name_key(text) == name
