"""Open data: a folder that is a Frictionless Data Package, every amount with its coordinates and its place.

Source: specs.frictionlessdata.io (Data Package 1, Tabular Data Resource). The CSV files leave out
personal names and telephone numbers of the forms.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from budgetbook.model.codec import encode
from budgetbook.model.disclosure import Disclosure
from budgetbook.writers.layout import Layout
from budgetbook.writers.open_data.csv import csv_bytes
from budgetbook.writers.open_data.readme import readme
from budgetbook.writers.open_data.rows import (
    Rows,
    fact_rows,
    indicator_rows,
    narrative_rows,
    project_rows,
    statement_cells,
    statement_labels,
    statement_rows,
    statement_table,
)
from budgetbook.writers.open_data.schema import (
    FACTS,
    INDICATORS,
    NARRATIVE,
    PROJECTS,
    STATEMENTS,
    Table,
    descriptor,
)
from budgetbook.writers.open_data.verification import package_differences

__all__ = ["package_differences", "write_open_data"]

_DISCLOSURE = "disclosure.json"


def write_open_data(layout: Layout, disclosure: Disclosure, path: Path) -> None:
    """Make the folder `path` and write the package into it: descriptor, README, CSV files, and the whole disclosure as JSON."""
    path.mkdir(parents=True, exist_ok=True)
    tables: list[Table] = []
    resources: list[dict[str, Any]] = []
    for table, rows in _tables(disclosure):
        content = csv_bytes(table.fields, rows)
        (path / table.path).write_bytes(content)
        tables.append(table)
        resources.append(descriptor(table, size=len(content), sha256=hashlib.sha256(content).hexdigest()))
    whole = encode(disclosure, indent=1) + b"\n"
    (path / _DISCLOSURE).write_bytes(whole)
    resources.append(_whole(whole))
    package = _package(layout, disclosure, resources)
    (path / "datapackage.json").write_bytes(msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n")
    (path / "README.md").write_text(readme(str(package["title"]), tables), encoding="utf-8", newline="\n")


def _tables(disclosure: Disclosure) -> Iterator[tuple[Table, Rows]]:
    yield STATEMENTS, statement_rows(disclosure)
    yield FACTS, fact_rows(disclosure)
    for index, statement in enumerate(disclosure.statements):
        yield statement_table(index, statement), statement_cells(statement, statement_labels(statement))
    yield PROJECTS, project_rows(disclosure)
    yield INDICATORS, indicator_rows(disclosure)
    yield NARRATIVE, narrative_rows(disclosure)


def _package(layout: Layout, disclosure: Disclosure, resources: list[dict[str, Any]]) -> dict[str, Any]:
    """The descriptor. No licence is named: the publishing body decides, and README says where it goes."""
    entity = disclosure.entity
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": _name(disclosure),
        "title": f"{entity.name}{layout.title}：开放数据",
        "description": (
            f"{entity.name}{disclosure.fiscal_year}年度{entity.kind.word}公开文件中的全部报表金额、项目绩效目标和文字说明。"
            "金额如原文件所印，并折合为元。"
        ),
        "keywords": ["部门预算", "预算公开", str(disclosure.fiscal_year), entity.name],
        "language": layout.language,
        "contributors": [{"title": entity.name, "role": "publisher"}],
    }
    if disclosure.source is not None:
        package["sources"] = [
            {
                "title": disclosure.source.name,
                "sha256": disclosure.source.sha256,
                "format": disclosure.source.format,
            }
        ]
    package["resources"] = resources
    return package


def _name(disclosure: Disclosure) -> str:
    """A name of lower-case letters, digits and hyphens, as the standard wants; the same for the same body and year."""
    code = re.sub(r"[^a-z0-9]+", "-", (disclosure.entity.code or "").lower()).strip("-")
    code = code or hashlib.sha256(disclosure.entity.name.encode()).hexdigest()[:10]
    return f"budget-disclosure-{disclosure.fiscal_year}-{disclosure.entity.kind.value}-{code}"


def _whole(content: bytes) -> dict[str, Any]:
    return {
        "name": "disclosure",
        "title": "全部内容",
        "description": "本公开文件的全部内容（budgetbook/disclosure/1），含整体绩效目标、政府采购、国有资产、购买服务目录。",
        "path": _DISCLOSURE,
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
