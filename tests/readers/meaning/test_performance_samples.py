"""The real forms beside the repository against what was read from them by hand (`unsure` cells left out)."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from budgetbook.readers.meaning.catalogue import purchase_catalogue
from budgetbook.readers.meaning.performance import PerformanceReading, performance_forms
from budgetbook.readers.text import read

_SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
_NAMES = ("changzhi-hrss-2026", "jincheng-zone-2026", "xinzhou-college-2024")
_SIDES = (("实施期", "whole"), ("年度", "annual"))
_LEVELS = (
    ("总额", "total"),
    ("中央", "central"),
    ("省级", "provincial"),
    ("市县", "local"),
    ("单位自筹", "self_raised"),
    ("其他", "other"),
)
_TEXTS = (
    ("name", "name"),
    ("dept_code", "department_code"),
    ("dept_name", "department"),
    ("unit", "unit"),
    ("attribute", "attribute"),
    ("period", "duration"),
    ("项目概况", "summary"),
    ("立项依据", "basis"),
    ("必要性", "necessity"),
    ("制度措施", "safeguards"),
    ("实施计划", "plan"),
    ("填报日期", "filed_at"),
)

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not _SAMPLES.is_dir(), reason=f"no real disclosures at {_SAMPLES}"),
    pytest.mark.parametrize("name", _NAMES),
]


@cache
def truth(name: str) -> dict[str, Any]:
    """What a sample says."""
    loaded: dict[str, Any] = json.loads((_SAMPLES / "truth" / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


@cache
def reading(name: str) -> PerformanceReading:
    """What this project reads in the sample."""
    return performance_forms(read(_SAMPLES / "text" / f"{name}.txt").blocks, truth(name)["fiscal_year"])


def squeezed(text: str | None) -> str:
    """Text without blanks, brackets of one width."""
    return re.sub(r"\s+", "", text or "").replace("（", "(").replace("）", ")")


def test_every_form_with_every_part_of_its_funding(name: str) -> None:
    wanted = [
        (project["name"], side, part, None if amount is None else Decimal(amount))
        for project in truth(name)["projects"]
        for side, _ in _SIDES
        for part, amount in project["funds"][side].items()
    ]
    found = [
        (project.name, side, part, getattr(getattr(project.funding, field), level))
        for project in reading(name).projects
        for side, field in _SIDES
        for part, level in _LEVELS
    ]
    assert found == wanted


def test_every_text_of_every_form(name: str) -> None:
    wanted = [
        (project["name"], key, squeezed(project[key]))
        for project in truth(name)["projects"]
        for key in (*(key for key, _ in _TEXTS), "实施期目标", "年度目标")
    ]
    found = []
    for project in reading(name).projects:
        found += [(project.name, key, squeezed(getattr(project, field))) for key, field in _TEXTS]
        found += [
            (project.name, "实施期目标", squeezed(project.objective.whole)),
            (project.name, "年度目标", squeezed(project.objective.annual)),
        ]
    assert found == wanted


def test_indicators_that_are_sure(name: str) -> None:
    wanted: Counter[tuple[int, str, str, str]] = Counter()
    found: Counter[tuple[int, str, str, str]] = Counter()
    for number, (said, project) in enumerate(zip(truth(name)["projects"], reading(name).projects, strict=True)):
        for key, side in _SIDES:
            wanted.update(
                (number, key, squeezed(each["三级"]), squeezed(each["指标值"]))
                for each in said["indicators"][key]
                if not each.get("unsure")
            )
            found.update(
                (number, key, squeezed(each.name), squeezed(each.target)) for each in getattr(project.indicators, side)
            )
    assert wanted - found == Counter()


def test_overall_form(name: str) -> None:
    said, overall = truth(name)["overall_form"], reading(name).overall
    if said is None:
        assert overall is None
        return
    assert overall is not None
    assert {"部门名称": overall.entity, **dict(overall.staff)} == said["basic"]
    assert overall.duties == tuple(said["duties"])
    assert squeezed(overall.strategy) == squeezed(said["strategy"])
    assert squeezed(overall.objective) == squeezed(said["annual_goal"])
    for key, amounts in (("收入", overall.income), ("支出", overall.expenditure)):
        assert [(each.label, each.amount) for each in amounts] == [
            (each["item"], Decimal(each["amount"])) for each in said["budget"][key]
        ]
    assert [(squeezed(each.name), squeezed(each.target)) for each in overall.indicators] == [
        (squeezed(each["三级"]), squeezed(each["指标值"])) for each in said["indicators"]
    ]


def test_purchase_catalogue(name: str) -> None:
    entries, _ = purchase_catalogue(read(_SAMPLES / "text" / f"{name}.txt").blocks)
    said = truth(name)["directory"] or {"entries": []}
    assert [(each.code, squeezed(each.name), each.level, squeezed(each.department)) for each in entries] == [
        (each["code"], squeezed(each["name"]), each["level"], squeezed(each["department"])) for each in said["entries"]
    ]
