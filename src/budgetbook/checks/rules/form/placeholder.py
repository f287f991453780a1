"""No gaps of the template are left in the words: nothing to be filled in, no direction to be chosen, no reason without words.

Source: 预算法 §14: what is published is explained; a gap explains nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from budgetbook.checks.context import Context
from budgetbook.checks.narrative.mentions import Telling
from budgetbook.checks.narrative.wording import section_place, section_words
from budgetbook.checks.rule import Said, rule
from budgetbook.model.finding import Finding, Severity

# Patterns are searched for several times as fast where each way to begin is a letter, or a sign of one set: what stands before is looked at from
# behind, and of groups of words that may begin a gap each word is a way of its own.
_NUMERAL = "[\\d.万亿百千十几两数余]"
_OR_LESS, _OR_MORE = (
    rf"\s*[（(/／]\s*{words}\s*[）)]?" for words in ("(?:或)?(?:减少|下降|降低)", "(?:增加|增长|上升)")
)
_MORE, _LESS = ("增加", "增长", "上升", "提高"), ("减少", "下降", "降低")
_SAID = ("预算", "收入", "支出", "经费", "总计", "合计", "增加", "减少", "增长", "下降")
_GAPS = (
    (
        "没有填写的空位",
        re.compile(
            r"[XxＸｘ×＿_【（〇○□](?:(?<=[XxＸｘ×])(?<![A-Za-z].)[XxＸｘ×]+(?=[个家辆台万元年月日部单项局%，。；、（）]|$)|(?<=[＿_])[＿_]+|"
            r"(?<=【)(?:[^】]*待填[^】]*|\s*)】|(?<=（)(?:此处)?(?:填写|待填|请填)[^）]*）|(?<=〇)〇+|(?<=○)○+|(?<=□)□+)"
        ),
    ),
    (
        "没有选定的字样",
        re.compile("|".join([more + _OR_LESS for more in _MORE] + [less + _OR_MORE for less in _LESS])),
    ),
    ("原因没有写出来", re.compile(r"(?:主要原因|原因)(?:(?:是|为)：?(?=[。；，])|(?:是|为)(?=\n|$)|：(?=[。；，]))")),
    (
        "数字没有填写",
        re.compile(
            "(?:"
            + "|".join([rf"{said}(?<!{_NUMERAL}..)" for said in _SAID] + [rf"占(?<!{_NUMERAL}.)"])
            + ")(?:为|了)?(?=(?:万元|%)[，。；、])"
        ),
    ),
)
_SOURCE = "《预算法》第十四条：公开的预算应当作出说明"
_HINT = "请补全内容或删去模板文字。"


@rule(title="文字中没有遗留的模板空位", severity=Severity.ERROR, needs=("narrative",), source=_SOURCE, hint=_HINT)
def check(context: Context) -> Iterable[Said]:
    for telling in context.tellings:
        yield from _gaps(telling)


def _gaps(telling: Telling) -> Iterator[Finding]:
    for what, pattern in _GAPS:
        for match in pattern.finditer(telling.plain.text):
            yield Finding(
                rule="",
                severity=Severity.ERROR,
                message=f"{section_words(telling)}：{what}“{telling.quote(match.start(), match.end())}”",
                places=(section_place(telling, match.start(), match.end()),),
                found=telling.quote(match.start(), match.end()),
                hint=_HINT,
                source=_SOURCE,
            )
