"""Every error and warning on the real samples stands on the reviewed list, and every error there is a true one."""

from __future__ import annotations

import pytest

from tests.checks.reviewing import SAMPLES, files, found, key, reviewed

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"the real disclosures are not at {SAMPLES}"),
]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_new_findings_must_be_reviewed(path: object) -> None:
    from pathlib import Path

    assert isinstance(path, Path)
    known = {key(one): one["verdict"] for one in reviewed()}
    now = list(found(path))
    assert [one for one in now if known.get(key(one), "unreviewed") == "unreviewed"] == [], (
        "look at each of them by hand"
    )
    assert [one for one in now if one["severity"] == "error" and known[key(one)] != "true"] == []


def test_warnings_are_worth_asking_about() -> None:
    verdicts = [one["verdict"] for one in reviewed() if one["severity"] == "warning"]
    assert verdicts.count("false") <= len(verdicts) // 10
