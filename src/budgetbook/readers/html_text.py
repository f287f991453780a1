"""Bytes of an HTML file as text: byte order mark, declared encoding, or what the bytes look like."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
# Pages say gb2312 and hold characters of gbk and gb18030, which contain it.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
_DECLARATION_WITHIN = 4096


def decoded(data: bytes) -> str:
    """`data` as text without byte order mark and XML declaration. What a declaration gets wrong is tried as UTF-8 and GB 18030."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _XML_DECLARATION.sub("", data[len(mark) :].decode(encoding, errors="replace"), count=1)
    candidates = ["utf-8", "gb18030"]
    declared = _DECLARED.search(data[:_DECLARATION_WITHIN])
    if declared is not None:
        candidates.insert(0, _known(declared[1].decode("ascii").lower()))
    for encoding in candidates:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = data.decode(candidates[0], errors="replace")
    return _XML_DECLARATION.sub("", text, count=1)


def _known(name: str) -> str:
    name = _WIDER.get(name, name)
    try:
        codecs.lookup(name)
        "".encode(name)  # some codecs of Python are no text encodings (rot13, hex)
    except (LookupError, ValueError, TypeError):
        return "utf-8"
    # UTF-16 would have its mark, and could not have been searched for a declaration
    return "utf-8" if name.replace("_", "-").startswith(("utf-16", "utf-32", "utf-7")) else name
