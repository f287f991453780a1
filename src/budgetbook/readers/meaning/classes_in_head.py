"""Economic classes in the words of a head: 基本支出 parted into 工资福利支出, 商品和服务支出 and 对个人和家庭的补助 (河南, 湖北)."""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.readers.meaning.labels import code_of_name

_FEWEST = 2  # one name alone may be a nature of its own (其他支出); beside others of the classification it is a class


def classes_in_head(words: Iterable[str], year: int) -> dict[str, dict[str, str]]:
    """The words that name classes (类) of the department's or the government's economic classification, with their coordinate.

    The two share names (对个人和家庭的补助): a head that names a class of the government's alone (机关工资福利支出) is by that one.
    Empty where fewer than two classes stand in the head.
    """
    told = set(words)
    department, government = _named("economic", told, year), _named("government_economic", told, year)
    tree, found = (
        ("economic", department) if government.keys() <= department.keys() else ("government_economic", government)
    )
    return {word: {tree: code} for word, code in found.items()} if len(set(found.values())) >= _FEWEST else {}


def _named(tree: str, words: Iterable[str], year: int) -> dict[str, str]:
    found = ((word, code_of_name(tree, word, year, level=1, under=None)) for word in words)
    return {word: code for word, code in found if code is not None}
