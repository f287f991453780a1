"""Names and codes of rows → coordinates: by the code where one is printed, by the name where none is."""

from __future__ import annotations

from functools import cache

from budgetbook.codes import Classification, find_by_name, function_classes, government_codes_for, level_of, name_key

_BY_TREE = {
    "function": Classification.FUNCTION,
    "income": Classification.INCOME,
    "economic": Classification.ECONOMIC,
    "government_economic": Classification.GOVERNMENT_ECONOMIC,
}
_LOCAL_ECONOMIC = 7  # digits


@cache
def _classes(year: int) -> dict[str, str]:
    return {name_key(name): entry.code for entry in function_classes(year) for name in (entry.name, *entry.aliases)}


def function_class_of(label: str, year: int) -> str | None:
    """The code of the function class that `label` (五、教育支出) names in `year`; None where it names none."""
    code = _classes(year).get(name_key(label))
    if code is not None:
        return code
    found = find_by_name(Classification.FUNCTION, label, year, level=1)
    return found[0].code if len(found) == 1 else None


def level_of_code(tree: str, code: str) -> int | None:
    """1 类, 2 款, 3 项, 4 目; None for digits that can't be a code of `tree`.

    Some provinces part economic 款 further by two digits of their own (3010201 规范性津补贴): level 3.
    """
    if tree in ("economic", "government_economic") and len(code) == _LOCAL_ECONOMIC:
        return 3 if level_of(_BY_TREE[tree], code[:-2]) == 2 else None
    return level_of(_BY_TREE[tree], code)


def tree_of_code(code: str) -> str | None:
    """The classification that `code` is of: the first digit tells the four apart. None for what is no code of any."""
    return next((tree for tree in _BY_TREE if level_of_code(tree, code) is not None), None)


def is_class_name(label: str, year: int) -> bool:
    """Whether a class of any classification bears the name `label` in `year`."""
    return any(find_by_name(classification, label, year) for classification in _BY_TREE.values())


def code_of_name(tree: str, label: str, year: int, *, level: int | None, under: str | None) -> str | None:
    """The one code of `tree` that `label` names in `year` under the digits `under`; None where none or several do."""
    found = {entry.code for entry in find_by_name(_BY_TREE[tree], label, year, level=level, under=under)}
    return found.pop() if len(found) == 1 else None


def government_economic_of(label: str, economic: str | None, year: int) -> str | None:
    """The government economic 款 that `label` names beside the department 款 `economic`; None where that stays open.

    A name such as 设备购置 stands in several classes; what may stand beside the department code decides.
    """
    found = [entry.code for entry in find_by_name(Classification.GOVERNMENT_ECONOMIC, label, year, level=2)]
    if len(found) > 1 and economic is not None:
        allowed = {
            code
            for public_institution in (False, True)
            for code in government_codes_for(economic, public_institution=public_institution)
        }
        found = [code for code in found if code in allowed]
    return found[0] if len(found) == 1 else None
