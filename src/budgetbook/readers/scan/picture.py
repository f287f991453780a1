"""Pictures of pages: what is scanned, in grey, with its resolution. Image files are opened here; nothing in them is trusted."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from budgetbook.errors import TooLarge, UnreadableFile

if TYPE_CHECKING:
    from PIL.Image import Image

Grey = NDArray[np.uint8]

MOST_PIXELS = 60_000_000  # of one page; A3 at 400 dpi has 31 million
MOST_PAGES = 2_000
_FORMATS = ("PNG", "JPEG", "TIFF")
_POINTS = 72.0
_PAPER = 841.9  # points; the longer side of A4, taken where a file doesn't say its resolution
# Below, the small type of wide tables loses its decimal points; above, time grows and accuracy doesn't.
_COARSEST, _FINEST = 180 / _POINTS, 300 / _POINTS
_USUAL = 200 / _POINTS


class TooMuch(Exception):
    """More on a page than on any real one. `str()` says what (Chinese)."""


class Picture(NamedTuple):
    """A page in grey (rows × columns, 0 black, 255 white) of `scale` pixels to a point."""

    grey: Grey
    scale: float

    @property
    def width(self) -> float:
        """Points."""
        return float(self.grey.shape[1] / self.scale)

    @property
    def height(self) -> float:
        """Points."""
        return float(self.grey.shape[0] / self.scale)


def pictures(path: Path) -> Iterator[Picture]:
    """The pages of the image file at `path`; a TIFF may hold several. Raises UnreadableFile, TooLarge."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own limits and odd tags; ours are kept below
        try:
            with Image.open(path, formats=_FORMATS) as image:
                count = getattr(image, "n_frames", 1)
                if count > MOST_PAGES:
                    raise TooLarge(path, f"图像有 {count} 页，超过上限 {MOST_PAGES} 页", "请拆分后再读")
                for number in range(count):
                    image.seek(number)
                    if image.width * image.height > MOST_PIXELS:
                        raise TooLarge(
                            path,
                            f"第 {number + 1} 页图像有 {image.width}×{image.height} 像素，超过上限",
                            "请以 300 dpi 以下重新扫描或缩小后再读",
                        )
                    yield _picture(image)
        except (
            UnidentifiedImageError,
            Image.DecompressionBombError,
            OSError,
            SyntaxError,
            ValueError,
            EOFError,
        ) as error:
            raise UnreadableFile(path, "图像已损坏或不完整，无法打开", "请重新扫描或导出后再试") from error


def count_pictures(path: Path) -> int:
    """How many pages an image file says it has; 1 where it can't be told."""
    from PIL import Image

    try:
        with warnings.catch_warnings(), Image.open(path, formats=_FORMATS) as image:
            warnings.simplefilter("ignore")
            return int(getattr(image, "n_frames", 1))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return 1


def paper(grey: Grey) -> int:
    """How light the paper is."""
    return int(np.percentile(grey[::8, ::8], 75))


def scaled(picture: Picture) -> Picture:
    """`picture` at a resolution that reading is good at."""
    import cv2

    if _COARSEST <= picture.scale <= _FINEST:
        return picture
    factor = _USUAL / picture.scale
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    grey = cv2.resize(picture.grey, None, fx=factor, fy=factor, interpolation=way)
    return Picture(np.asarray(grey, dtype=np.uint8), _USUAL)


def _picture(image: Image) -> Picture:
    from PIL import Image as Images
    from PIL import ImageOps

    scale = _scale(image)
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith(("I", "F")):  # 16 bits and more: to 8, whatever the range
        deep = np.asarray(upright, dtype=np.float64)
        deep *= 255 / max(float(deep.max()), 1.0)
        return Picture(deep.astype(np.uint8), scale)
    if "A" in upright.getbands() or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        paper = Images.new("RGBA", upright.size, "white")
        upright = Images.alpha_composite(paper, upright)
    return Picture(np.asarray(upright.convert("L"), dtype=np.uint8), scale)


def _scale(image: Image) -> float:
    """Pixels to a point: as the file says where that gives a page of paper, else as if it were A4."""
    longer = max(image.size)
    try:
        dpi = float(image.info.get("dpi", (0, 0))[0])
    except (TypeError, ValueError, ZeroDivisionError):
        dpi = 0.0
    if dpi > 0 and 0.5 * _PAPER <= longer / dpi * _POINTS <= 3 * _PAPER:
        return dpi / _POINTS
    return longer / _PAPER
