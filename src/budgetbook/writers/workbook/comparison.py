"""Two formulas side by side, their difference, and a word in green or red for what it means."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from budgetbook.forms.entry import column_letter
from budgetbook.writers.workbook.formats import Formats

BALANCED = ("平衡", "不平衡")
AGREED = ("一致", "不一致")
WIDTH = 6  # columns of a block: two that name the row, the two sums, the difference, the word


def write_comparison(
    target: Any,
    row: int,
    column: int,
    formulas: Sequence[str],
    values: Sequence[Decimal],
    *,
    words: tuple[str, str],
    amount: Any,
    word: Any,
) -> None:
    """Write the two `formulas` from `column` on, then difference and word. `amount` and `word` are the cells' formats.

    `values` are what the formulas come to now, empty where the row is: stored for programs that show a file without computing it.
    """
    for offset, formula in enumerate(formulas):
        target.write_formula(row, column + offset, formula, amount, float(values[offset]) if values else "")
    left, right, between = (f"{column_letter(column + offset)}{row + 1}" for offset in range(3))
    difference = values[0] - values[1] if values else Decimal(0)
    formula = f'=IF({left}="","",ROUND({left}-{right},2))'
    target.write_formula(row, column + 2, formula, amount, float(difference) if values else "")
    same, different = words
    formula = f'=IF(OR({left}="",AND({left}=0,{right}=0)),"",IF({between}=0,"{same}","{different}"))'
    target.write_formula(row, column + 3, formula, word, "" if not any(values) else different if difference else same)


def mark_block(target: Any, top: int, left: int, bottom: int, formats: Formats) -> None:
    """Red and green in the last column of a block, and lines around its rows that are in use.

    The rules of the last column stand together and apart from the others': LibreOffice shows only one of two that overlap.
    """
    right = left + WIDTH - 1
    for same, different in (BALANCED, AGREED):
        for text, look in ((different, formats.wrong), (same, formats.right)):
            rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": look}
            target.conditional_format(top, right, bottom, right, rule)
    used = f'=${column_letter(left)}{top + 1}<>""'
    rule = {"type": "formula", "criteria": used, "format": formats.filled}
    target.conditional_format(top, left, bottom, right - 1, rule)
    target.conditional_format(top, right, bottom, right, rule)
