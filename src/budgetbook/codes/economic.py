"""Which government economic class an expenditure of a department economic class may be booked under.

Basic expenditure by economic class (statement 6) prints both classes in one row. An agency (行政, 参公) books under
501 to 504 by kind, a public institution (事业) under 505 and 506 as a whole, everybody under 507 to 599.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from types import MappingProxyType

from budgetbook.codes.tables import table_rows

# The three public costs (“三公”经费) by department economic class: their names are those of the classification.
PUBLIC_COST_CODES = MappingProxyType(
    {
        "30212": "因公出国（境）费用",
        "30217": "公务接待费",
        "30231": "公务用车运行维护费",
        "31013": "公务用车购置",
    }
)


@cache
def _pairs() -> dict[tuple[str, bool], tuple[str, ...]]:
    pairs: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
    for economic, government, payer, _source in table_rows("economic_pairs"):
        for public_institution in {"agency": (False,), "institution": (True,), "any": (False, True)}[payer]:
            pairs[economic, public_institution].append(government)
    return {key: tuple(found) for key, found in pairs.items()}


def government_codes_for(economic_code: str, *, public_institution: bool) -> tuple[str, ...]:
    """The government 款 that may stand beside a department 款, the one of the ministry's table first.

    Empty where nothing is known of the department code: that is no evidence against a row.
    """
    return _pairs().get((economic_code, public_institution), ())
