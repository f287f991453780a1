"""Numbers of units that stand in the column of the classes' codes."""

from __future__ import annotations

from collections.abc import Sequence

from budgetbook.readers.meaning import labels
from budgetbook.readers.meaning.drafts import Draft

_UNIT_CODE = 6  # digits; classes have 3, 5, 7


def give_units_their_codes(drafts: Sequence[Draft], year: int) -> None:
    """Give units their codes that stand in the column of the classes' (305001 某站 among 2130313 水文测报): six digits, or what those begin
    with, beside a name that no class has."""
    if not any(len(draft.code or "") == _UNIT_CODE for draft in drafts):
        return
    strange = [draft for draft in drafts if draft.code and draft.label and not labels.is_class_name(draft.label, year)]
    codes = {draft.code for draft in strange if len(draft.code or "") == _UNIT_CODE}
    for draft in strange:
        if draft.code and any(code is not None and code.startswith(draft.code) for code in codes):
            draft.unit_code, draft.code = draft.code, None
