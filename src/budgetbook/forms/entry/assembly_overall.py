"""The overall performance form from the sheet 整体绩效."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from budgetbook.forms.entry.entered import EnteredRow, EnteredSheet, Mistakes, as_text
from budgetbook.forms.entry.sheets import load_entry
from budgetbook.model.performance import Indicator, KeyTask, NamedAmount, OverallPerformance

# What a row of each section can't do without: ids of columns, any one of them where several stand together.
_NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "title": (("text",),),
    "entity": (("text",),),
    "staff": (("name",), ("text",)),
    "duty": (("text",),),
    "strategy": (("text",),),
    "income": (("name",),),
    "expenditure": (("name",),),
    "task": (("name", "text"),),
    "objective": (("text",),),
    "indicator": (("text",),),
}


def overall_from(sheet: EnteredSheet, *, fiscal_year: int, mistakes: Mistakes) -> OverallPerformance | None:
    """The form, or None where the sheet is empty."""
    if not sheet.rows:
        return None
    rows: dict[str, list[EnteredRow]] = {section: [] for section in _NEEDS}
    for row in sheet.complete_rows(mistakes):
        section = cast(str, row.values["section"])
        if _has_what_it_needs(sheet, row, section, mistakes):
            rows[section].append(row)

    def texts(section: str) -> list[str]:
        return [cast(str, row.values["text"]) for row in rows[section]]

    def amounts(section: str) -> tuple[NamedAmount, ...]:
        return tuple(
            NamedAmount(label=cast(str, row.values["name"]), amount=cast("Decimal | None", row.values.get("amount")))
            for row in rows[section]
        )

    return OverallPerformance(
        title="\n".join(texts("title")) or None,
        year=fiscal_year,
        entity="\n".join(texts("entity")) or None,
        staff=tuple((cast(str, row.values["name"]), cast(str, row.values["text"])) for row in rows["staff"]),
        duties=tuple(texts("duty")),
        strategy="\n".join(texts("strategy")) or None,
        income=amounts("income"),
        expenditure=amounts("expenditure"),
        key_tasks=tuple(
            KeyTask(function=as_text(row.values.get("name")), task=as_text(row.values.get("text")))
            for row in rows["task"]
        ),
        objective="\n".join(texts("objective")) or None,
        indicators=tuple(
            Indicator(
                level1=as_text(row.values.get("name")),
                level2=as_text(row.values.get("level2")),
                name=cast(str, row.values["text"]),
                target=as_text(row.values.get("target")),
                place=sheet.place(row, "text"),
            )
            for row in rows["indicator"]
        ),
        place=sheet.place(sheet.rows[0], "section"),
    )


def _has_what_it_needs(sheet: EnteredSheet, row: EnteredRow, section: str, mistakes: Mistakes) -> bool:
    whole = True
    for either in _NEEDS[section]:
        if any(row.values.get(column) is not None for column in either):
            continue
        whole = False
        if not row.broken.intersection(either):
            label = load_entry().label("overall_section", section)
            header = sheet.entry.column(either[-1]).header
            mistakes.add(sheet.place(row, either[-1]), f"“{label}”这一行没有填“{header}”", "请补填，或清空整行")
    return whole
