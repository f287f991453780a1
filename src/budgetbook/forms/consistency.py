"""What a form's folder may contradict itself in. Each line of the answer names the entry, in Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any

from budgetbook.forms.form import Form, FormStatement, Tree
from budgetbook.model.coordinates import DIMENSIONS
from budgetbook.model.statement import Kind

_LABELS = frozenset({"code", "label", *DIMENSIONS})
_REQUIRED = frozenset({"always", "on_change", "never"})
_AFTER = frozenset({"overall_performance", "project_performance", "purchase_catalogue"})
_PARTS = ("profile", "duties", "structure", "statements", "narrative", "glossary")


def contradictions(form: Form, raw: Mapping[str, Any], has_template: Callable[[str], bool]) -> list[str]:
    """Everything wrong with `form` at once. `raw` is the TOML it came from, `has_template` whether a template file exists."""
    return [
        *_unknown_coordinates(raw, "form"),
        *(f"缺少部分标题 parts.{part}" for part in _PARTS if part not in form.parts),
        *_repeated("报表编号", (each.number for each in form.statements)),
        *_repeated("报表种类", (each.kind for each in form.statements if each.kind is not Kind.OTHER)),
        *_repeated("文字部分", (each.section for each in form.sections)),
        *_repeated("上年数", (each.name for each in form.previous)),
        *_repeated("填写项", (each.name for each in form.slots)),
        *(wrong for statement in form.statements for wrong in _statement(statement)),
        *_words(form, has_template),
    ]


def _repeated(what: str, keys: Iterable[Hashable]) -> Iterator[str]:
    for key, count in Counter(keys).items():
        if count > 1:
            yield f"{what} {key} 重复 {count} 次"


def _unknown_coordinates(raw: object, where: str) -> Iterator[str]:
    """Coordinates with a misspelt name would mean "all" and print wrong sums, and the records can't refuse them."""
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            if key == "coordinates" and isinstance(value, Mapping):
                yield from (f"{where}：没有名为 {name} 的坐标" for name in value if name not in DIMENSIONS)
            else:
                yield from _unknown_coordinates(value, str(raw.get("title") or raw.get("label") or where))
    elif isinstance(raw, list):
        for value in raw:
            yield from _unknown_coordinates(value, where)


def _statement(statement: FormStatement) -> Iterator[str]:
    where = f"报表 {statement.number}"
    if not statement.sides:
        yield f"{where}：没有任何一侧"
    if len(statement.sides) > 1:
        flows = [side.flow for side in statement.sides]
        if None in flows or len(set(flows)) != len(flows):
            yield f"{where}：两侧报表的每一侧都要有不同的 flow"
    labels = {side.flow: {row.label for row in side.rows if row.label} for side in statement.sides}
    for side in statement.sides:
        if not side.columns or not side.labels:
            yield f"{where}：一侧没有文字栏或金额栏"
        held = [column.holds for column in side.labels]
        yield from (f"{where}：文字栏 {name} 不可识别" for name in held if name not in _LABELS)
        if "label" not in held:
            yield f'{where}：没有放名称的文字栏（holds = "label"）'
        if not all([*(each.header for each in side.labels), *(each.header for each in side.columns)]):
            yield f"{where}：有一栏没有表头"
        yield from _repeated(f"{where} 金额栏", (column.header for column in side.columns))
        others = {label for flow, found in labels.items() if flow != side.flow for label in found}
        for row in side.rows:
            if (row.label is None) == (row.tree is None):
                yield f"{where}：每行要么有 label，要么有 tree"
            if row.beside is not None and row.beside not in others:
                yield f"{where}：“{row.label}”旁边没有“{row.beside}”行"
        if sum(row.tree is not None and row.tree is not Tree.FUNCTION_CLASSES for row in side.rows) > 1:
            yield f"{where}：同一侧只能有一个随数据展开的行"


def _words(form: Form, has_template: Callable[[str], bool]) -> Iterator[str]:
    kinds = {statement.kind for statement in form.statements}
    for section in form.sections:
        if not has_template(section.template):
            yield f"第{section.section}部分：没有文字模板 {section.template}"
        if section.chart and section.chart.kind not in kinds:
            yield f"第{section.section}部分：图所依据的报表 {section.chart.kind} 不在表样中"
        yield from (
            f"第{section.section}部分：after 中的 {name} 不可识别" for name in section.after if name not in _AFTER
        )
    names = {each.name for each in form.previous}
    for slot in form.slots:
        if slot.required not in _REQUIRED:
            yield f"填写项 {slot.name}：required 只能是 always、on_change、never"
        if slot.required == "on_change" and slot.figure not in names:
            yield f"填写项 {slot.name}：没有名为 {slot.figure} 的上年数"
