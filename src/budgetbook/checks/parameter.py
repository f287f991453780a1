"""The numbers a rule rests on that a bureau may set in its policy, declared in the rule's passport."""

from __future__ import annotations

from decimal import Decimal

import msgspec

_NOTHING = Decimal(0)


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """A number, named as in the policy file. `unit` and `meaning` are Chinese; `whole` where it is a count.

    Source of the default: this program's experience, unless `meaning` says otherwise.
    """

    name: str
    default: Decimal
    unit: str
    meaning: str
    least: Decimal = _NOTHING
    most: Decimal | None = None
    whole: bool = False

    def wrong(self, value: Decimal) -> str | None:
        """Why `value` can't be set (Chinese); None where it can."""
        if not value.is_finite() or value < self.least or (self.most is not None and value > self.most):
            upper = f"、不大于 {self.most}" if self.most is not None else ""
            return f"应不小于 {self.least}{upper}（{self.unit}）"
        if self.whole and value != value.to_integral_value():
            return f"应为整数（{self.unit}）"
        return None


TOLERANCE = Parameter(
    name="tolerance", default=_NOTHING, unit="元", meaning="在四舍五入产生的尾差之外，再允许相差的金额"
)
POINTS = Parameter(
    name="tolerance",
    default=_NOTHING,
    unit="个百分点",
    meaning="在金额四舍五入可能造成的范围之外，再允许相差的百分点",
    most=Decimal(100),
)
MOST_PLACES = Parameter(
    name="most_places",
    default=Decimal(12),
    unit="处",
    meaning="一条结论最多列出几处位置",
    least=Decimal(1),
    whole=True,
)


def alike(default: str, meaning: str, *, name: str = "alike") -> Parameter:
    """A likeness from 0 to 1."""
    return Parameter(name=name, default=Decimal(default), unit="相似度", meaning=meaning, most=Decimal(1))


def ratio(name: str, default: str, meaning: str) -> Parameter:
    """A part of a whole, from 0 to 1."""
    return Parameter(name=name, default=Decimal(default), unit="比例", meaning=meaning, most=Decimal(1))


def count(name: str, default: int, unit: str, meaning: str, *, least: int = 1) -> Parameter:
    """A whole number."""
    return Parameter(name=name, default=Decimal(default), unit=unit, meaning=meaning, least=Decimal(least), whole=True)
