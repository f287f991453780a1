"""Drafts as rows, once their coordinates are known; and what is asked of labels everywhere."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from budgetbook.forms.lexicon import RowTerm, SideTerm, TreeOfRows, lexicon
from budgetbook.model.coordinates import Coordinates, Flow, Fund
from budgetbook.model.statement import Kind, Role, Row
from budgetbook.readers.meaning.drafts import Draft


def made_row(draft: Draft, flow: Flow | None, coordinates: Coordinates, role: Role, level: int) -> Row:
    """`draft` as a row; the fund that stands in a column of its own is the row's."""
    if (fund := fund_of(draft.fund)) is not None:
        coordinates = msgspec.structs.replace(coordinates, fund=fund)
    separate = any(place is not None and place != draft.place for place in draft.cells)
    return Row(
        flow=flow,
        code=draft.code,
        label=draft.label or draft.unit,
        role=role,
        level=level,
        coordinates=coordinates,
        amounts=tuple(draft.amounts),
        labels=draft.labels,
        place=draft.place,
        cells=tuple(draft.cells) if separate else None,
    )


def fund_of(text: str) -> Fund | None:
    """The fund that the words in a column of funds name; None where they are a total or nothing that is known."""
    term = lexicon().row(text, Kind.OTHER) if text else None
    return None if term is None else term.coordinates.fund


def total_term(label: str, kind: Kind) -> RowTerm | None:
    """What `label` means where it is a total, else None."""
    term = lexicon().row(label, kind)
    return term if term is not None and term.role is Role.TOTAL else None


def with_whole_names(drafts: Sequence[Draft], side: SideTerm) -> list[Draft]:
    """`drafts` with names that were broken over two rows put together: the rest of a name has neither code nor amount."""
    whole: list[Draft] = []
    for draft in drafts:
        rest_of_name = (
            side.tree in (TreeOfRows.FUNCTION, TreeOfRows.INCOME, TreeOfRows.PROJECTS)
            and whole
            and not draft.code
            and not draft.has_amounts()
            and not draft.doubts
            and whole[-1].label
            and whole[-1].has_amounts()
            and lexicon().row(draft.label, Kind.OTHER) is None
        )
        if rest_of_name:
            whole[-1].label += draft.label
        else:
            whole.append(draft)
    return whole
