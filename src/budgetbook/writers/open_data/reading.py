"""A data package read back by its own descriptor: nothing is taken from the disclosure it was written from."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import msgspec

from budgetbook.writers.open_data.csv import unguarded

Item = str | int | Decimal | None
Record = dict[str, Item]


class PackageReading:
    """The tables of the package in `folder` by name, and in `defects` what contradicts the descriptor, one Chinese line each."""

    def __init__(self, folder: Path) -> None:
        self.tables: dict[str, list[Record]] = {}
        self.defects: list[str] = []
        self._folder = folder
        resources = msgspec.json.decode((folder / "datapackage.json").read_bytes())["resources"]
        for resource in resources:
            self._read(resource)
        for resource in resources:
            self.defects += self._loose_references(resource)

    def _read(self, resource: dict[str, Any]) -> None:
        path = resource["path"]
        content = (self._folder / path).read_bytes()
        if len(content) != resource["bytes"] or f"sha256:{hashlib.sha256(content).hexdigest()}" != resource["hash"]:
            self.defects.append(f"{path}：内容与 datapackage.json 所记的大小或摘要不符")
        if resource["format"] != "csv":
            return
        fields = resource["schema"]["fields"]
        dialect = resource["dialect"]
        text = content.decode(resource["encoding"]).removeprefix("\ufeff")
        rows = csv.reader(
            io.StringIO(text, newline=""),
            delimiter=dialect["delimiter"],
            quotechar=dialect["quoteChar"],
            doublequote=dialect["doubleQuote"],
            strict=True,
        )
        if next(rows, []) != [field["name"] for field in fields]:
            self.defects.append(f"{path}：表头与 datapackage.json 所列的字段不同")
            return
        records = [self._record(row, fields, f"{path} 第 {number} 行") for number, row in enumerate(rows, 2)]
        self.tables[resource["name"]] = records
        keys = [tuple(record[name] for name in resource["schema"]["primaryKey"]) for record in records]
        if len(set(keys)) != len(keys):
            self.defects.append(f"{path}：主键重复")

    def _record(self, row: list[str], fields: list[dict[str, Any]], where: str) -> Record:
        if len(row) != len(fields):
            self.defects.append(f"{where}：应有 {len(fields)} 列，实有 {len(row)} 列")
        record: Record = {}
        for field, text in zip(fields, [*row, *[""] * len(fields)], strict=False):
            constraints = field.get("constraints", {})
            item = _item(text, field["type"])
            if text and item is None:
                self.defects.append(f"{where}：“{field['name']}”应为{field['type']}，实为“{text}”")
            if item is None and constraints.get("required"):
                self.defects.append(f"{where}：“{field['name']}”不应为空")
            if item is not None and item not in constraints.get("enum", (item,)):
                self.defects.append(f"{where}：“{field['name']}”不应为“{text}”")
            record[field["name"]] = item
        return record

    def _loose_references(self, resource: dict[str, Any]) -> Iterator[str]:
        for key in resource.get("schema", {}).get("foreignKeys", ()):
            there = key["reference"]
            known = {tuple(each[name] for name in there["fields"]) for each in self.tables.get(there["resource"], ())}
            for record in self.tables.get(resource["name"], ()):
                if tuple(record[name] for name in key["fields"]) not in known:
                    yield f"{resource['path']}：{key['fields']} 在 {there['resource']} 中没有对应的行"
                    return


def _item(text: str, kind: str) -> Item:
    """A cell as its declared type; None where it is blank, or no such thing."""
    if not text:
        return None
    if kind == "string":
        return unguarded(text)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if kind == "number":
        return number if number.is_finite() else None
    return int(number) if number == number.to_integral_value() else None
