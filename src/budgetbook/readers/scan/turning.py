"""Pages scanned on their side or on their head: told by what is read being no words, and turned until it is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from budgetbook.readers.scan.lines import Blobs
from budgetbook.readers.scan.picture import Picture

_MUCH = 1.5  # measured on pages of words: 1.5 to 4.4; on upright tables 1.4 at most


class Turned(NamedTuple):
    """A picture turned by `quarters` counterclockwise. `back` is the 2 × 3 matrix from its pixels to those of the page as it was."""

    picture: Picture
    quarters: int
    back: NDArray[np.float64]


def turned(picture: Picture, quarters: int) -> Turned:
    """`picture` turned by `quarters` (0 … 3) counterclockwise."""
    height, width = picture.grey.shape
    back = (
        [[1, 0, 0], [0, 1, 0]],
        [[0, -1, width], [1, 0, 0]],
        [[-1, 0, width], [0, -1, height]],
        [[0, 1, 0], [-1, 0, height]],
    )[quarters]
    grey = np.ascontiguousarray(np.rot90(picture.grey, quarters))
    return Turned(Picture(grey, picture.scale), quarters, np.array(back, dtype=np.float64))


def back_from(then: NDArray[np.float64], first: NDArray[np.float64]) -> NDArray[np.float64]:
    """One 2 × 3 matrix for `then` followed by `first`: a page that was turned by one and put straight by the other."""
    return np.asarray(first @ np.vstack([then, [0.0, 0.0, 1.0]]), dtype=np.float64)


def lines_stand(blobs: Blobs) -> bool:
    """Whether ink gathers in columns much more than in rows, as it does where lines of text stand upright. Narrow tables do it a little."""
    return _gathered(blobs[:, 0], blobs[:, 2]) > _MUCH * _gathered(blobs[:, 1], blobs[:, 3])


def _gathered(starts: NDArray[np.integer], ends: NDArray[np.integer]) -> float:
    """How unevenly stretches from `starts` to `ends` cover a line; 1 where evenly, more where they gather."""
    size = int(ends.max(initial=0)) + 1
    cover = np.cumsum(np.bincount(starts, minlength=size) - np.bincount(ends, minlength=size)).astype(np.float64)
    cover = np.trim_zeros(cover)
    return float((cover * cover).mean() / cover.mean() ** 2) if len(cover) else 1.0
