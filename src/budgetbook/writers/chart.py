"""A pie chart as SVG: every slice labelled with its amount and share beside a leader line, so colour alone says nothing.

Colours alternate dark and light and slices are parted by white lines, so that it reads in grey too. Widths are in SVG units,
which are points in print; text is laid out by an estimate of its width, so the labels fit with any typeface.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from html import escape

import msgspec

from budgetbook.writers.layout import Chart, ChartSlice

COLOURS = (
    "#1f4e8c", "#f2b134", "#7a3b69", "#8cc7a1", "#a63d2f", "#a9c4e6", "#4f6228",
    "#f0c9a4", "#1d7874", "#e39bb0", "#3d3d3d", "#c9c9c9", "#6b8e23",
)  # fmt: skip
WIDTH = 490.0
_RADIUS = 78.0
_SIZE = 9.0
_LINE = 12.0
_GAP = 5.0
_FULL_LINE = 28  # half-width characters in a line of a label
_ELBOW = 16.0


class _Label(msgspec.Struct):
    """A label: the direction of its slice's middle, its lines, and the height of its centre."""

    angle: float
    lines: list[str]
    colour: str
    y: float = 0.0

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE


def pie_svg(chart: Chart, *, font: str = "Noto Sans SC") -> str:
    """`chart` as an SVG document, `WIDTH` wide and as high as its labels need. The title is left to the page around it."""
    turns = _turns(chart.slices)
    labels = [
        _Label(2 * math.pi * (begin + end) / 2, _lines(part), colour_of(number))
        for number, (part, (begin, end)) in enumerate(zip(chart.slices, turns, strict=True))
    ]
    right = [label for label in labels if math.sin(label.angle) >= 0]
    left = [label for label in labels if math.sin(label.angle) < 0]
    height = max(2 * _RADIUS + 44, *(sum(each.height + _GAP for each in side) + 8 for side in (left, right)))
    centre = (WIDTH / 2, height / 2)
    for side in (left, right):
        _spread(side, centre[1], height)
    shapes = [_slice(centre, begin, end, colour_of(number)) for number, (begin, end) in enumerate(turns)]
    texts = [_labelled(label, centre, is_right) for side, is_right in ((left, False), (right, True)) for label in side]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}" height="{height:g}" viewBox="0 0 {WIDTH:g} {height:g}" '
        f'role="img" font-family="{escape(font)}, sans-serif" font-size="{_SIZE:g}">'
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.description)}</desc>"
        f"{''.join(shapes)}{''.join(texts)}</svg>"
    )


def colour_of(number: int) -> str:
    """The colour of the `number`-th slice from 0."""
    return COLOURS[number % len(COLOURS)]


def _turns(slices: Sequence[ChartSlice]) -> list[tuple[float, float]]:
    """Where each slice begins and ends, as parts of a whole turn from twelve o'clock."""
    whole = sum((part.amount for part in slices), slices[0].amount * 0)
    at = whole * 0
    found = []
    for part in slices:
        found.append((float(at / whole), float((at + part.amount) / whole)))
        at += part.amount
    return found


def _point(centre: tuple[float, float], radius: float, angle: float) -> tuple[float, float]:
    return centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle)


def _slice(centre: tuple[float, float], begin: float, end: float, colour: str) -> str:
    if end - begin > 0.9999:
        return f'<circle cx="{centre[0]:.2f}" cy="{centre[1]:.2f}" r="{_RADIUS:g}" fill="{colour}"/>'
    (x1, y1), (x2, y2) = (_point(centre, _RADIUS, 2 * math.pi * turn) for turn in (begin, end))
    large = int(end - begin > 0.5)
    return (
        f'<path d="M{centre[0]:.2f} {centre[1]:.2f}L{x1:.2f} {y1:.2f}A{_RADIUS:g} {_RADIUS:g} 0 {large} 1 {x2:.2f} {y2:.2f}Z" '
        f'fill="{colour}" stroke="#ffffff" stroke-width="1.2" stroke-linejoin="round"/>'
    )


def _lines(part: ChartSlice) -> list[str]:
    """The label in at most three lines: the name, broken once and then cut short, and the figures."""
    lines, line, width = [], "", 0
    for char in part.label:
        step = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        if width + step > _FULL_LINE:
            lines.append(line)
            line, width = "", 0
        line, width = line + char, width + step
    lines.append(line)
    if len(lines) > 2:
        lines = [lines[0], lines[1][:-1] + "…"]
    return [*lines, f"{part.amount:f}万元，{part.share:f}%"]


def _spread(labels: list[_Label], middle: float, height: float) -> None:
    """Give each label a height of its own near its slice, top to bottom without overlap and within the picture."""
    labels.sort(key=lambda label: -math.cos(label.angle))
    floor = _GAP / 2
    for label in labels:
        wanted = middle - (_RADIUS + 14) * math.cos(label.angle)
        label.y = max(wanted, floor + label.height / 2)
        floor = label.y + label.height / 2 + _GAP
    ceiling = height - _GAP / 2
    for label in reversed(labels):
        label.y = min(label.y, ceiling - label.height / 2)
        ceiling = label.y - label.height / 2 - _GAP


def _labelled(label: _Label, centre: tuple[float, float], is_right: bool) -> str:
    side = 1 if is_right else -1
    start = _point(centre, _RADIUS - 4, label.angle)
    bend_x = centre[0] + side * (_RADIUS + _ELBOW)
    x = bend_x + side * 8
    points = f"{start[0]:.2f},{start[1]:.2f} {bend_x:.2f},{label.y:.2f} {x - side * 2:.2f},{label.y:.2f}"
    anchor = "start" if is_right else "end"
    first = label.y - label.height / 2 + _LINE * 0.78
    lines = "".join(
        f'<text x="{x:.2f}" y="{first + number * _LINE:.2f}" text-anchor="{anchor}" fill="#1a1a1a">{escape(line)}</text>'
        for number, line in enumerate(label.lines)
    )
    return (
        f'<polyline points="{points}" fill="none" stroke="#555555" stroke-width="0.6"/>'
        f'<circle cx="{start[0]:.2f}" cy="{start[1]:.2f}" r="1.6" fill="#ffffff" stroke="#555555" stroke-width="0.5"/>{lines}'
    )
