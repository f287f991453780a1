"""Words of a disclosure as blocks: profile, narrative sections with what follows them, glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from budgetbook.forms.form import Form
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.narrative import Profile, Section, Term
from budgetbook.model.numerals import numeral
from budgetbook.writers.arrangement.catalogue import catalogue_table
from budgetbook.writers.arrangement.charts import pie_chart
from budgetbook.writers.arrangement.overall import overall_table
from budgetbook.writers.arrangement.performance import project_table
from budgetbook.writers.arrangement.words import Words, numbered
from budgetbook.writers.layout import Block, Chart, Heading, Paragraph

_SUB_HEADING = re.compile(r"[（(][一二三四五六七八九十]+[）)][^。；]{1,40}")
_CAPTION = re.compile(r"[^，。；：]{2,30}图")
# What follows a section where no form says: the section that speaks of it.
_SPEAKS_OF = (
    ("overall_performance", re.compile("绩效")),
    ("project_performance", re.compile("绩效")),
    ("purchase_catalogue", re.compile("其他|购买服务")),
)
ATTACHED = tuple(name for name, _ in _SPEAKS_OF)


def profile_blocks(profile: Profile, *, duties: str, structure: str) -> Iterator[Block]:
    """Duties and structure under their headings; a part that says nothing is left out."""
    if profile.duties:
        yield Heading(text=duties, level=2)
        for duty in profile.duties:
            yield from paragraphs(duty)
    if profile.structure:
        yield Heading(text=structure, level=2)
        yield from paragraphs(profile.structure)


def section_blocks(
    section: Section, *, after: Sequence[str], disclosure: Disclosure, form: Form | None, words: Words
) -> Iterator[Block]:
    """A section: its words with sub-headings, its chart, then what follows (`after`).

    A catalogue follows the sub-section that names it, since another may come behind (（二）其他).
    """
    yield Heading(text=numbered(section.section, section.title), level=2)
    blocks = [block for line in section.text.split("\n") for block in paragraphs(line)]
    chart_form = next((each.chart for each in form.sections if each.section == section.section), None) if form else None
    chart = pie_chart(chart_form, disclosure, words) if chart_form is not None else None
    if chart is not None:
        blocks = _with_chart(blocks, chart)
    for name in after:
        attached = list(attached_blocks(name, disclosure=disclosure, form=form, words=words))
        at = _end_of_sub_section(blocks, "目录") if name == "purchase_catalogue" else len(blocks)
        blocks[at:at] = attached
    yield from blocks


def attached_to(section: Section, form: Form | None) -> tuple[str, ...]:
    """The names of what follows `section`: as its form says, else as its title tells."""
    if form is not None and any(each.section == section.section for each in form.sections):
        return next(each.after for each in form.sections if each.section == section.section)
    return tuple(name for name, sign in _SPEAKS_OF if sign.search(section.title))


def attached_blocks(name: str, *, disclosure: Disclosure, form: Form | None, words: Words) -> Iterator[Block]:
    """The tables called `name`: overall_performance, project_performance or purchase_catalogue."""
    year = disclosure.fiscal_year
    if name == "overall_performance" and disclosure.overall_performance is not None:
        yield overall_table(
            disclosure.overall_performance,
            title=words.fill((form and form.overall_form_title) or "{kind}整体支出绩效目标申报表"),
            entity=disclosure.entity.name,
            entity_label=words.fill("{kind}名称"),
            year=year,
        )
    elif name == "project_performance":
        title = words.fill((form and form.project_form_title) or "项目支出绩效目标表")
        for number, project in enumerate(disclosure.projects):
            yield project_table(project, number=number, title=title, year=year)
    elif name == "purchase_catalogue" and disclosure.purchase_catalogue:
        catalogue_title = words.fill((form and form.catalogue_title) or "政府购买服务指导性目录")
        yield catalogue_table(disclosure.purchase_catalogue, title=catalogue_title)


def glossary_blocks(terms: Sequence[Term]) -> Iterator[Block]:
    """Terms, numbered, each with its meaning in one paragraph; the term and its colon are bold."""
    for number, term in enumerate(terms, 1):
        name = numbered(number, term.term.rstrip("：: "))
        first, *more = term.text.lstrip("：: ").split("\n")
        yield Paragraph(text=f"{name}：{first}", strong_until=len(name) + 1)
        for line in more:
            yield from paragraphs(line)


def paragraphs(text: str) -> Iterator[Block]:
    """`text` as paragraphs, one a line; a line that is a sub-heading (（一）…) becomes one."""
    for line in text.split("\n"):
        words = line.strip()
        if not words:
            continue
        if _SUB_HEADING.fullmatch(words):
            yield Heading(text=words, level=3)
        else:
            yield Paragraph(text=words)


def part_number(number: int) -> str:
    """第一部分 …"""
    return f"第{numeral(number)}部分"


def _with_chart(blocks: Sequence[Block], chart: Chart) -> list[Block]:
    """`blocks` with `chart` behind them, or in the place of its caption, where a document that was read has one (…图)."""
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and _CAPTION.fullmatch(block.text):
            return [*blocks[:at], msgspec.structs.replace(chart, title=block.text), *blocks[at + 1 :]]
    return [*blocks, chart]


def _end_of_sub_section(blocks: Sequence[Block], word: str) -> int:
    """Where the sub-section ends whose heading has `word`; the end of all where there is none."""
    headings = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    for at, following in zip(headings, [*headings[1:], len(blocks)], strict=False):
        heading = blocks[at]
        if isinstance(heading, Heading) and word in heading.text:
            return following
    return len(blocks)
