"""How much of a scan is read right: sample pages as pictures, askew and noisy, against the text that their PDF has at the same places."""

from __future__ import annotations

import io
import math
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
from PIL import Image

from benchmarks.measurement import COMMAND, SAMPLES, Measurement, timed
from budgetbook.errors import AmountError
from budgetbook.model.money import is_amount, parse_amount
from budgetbook.readers.blocks import Cell
from budgetbook.readers.pdf.page import PageTable
from budgetbook.readers.scan import missing_parts, scan_page
from budgetbook.readers.scan.picture import Picture

_DOTS = 200
_SECONDS = 1.5
_PAGES = 4  # of each document, spread over it
_FEWEST = 25  # numbers on a page that is worth reading
_NUMBER = re.compile(r"\d[\d,]*\.\d+")
Character = tuple[str, float, float]  # and its middle, in points from the page's upper left corner


class Result(NamedTuple):
    """Amounts of one page: read right, wrong but marked, wrong and not marked, right but marked; and those in running text."""

    right: int
    marked: int
    silent: int
    needless: int
    in_text: int
    in_text_right: int
    seconds: float
    cpu: float


def run() -> Iterator[Measurement]:
    if missing := missing_parts():
        yield Measurement("scans", f"not measured: {', '.join(missing)} not installed", "installed", False)
        return
    with tempfile.TemporaryDirectory() as folder:
        timed([COMMAND, "demo", "-o", folder])
        published = sorted(Path(folder).rglob("*.pdf"))
        yield from _measured("sample pages", sorted((SAMPLES / "pdf").glob("*.pdf")), _PAGES, _SECONDS)
        yield from _measured("pages published by budgetbook", published, 3 * _PAGES)


def _measured(what: str, files: list[Path], pages: int, target: float | None = None) -> Iterator[Measurement]:
    """`pages` of each of `files`; `target` is the seconds that one may take on average. Forms hold several times as much as other pages."""
    results: list[Result] = []
    dice = random.Random(20260101)
    for file in files:
        document = pypdfium2.PdfDocument(file)
        for number in _chosen(document, pages):
            angle = dice.choice((-1, 1)) * dice.uniform(0.5, 1.0)
            results.append(_compared(document[number], file, number + 1, angle, dice))
    if not results:
        yield Measurement(f"{what}: amounts in cells", "no page found", "≥ 99.5 % right", False)
        return
    right, marked, silent, needless = (sum(result[n] for result in results) for n in range(4))
    total = right + marked + silent
    yield Measurement(
        f"{what}: amounts in cells read right",
        f"{right}/{total} = {right / total:.2%} on {len(results)} pages",
        "≥ 99.5 %",
        right >= 0.995 * total,
    )
    yield Measurement(f"{what}: amounts wrong and not marked", str(silent), "0", silent == 0)
    yield Measurement(f"{what}: amounts wrong and marked; right but marked", f"{marked}; {needless}")
    words, words_right = sum(result.in_text for result in results), sum(result.in_text_right for result in results)
    if words:
        yield Measurement(f"{what}: amounts outside cells found", f"{words_right}/{words} = {words_right / words:.2%}")
    seconds, cpu = (sum(result[n] for result in results) / len(results) for n in (6, 7))
    slowest = max(result.seconds for result in results)
    yield Measurement(
        f"{what}: time a page",
        f"{seconds:.2f} s (slowest {slowest:.2f} s; {cpu:.2f} s of processor time)",
        "" if target is None else f"≤ {target} s",
        None if target is None else seconds <= target,
    )


def _chosen(document: pypdfium2.PdfDocument, pages: int) -> list[int]:
    """Pages with numbers, spread evenly."""
    worth = [n for n in range(len(document)) if len(re.findall(r"\d[\d,.]*", _text(document[n]))) >= _FEWEST]
    step = max(1, len(worth) / pages)
    return [worth[int(n * step)] for n in range(min(pages, len(worth)))]


def _text(page: Any) -> str:
    return str(page.get_textpage().get_text_range())


def _scanned(page: Any, angle: float, dice: random.Random) -> Image.Image:
    """The page as a scanner gives it: `angle` degrees askew, on greyish paper, noisy, as JPEG."""
    image = page.render(scale=_DOTS / 72, grayscale=True).to_pil().convert("L")
    image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    pixels = np.asarray(image, dtype=np.float32) * 0.9 + 18
    noise = np.random.default_rng(dice.randrange(2**32)).normal(0, dice.uniform(4, 10), pixels.shape)
    stained = Image.fromarray(np.clip(pixels + noise, 0, 255).astype(np.uint8))
    file = io.BytesIO()
    stained.save(file, "JPEG", quality=dice.choice((50, 60, 70)))
    return Image.open(file).convert("L")


def _compared(page: Any, file: Path, number: int, angle: float, dice: random.Random) -> Result:
    picture = Picture(np.asarray(_scanned(page, angle, dice)), _DOTS / 72)
    before, cpu = time.perf_counter(), _cpu()
    read = scan_page(picture, number, file)
    seconds, used = time.perf_counter() - before, _cpu() - cpu
    cells = [
        cell
        for part in read.parts
        if isinstance(part, PageTable)
        for row in part.rows
        for cell in row
        if not cell.covered
    ]
    homes, rest = _homes(_turned(_characters(page), page, angle), cells)
    right = marked = silent = needless = 0
    for cell, printed in zip(cells, homes, strict=True):
        if not is_amount(printed) and not is_amount(cell.text):
            continue
        if _amount(printed) == _amount(cell.text) is not None:
            right += 1
            needless += cell.doubtful is not None
        elif cell.doubtful is not None or (cell.text and not is_amount(cell.text)):
            marked += 1
        else:
            silent += 1
    lines = " ".join(part.text for part in read.parts if not isinstance(part, PageTable)).replace("，", ",")
    there = _NUMBER.findall(lines)
    in_text = _NUMBER.findall(rest)
    found = 0
    for amount in in_text:
        if amount in there:
            there.remove(amount)
            found += 1
    return Result(right, marked, silent, needless, len(in_text), found, seconds, used)


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _amount(text: str) -> object:
    try:
        return parse_amount(text)
    except AmountError:
        return None


def _characters(page: Any) -> list[Character]:
    text = page.get_textpage()
    left, _, _, top = page.get_bbox()
    found = []
    for n in range(text.count_chars()):
        char = text.get_text_range(n, 1)
        if char and (not char.isspace() or char == "\n"):
            x, y, x2, y2 = text.get_charbox(n, loose=True)
            found.append((char, (x + x2) / 2 - left, top - (y + y2) / 2))
    return found


def _turned(characters: list[Character], page: Any, angle: float) -> list[Character]:
    """Where the characters are on the picture that was turned by `angle` around its middle."""
    width, height = page.get_size()
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    turned = []
    for char, x, y in characters:
        across, down = x - width / 2, y - height / 2
        turned.append((char, width / 2 + across * cos + down * sin, height / 2 - across * sin + down * cos))
    return turned


def _homes(characters: list[Character], cells: list[Cell]) -> tuple[list[str], str]:
    """What is printed in each cell, and what is in none."""
    homes, rest = ["" for _ in cells], ""
    boxes = np.array([cell.place.box for cell in cells if cell.place and cell.place.box]).reshape(-1, 4)
    for char, x, y in characters:
        inside = (
            np.minimum.reduce([x - boxes[:, 0], boxes[:, 2] - x, y - boxes[:, 1], boxes[:, 3] - y]) if cells else []
        )
        home = int(np.argmax(inside)) if cells else -1
        if cells and inside[home] > 0:
            homes[home] += char.strip()
        else:
            rest += char
    return homes, rest


if __name__ == "__main__":
    import sys

    from benchmarks.measurement import show

    sys.exit(not show("Reading scans", run()))
