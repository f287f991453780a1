"""Whatever conversion does to a document, reading it gives a disclosure with damage, or says that it is none."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from budgetbook.errors import NotADisclosure
from budgetbook.model.codec import decode_disclosure, encode
from budgetbook.model.facts import facts
from tests.readers.meaning import invented

_LINES = invented.DISCLOSURE.split("\n")
_EDITS = st.sampled_from(("drop", "repeat", "swap", "cut", "shift", "garble"))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(_EDITS, st.integers(0, len(_LINES) - 1), st.integers(0, 30)), max_size=25))
def test_no_document_breaks_the_reader(edits: list[tuple[str, int, int]]) -> None:
    lines = list(_LINES)
    for edit, at, amount in edits:
        at %= max(len(lines), 1)
        if not lines:
            break
        line = lines[at]
        if edit == "drop":
            del lines[at]
        elif edit == "repeat":
            lines.insert(at, line)
        elif edit == "swap":
            other = (at + amount) % len(lines)
            lines[at], lines[other] = lines[other], line
        elif edit == "cut":
            lines[at : at + 1] = [line[:amount], line[amount:]]
        elif edit == "shift":
            lines[at] = "\t" * (amount % 3) + line.replace("\t", "", amount % 4)
        else:
            lines[at] = line.replace("0", "O", amount).replace("一", "丨", amount % 3)
    with suppress(NotADisclosure):
        disclosure = invented.read("\n".join(lines))
        assert decode_disclosure(encode(disclosure)) == disclosure
        count = len(list(facts(disclosure)))
        assert count >= 0
        for damage in disclosure.damage:
            _resolves(disclosure, damage.subject)


def _resolves(disclosure: object, subject: str | None) -> None:
    """Every pointer of damage points at something."""
    at = disclosure
    for step in (subject or "").split("/")[1:]:
        at = at[int(step)] if isinstance(at, tuple) else getattr(at, step)
