"""Budget classifications of China by year, and their look-up: function, economic, government economic, income.

A code has one name in a year. The tables are CSV files under `data/`, each row with its years and its source; what they
cover and how a year is added stands in `docs/codes.md`. Nothing is read before the first question.
"""

from budgetbook.codes.classification import Classification, Code, FunctionClass, level_of, parent_of
from budgetbook.codes.economic import PUBLIC_COST_CODES, government_codes_for
from budgetbook.codes.look_up import all_codes, children_of, find_by_name, function_classes, look_up, name_of
from budgetbook.codes.names import name_key

__all__ = [
    "PUBLIC_COST_CODES",
    "Classification",
    "Code",
    "FunctionClass",
    "all_codes",
    "children_of",
    "find_by_name",
    "function_classes",
    "government_codes_for",
    "level_of",
    "look_up",
    "name_key",
    "name_of",
    "parent_of",
]
