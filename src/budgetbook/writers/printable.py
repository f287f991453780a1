"""Text as files can hold it."""

from __future__ import annotations

import re

# XML 1.0 allows no other control characters; lone surrogates and U+FFFE/FFFF can't be written either. HTML is no gladder of them.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """`text` without the characters that XML and HTML can't hold, line ends as `\\n`."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
