"""Every code in real disclosures resolves with the name printed beside it.

The disclosures lie beside the repository and are no part of it; where they are absent the tests say so and are skipped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from budgetbook.codes import (
    Classification,
    find_by_name,
    function_classes,
    government_codes_for,
    look_up,
    name_key,
)

TRUTH = Path(__file__).parents[3] / "shared" / "samples" / "truth"
NAMES = ("changzhi-hrss-2026", "jincheng-zone-2026", "xinzhou-college-2024")

# One disclosure prints two wrong names for 技术研究与开发 in three statements, and contradicts itself: a defect of
# the document, so the look-up must not know the names.
MISPRINTED = {"20604", "2060499"}

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not TRUTH.is_dir(), reason="no ../shared/samples/truth beside the repository"),
]


@pytest.fixture(params=NAMES)
def truth(request: pytest.FixtureRequest) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((TRUTH / f"{request.param}.json").read_text(encoding="utf-8"))
    return read


def coded_rows(truth: dict[str, Any]) -> Iterator[tuple[Classification, str, str]]:
    for key, table in truth["tables"].items():
        classification = Classification.INCOME if key == "T07" else Classification.FUNCTION
        for row in table["rows"]:
            if row.get("code"):
                yield classification, row["code"], row["name"]


def test_every_printed_code_bears_its_printed_name(truth: dict[str, Any]) -> None:
    rows = list(coded_rows(truth))
    assert rows
    for classification, code, printed in rows:
        entry = look_up(classification, code, truth["fiscal_year"])
        assert entry is not None, code
        assert (name_key(printed) == name_key(entry.name)) == (code not in MISPRINTED), code
        assert (entry in find_by_name(classification, printed, truth["fiscal_year"])) == (code not in MISPRINTED), code


def test_classes_stand_in_the_order_of_statement_1(truth: dict[str, Any]) -> None:
    printed = [row["item"] for row in truth["tables"]["T01"]["rows"]][:30]
    assert printed == [f"{c.numeral}、{c.name}" for c in function_classes(truth["fiscal_year"])]


def test_economic_names_and_pairs_of_statement_6(truth: dict[str, Any]) -> None:
    year, parent = truth["fiscal_year"], ""
    for row in truth["tables"]["T06"]["rows"]:
        if row["level"] == 0:
            continue
        (entry,) = find_by_name(
            Classification.ECONOMIC,
            row["部门经济科目"],
            year,
            level=row["level"],
            under=parent if row["level"] == 2 else None,
        )
        if row["level"] == 1:
            parent = entry.code
            continue
        allowed = {
            *government_codes_for(entry.code, public_institution=False),
            *government_codes_for(entry.code, public_institution=True),
        }
        named = {c.code for c in find_by_name(Classification.GOVERNMENT_ECONOMIC, row["政府经济科目"], year, level=2)}
        assert len(allowed & named) == 1, row
