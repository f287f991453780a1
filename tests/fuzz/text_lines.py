"""Mutations of plain text by its lines and cells: what conversion does to tables, and what nobody would write."""

from __future__ import annotations

from random import Random

_CELLS = (
    "", " ", "-", "0", "0.00", "1,2", "(3.00)", "９９", "9" * 40, "1e9", "合计", "205", "20501", "2050101", "教育支出", "单位：元", "一、", "（一）",
    "小计", "①", "2027年", "2026年", "项目支出", "基本支出", "年" * 2_000, "注：本表无数据", "|", "**", "# ", "\u200b", "\x00",
)  # fmt: skip
_LINES = (
    "", "\t\t\t", "2027年预算收支总表", "预算公开表3", "第一部分 概况", "第三部分 情况说明", "第四部分 名词解释", "二、2027年度部门预算收入情况说明",
    "项目支出绩效目标表", "整体支出绩效目标申报表", "目录", "- 3 -", "| a | b |", "|---|---|", "---", "部门名称：某某局\t单位：元", "1\t2\t3\t4",
    "政府购买服务指导性目录", "A15\t会议服务", "七、“三公”经费" * 50, "（十）",
)  # fmt: skip
_ENDS = ("\n", "\n", "\n", "\r\n", "\r", "\u2028", "\n\n")


def mutated_text(content: bytes, random: Random) -> bytes:
    """A mutated copy of a text in UTF-8; now and then in another encoding."""
    lines = content.decode("utf-8").split("\n")
    for _ in range(random.choice((1, 2, 5, 20, 100))):
        at = random.randrange(len(lines))
        cells = lines[at].split("\t")
        match random.randrange(9):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines[at:at] = [lines[at]] * random.choice((1, 2, 40))
            case 2:
                lines.insert(random.randrange(len(lines)), lines[at])
            case 3:
                lines.insert(at, random.choice(_LINES))
            case 4:
                lines[at] += lines[random.randrange(len(lines))]
            case 5:
                cells[random.randrange(len(cells))] = random.choice(_CELLS)
                lines[at] = "\t".join(cells)
            case 6:
                cells.insert(random.randrange(len(cells) + 1), random.choice(_CELLS))
                lines[at] = "\t".join(cells)
            case 7:
                del cells[random.randrange(len(cells))]
                lines[at] = "\t".join(cells)
            case _:
                random.shuffle(cells)
                lines[at] = "\t".join(cells)
    text = random.choice(_ENDS).join(lines)
    return text.encode(random.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16")), "replace")
