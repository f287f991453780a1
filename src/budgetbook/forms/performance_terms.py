"""The words of performance forms, loaded from `performance_terms.toml`, and the normalised look of a label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, cached_property, lru_cache
from importlib.resources import files

import msgspec
import tomli

# No label or title is longer, blanks included: what is longer is text.
_LONGEST = 120
_KEPT = 4096  # texts; a cell is asked for many meanings, and the labels of a form repeat in every form
_BRACKETS = dict(zip(map(ord, "():﹕∶"), "（）：：：", strict=True))
_AMONG = re.compile(r"^其中：?")
_BLANKS = re.compile(r"\s+")


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """A first-level indicator and the second-level ones under it, in the form's order."""

    level1: str
    level2: tuple[str, ...]


class PerformanceTerms(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Labels of the project form and the overall form by what they mean. Fields of the TOML file, which explains them."""

    project_titles: tuple[str, ...]
    overall_titles: tuple[str, ...]
    remarks: tuple[str, ...]
    variants: dict[str, str]
    project_fields: dict[str, tuple[str, ...]]
    funding_sides: dict[str, tuple[str, ...]]
    funding_levels: dict[str, tuple[str, ...]]
    indicator_headings: dict[str, tuple[str, ...]]
    indicator_sides: dict[str, tuple[str, ...]]
    overall_fields: dict[str, tuple[str, ...]]
    overall_headings: dict[str, tuple[str, ...]]
    listing_columns: dict[str, tuple[str, ...]]
    levels: tuple[Level, ...]
    level2_kinds: dict[str, str]

    @cached_property
    def _project_fields(self) -> dict[str, str]:
        return inverted(self.project_fields)

    @cached_property
    def _overall_fields(self) -> dict[str, str]:
        return inverted(self.overall_fields)

    @cached_property
    def _overall_headings(self) -> dict[str, str]:
        return inverted(self.overall_headings)

    @cached_property
    def _listing_columns(self) -> dict[str, str]:
        return inverted(self.listing_columns)

    @cached_property
    def _indicator_headings(self) -> dict[str, str]:
        return inverted(self.indicator_headings)

    @cached_property
    def _level1_of(self) -> dict[str, str]:
        return {level2: level.level1 for level in self.levels for level2 in level.level2}

    @cached_property
    def _kinds(self) -> list[str]:
        return [self._kind(label) for level in self.levels for label in level.level2]

    @cached_property
    def _funding_levels(self) -> dict[str, str]:
        return inverted(self.funding_levels)

    @cached_property
    def _levels1(self) -> dict[str, str]:
        return _whole_or_cut(level.level1 for level in self.levels)

    @cached_property
    def _levels2(self) -> dict[str, str]:
        return _whole_or_cut(self._level1_of)

    @cached_property
    def label(self) -> Callable[[str], str]:
        """Of a text the label: blanks, closing colon and a leading 其中 dropped, brackets full-width, variants simplified."""
        translation = {**_BRACKETS, **str.maketrans(self.variants)}

        @lru_cache(maxsize=_KEPT)
        def label(text: str) -> str:
            if len(text) > _LONGEST:
                return text
            plain = _BLANKS.sub("", text).translate(translation)
            return _AMONG.sub("", plain).rstrip("：")

        return label

    def project_field(self, text: str) -> str | None:
        """Which field of the project form `text` names."""
        return self._project_fields.get(self.label(text))

    def overall_field(self, text: str) -> str | None:
        """Which part of the overall form `text` names."""
        return self._overall_fields.get(self.label(text))

    def overall_heading(self, text: str) -> str | None:
        """Which column of a list inside the overall form `text` heads."""
        return self._overall_headings.get(self.label(text))

    def heading(self, text: str) -> str | None:
        """Which column of the indicators `text` heads: level1, level2, name or target."""
        return self._indicator_headings.get(self.label(text))

    def listing_column(self, text: str) -> str | None:
        """What stands under `text` in a table that lists forms: unit, name, amount, objective … or level1, level2, indicator, target."""
        heading = self.heading(text)
        return "indicator" if heading == "name" else heading or self._listing_columns.get(self.label(text))

    def is_level1(self, text: str) -> bool:
        """Whether `text` is a first-level indicator (产出指标)."""
        return self._whole(text, self._levels1) is not None

    def is_level2(self, text: str) -> bool:
        """Whether `text` is a second-level indicator (数量指标). 成本指标 may be either."""
        return self._whole(text, self._levels2) is not None

    def _whole(self, text: str, labels: dict[str, str]) -> str | None:
        """The one of `labels` that `text` is; a narrow cell may have lost its last character (服务对象满意度指)."""
        plain = self.label(text)
        return labels.get(plain) if 2 < len(plain) <= 12 else None

    def is_level(self, text: str) -> bool:
        """Whether `text` is an indicator of the first or second level."""
        return self.is_level1(text) or self.is_level2(text)

    def level1_of(self, level2: str) -> str | None:
        """The first level that a second-level indicator stands under."""
        return self._level1_of.get(self._whole(level2, self._levels2) or "")

    def whole_level2(self, text: str) -> str | None:
        """The second-level label that `text` is, whole and in simplified characters (服务对象满意度指 → 服务对象满意度指标)."""
        return self._whole(text, self._levels2)

    def rank(self, level2: str) -> int | None:
        """Where a second-level indicator stands in the form's order; labels that mean the same have one rank."""
        whole = self.whole_level2(level2)
        return None if whole is None else self._kinds.index(self._kind(whole))

    def _kind(self, label: str) -> str:
        plain = label.removesuffix("指标")
        return self.level2_kinds.get(plain, plain)

    @cached_property
    def funding(self) -> Callable[[str], tuple[str | None, str] | None]:
        """Of a text (whole | annual | None, level) where it names funding: 实施期资金总额, 中央财政资金, and cut ones (市县（区）财政资)."""
        return lru_cache(maxsize=_KEPT)(self._funding)

    def _funding(self, text: str) -> tuple[str | None, str] | None:
        plain = self.label(text)
        for side, words in self.funding_sides.items():
            for word in words:
                level = self._funding_levels.get(plain.removeprefix(word))
                if level is not None and plain.startswith(word):
                    return side, level
        whole = self._funding_levels.get(plain)
        cut = (level for full, level in self._funding_levels.items() if len(plain) >= 4 and full.startswith(plain))
        level = whole or next(cut, None)
        return None if level is None else (None, level)

    def is_cut_funding(self, text: str) -> bool:
        """Whether `text` is the beginning of a funding label whose end is missing."""
        return self.funding(text) is not None and not any(
            self.label(text).endswith(full) for full in self._funding_levels
        )

    def ends_funding(self, text: str) -> bool:
        """Whether `text` may be the missing end of a funding label."""
        return any(full.endswith(self.label(text)) for full in self._funding_levels)

    def is_side(self, text: str) -> bool:
        """Whether `text` is what stands beside the indicators (绩效指标), or a part that a page break left of it."""
        plain = self.label(text)
        return any(plain in full for full in self.indicator_sides["labels"]) and bool(plain)

    def is_remark(self, text: str) -> bool:
        """Whether `text` is a remark under a form (注：…)."""
        plain = _BLANKS.sub("", text).translate(_BRACKETS)
        return plain.startswith(self.remarks) or f"{plain}：" in self.remarks

    def is_project_title(self, text: str) -> bool:
        """Whether `text` is the title of a project's form."""
        return self._is_title(text, self.project_titles)

    def is_overall_title(self, text: str) -> bool:
        """Whether `text` is the title of an overall form."""
        return self._is_title(text, self.overall_titles)

    def _is_title(self, text: str, words: tuple[str, ...]) -> bool:
        plain = self.label(text)
        return len(plain) <= 80 and plain.endswith("表") and any(word in plain for word in words)


def _whole_or_cut(labels: Iterable[str]) -> dict[str, str]:
    """What a label may be printed as, whole or without its last character → the label; the first of two that look the same."""
    printed: dict[str, str] = {}
    for label in labels:
        printed.setdefault(label, label)
        printed.setdefault(label[:-1], label)
    return printed


def inverted(labels: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Label → what it means, from what it means → labels."""
    return {label: meaning for meaning, all_labels in labels.items() for label in all_labels}


@cache
def performance_terms() -> PerformanceTerms:
    """The terms, loaded once."""
    text = files("budgetbook.forms").joinpath("performance_terms.toml").read_text("utf-8")
    return msgspec.convert(tomli.loads(text), PerformanceTerms)
