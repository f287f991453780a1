"""Texts alike are found without comparing the pairs of all of them; none of those is passed over that a comparison of all would find."""

from __future__ import annotations

from random import Random

import pytest

from budgetbook.checks.performance.likeness import groups_alike, likeness, pairs_of

_LETTERS = "保障全市机关公务用车正常运行按时支付尾款ab12𠀀，。"


def _varied(random: Random) -> list[str]:
    """Texts of which some differ from another by a few letters."""
    texts = []
    for _ in range(3):
        text = [random.choice(_LETTERS) for _ in range(random.randint(1, 60))]
        for _ in range(4):
            changed = list(text)
            for _ in range(random.randint(0, 4)):
                changed[random.randrange(len(text))] = random.choice(_LETTERS)
            texts.append("".join(changed))
    return texts


def _grouped_by_all_pairs(texts: list[str], least: float) -> list[list[int]]:
    groups = [{index} for index in range(len(texts))]
    for one, text in enumerate(texts):
        for other in range(one):
            if text == texts[other] or likeness(pairs_of(text), pairs_of(texts[other])) >= least:
                joined = [group for group in groups if one in group or other in group]
                groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    return sorted(sorted(group) for group in groups if len(group) > 1)


@pytest.mark.parametrize("seed", range(20))
def test_no_pair_is_passed_over(seed: int) -> None:
    texts = _varied(Random(seed))
    assert groups_alike(texts, 0.9) == _grouped_by_all_pairs(texts, 0.9)


def test_texts_without_letters_in_common_are_not_alike() -> None:
    assert groups_alike(["保障机关用车", "支付工程尾款"], 0.9) == []
