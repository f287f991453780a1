"""Pairs of department and government economic classes, and the public costs."""

from __future__ import annotations

import pytest

from budgetbook.codes import PUBLIC_COST_CODES, Classification, all_codes, government_codes_for, name_of
from budgetbook.codes.tables import table_rows

ECONOMIC, GOVERNMENT = Classification.ECONOMIC, Classification.GOVERNMENT_ECONOMIC


def test_every_pair_is_of_known_codes() -> None:
    rows = table_rows("economic_pairs")
    assert len(rows) == len({row[:3] for row in rows})
    for economic, government, payer, source in rows:
        assert name_of(ECONOMIC, economic, 2026) is not None, economic
        assert name_of(GOVERNMENT, government, 2026) is not None, government
        assert payer in {"agency", "institution", "any"}
        assert source


@pytest.mark.parametrize(
    ("economic", "agency", "institution"),
    [
        ("30101", ("50101",), ("50501",)),
        ("30113", ("50103",), ("50501",)),
        ("30106", ("50199",), ("50501",)),
        ("30201", ("50201",), ("50502",)),
        ("30226", ("50205",), ("50502",)),
        ("30217", ("50206",), ("50502", "50206")),
        ("30231", ("50208",), ("50502", "50208")),
        ("31002", ("50306",), ("50601",)),
        ("30302", ("50905",), ("50905",)),
        ("30309", ("50901",), ("50901",)),
        ("30107", (), ("50501",)),
        ("99999", (), ()),
        ("301", (), ()),
    ],
)
def test_government_codes(economic: str, agency: tuple[str, ...], institution: tuple[str, ...]) -> None:
    assert government_codes_for(economic, public_institution=False) == agency
    assert government_codes_for(economic, public_institution=True) == institution


def test_an_agency_never_books_under_a_subsidy_to_public_institutions() -> None:
    for code in all_codes(ECONOMIC, 2026):
        for government in government_codes_for(code.code, public_institution=False):
            assert government[:3] not in {"505", "506"}, code


def test_public_costs_bear_their_official_names() -> None:
    assert dict(PUBLIC_COST_CODES) == {code: name_of(ECONOMIC, code, 2026) for code in PUBLIC_COST_CODES}
    assert list(PUBLIC_COST_CODES) == ["30212", "30217", "30231", "31013"]
