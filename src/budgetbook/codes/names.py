"""Names made comparable: what differs between documents in the printing of one name is taken away.

Statements wrap names over lines, print brackets half or full width, drop quotation marks, and put an
ordinal, a bullet or the code in front. None of that makes another name.
"""

from __future__ import annotations

import re
from functools import lru_cache

# No Unicode NFKC here: it would turn ① into 1 and a name's neighbour into a digit of a code.
_REPLACED = {"（": "(", "）": ")", "〔": "(", "〕": ")", "﹙": "(", "﹚": ")", "，": "、", ",": "、"}
# Without a "+" behind it, a set is searched for several times as fast.
_DROPPED = re.compile(r"[\s\u200b\ufeff\"'“”‘’＂＇「」]")
_LEADING = re.compile(
    r"""^(?:
        其中[:：]?
      | \((?:[一二三四五六七八九十]+|\d+)\)              # （一） (1)
      | [一二三四五六七八九十]+[、.．:：]                   # 二十一、 but never the 三 of “三西”
      | [\[【]?\d+[\]】]?[、.．:：)-]?                     # [2050305] 2050305- 1. 1）
      | [①-⑳]
      | [-—·•*]+
    )""",
    re.VERBOSE,
)
_TRAILING = re.compile(r"(?:[\[(【]\d+[\])】]|\d+|\([类款项目]\))$")  # 行政运行（2040601）, 教育支出（类）
_CLOSING = frozenset("])】")


@lru_cache(maxsize=4096)  # one document prints a name many times, and forms are matched with projects name by name
def name_key(name: str) -> str:
    """The form of a name that is equal for all printings of it; not for showing.

    A name that is nothing but numbering gives the empty string.
    """
    if name.isalpha() and not name.startswith("其中"):
        return name  # most are: nothing there that the patterns would find
    text = _DROPPED.sub("", name)
    for printed, meant in _REPLACED.items():  # translating would look up every character
        text = text.replace(printed, meant)
    while leading := _LEADING.match(text):
        text = text[leading.end() :]
    while text and (text[-1] in _CLOSING or text[-1].isdecimal()) and (trailing := _TRAILING.search(text)):
        text = text[: trailing.start()]
    return text
