"""Invented pages as a scanner gives them: drawn, turned a little, noisy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
from PIL import Image, ImageDraw, ImageFont

from tests.readers.pdf.handmade import pdf_bytes

FONT = Path("node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf")
DOTS = 200
_SCALE = DOTS / 72
Row = list[str | None]  # None: the cell to the left goes on


def drawn(lines: list[str], rows: list[Row], widths: list[float], *, size: float = 10.5) -> Image.Image:
    """A page of A4 with `lines` of text over a ruled table; measures in points, 0 for the paper's left edge being 60."""
    image = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONT), round(size * _SCALE))
    y = 80.0
    for line in lines:
        draw.text((60 * _SCALE, y * _SCALE), line, fill=0, font=font)
        y += 2 * size
    edges = [60.0]
    for width in widths:
        edges.append(edges[-1] + width)
    high = 2 * size
    for row in rows:
        for column, text in enumerate(row):
            if text is None:
                continue
            end = column + 1
            while end < len(row) and row[end] is None:
                end += 1
            box = [edges[column] * _SCALE, y * _SCALE, edges[end] * _SCALE, (y + high) * _SCALE]
            draw.rectangle(box, outline=0, width=2)
            if text.replace(",", "").replace(".", "").isdigit():
                x = box[2] - 8 - draw.textlength(text, font)
            else:
                x = box[0] + 8
            draw.text((x, box[1] + 0.3 * size * _SCALE), text, fill=0, font=font)
        y += high
    return image


def scanned(image: Image.Image, angle: float = 0.7, noise: float = 8) -> Image.Image:
    """`image` turned by `angle` degrees, on greyish paper, with noise."""
    turned = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    pixels = np.asarray(turned, dtype=np.float32) * 0.9 + 18
    pixels += np.random.default_rng(1).normal(0, noise, pixels.shape)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def saved(image: Image.Image, path: Path) -> Path:
    """`image` as a file of the format that `path` ends on."""
    image.save(path, dpi=(DOTS, DOTS), resolution=DOTS)
    return path


def pictured(path: Path, picture: Image.Image, contents: str, *, masked: bool = False) -> Path:
    """A PDF of one page (see `handmade.pdf_bytes`) whose `contents` may show `picture` as `/Im`; `masked` lets what is under it show through."""
    path.write_bytes(pdf_bytes(contents))
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        image = _image(file, picture)
        if masked:
            image["/SMask"] = _image(file, Image.new("L", picture.size, 128))
        file.pages[0].resources["/XObject"]["/Im"] = image
        file.save(path)
    return path


def _image(file: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
    return pikepdf.Stream(
        file,
        picture.tobytes(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
    )
