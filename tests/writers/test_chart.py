"""The pie chart as SVG."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from budgetbook.writers.chart import COLOURS, WIDTH, pie_svg
from budgetbook.writers.layout import Chart, ChartSlice

SVG = "{http://www.w3.org/2000/svg}"


def _drawn(*parts: tuple[str, str]) -> etree._Element:
    whole = sum(Decimal(amount) for _, amount in parts)
    slices = tuple(
        ChartSlice(label=label, amount=Decimal(amount), share=round(Decimal(amount) * 100 / whole, 2))
        for label, amount in parts
    )
    return etree.fromstring(pie_svg(Chart(title="结构图", slices=slices, description="一句话")).encode())


def test_each_slice_has_its_label_with_amount_and_share() -> None:
    drawn = _drawn(("一般公共预算", "7.50"), ("单位资金<b>&", "2.50"))
    assert [text.text for text in drawn.iter(f"{SVG}text")] == [
        "单位资金<b>&",
        "2.50万元，25.00%",
        "一般公共预算",
        "7.50万元，75.00%",
    ]
    assert len(list(drawn.iter(f"{SVG}path"))) == 2
    assert [each.text for each in list(drawn)[:2]] == ["结构图", "一句话"]


def test_one_slice_is_a_whole_disc() -> None:
    drawn = _drawn(("一般公共预算", "7.50"))
    assert not list(drawn.iter(f"{SVG}path"))
    assert next(drawn.iter(f"{SVG}circle")).get("fill") == COLOURS[0]


@given(
    st.lists(st.tuples(st.text("甲乙丙丁a1", min_size=1, max_size=70), st.integers(1, 10**14)), min_size=1, max_size=13)
)
def test_labels_never_overlap_nor_leave_the_picture(parts: list[tuple[str, int]]) -> None:
    drawn = _drawn(*((label, str(Decimal(amount) / 100)) for label, amount in parts))
    height = float(drawn.attrib["height"])
    for anchor in ("start", "end"):
        heights = sorted(
            float(text.attrib["y"]) for text in drawn.iter(f"{SVG}text") if text.get("text-anchor") == anchor
        )
        assert all(lower - upper >= 11.9 for upper, lower in pairwise(heights))
        assert all(9 <= each <= height - 1 for each in heights)
    for text in drawn.iter(f"{SVG}text"):
        assert text.text is not None
        x, length = float(text.attrib["x"]), sum(9.0 if ord(char) > 255 else 5.1 for char in text.text)
        assert x - (length if text.get("text-anchor") == "end" else 0) >= 0
        assert x + (length if text.get("text-anchor") == "start" else 0) <= WIDTH


def test_neighbouring_colours_differ_in_grey() -> None:
    grey = [0.2126 * int(c[1:3], 16) + 0.7152 * int(c[3:5], 16) + 0.0722 * int(c[5:7], 16) for c in COLOURS[:12]]
    assert all(abs(one - two) > 50 for one, two in pairwise(grey))
