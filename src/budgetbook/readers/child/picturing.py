"""A page of a PDF as a picture with boxes and labels on it. Runs inside the child: to draw a stranger's page is to parse it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from budgetbook.errors import UnreadableFile
from budgetbook.readers.child.messages import Job, Mark

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

_DOTS = 200  # per inch, so that a label has room under an amount
_SCALE = _DOTS / 72
_SIZE = 11  # pixels of a label
_PAPER = (255, 255, 255, 215)


def page_drawn(job: Job) -> bytes:
    """The page of `job` as PNG. Raises UsageError where there is no such page, UnreadableFile where the file is no PDF or broken."""
    from PIL import Image, ImageDraw, ImageFont

    from budgetbook.readers.pdf import drawing, recognises

    path = Path(job.path)
    with path.open("rb") as file:
        if not recognises(file.read(4096), path):
            raise UnreadableFile(path, "不是 PDF，没有可画的页面", "--page 只用于 PDF")
    picture = drawing.page_image(
        path, job.page, [drawing.Mark(mark.box, mark.colour) for mark in job.marks], dots=_DOTS
    )
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    font = ImageFont.truetype(job.font, _SIZE) if job.font else ImageFont.load_default(_SIZE)
    draw = ImageDraw.Draw(image, "RGBA")
    for mark in job.marks:
        _label(draw, mark, font)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _label(draw: ImageDraw.ImageDraw, mark: Mark, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> None:
    """The label along the foot of its box, cut off where the box ends."""
    left, _, right, bottom = (edge * _SCALE for edge in mark.box)
    text = mark.label
    while text and font.getlength(text) > right - left - 4:
        text = text[:-1]
    if text:
        at = (left + 3, bottom - _SIZE - 4)
        draw.rectangle((at[0] - 1, at[1], at[0] + font.getlength(text) + 1, bottom - 3), fill=_PAPER)
        draw.text(at, text, fill=mark.colour, font=font)
