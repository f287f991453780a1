"""`interpret`: one document's blocks → its Disclosure, part by part. Each part stands in a module of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from budgetbook.errors import NotADisclosure
from budgetbook.forms.lexicon import key
from budgetbook.model.disclosure import Damage, Disclosure, Entity, EntityKind, Source
from budgetbook.readers.blocks import Block, SourceDocument
from budgetbook.readers.meaning.catalogue import purchase_catalogue
from budgetbook.readers.meaning.contents_entries import read_contents
from budgetbook.readers.meaning.cover import entity_of, read_cover
from budgetbook.readers.meaning.form import form_of
from budgetbook.readers.meaning.narrative import (
    read_assets,
    read_catalogue_reference,
    read_procurement,
    read_sections,
)
from budgetbook.readers.meaning.outline import Region, outline
from budgetbook.readers.meaning.performance import performance_forms
from budgetbook.readers.meaning.profile import read_glossary, read_profile
from budgetbook.readers.meaning.statements import read_statements


def interpret(document: SourceDocument, *, fiscal_year: int | None = None) -> Disclosure:
    """The disclosure that `document` prints; what stayed unclear is in its `damage`, with the place and a pointer to it.

    `fiscal_year` is the year of a document that names none: tables of which the words are in another file. Raises NotADisclosure where nothing in it is a statement, a section or a form, or where no fiscal year is named.
    """
    regions = outline(document.blocks)
    cover = read_cover(regions)
    if not any(_tells_of_a_budget(region) for region in regions):
        raise NotADisclosure(
            document.name,
            "没有找到预算公开的报表、情况说明或绩效目标表",
            "请确认这是部门或单位的预算公开文件；填报工作簿要另存为 .xlsx 再读",
        )
    year = cover.year or fiscal_year
    if year is None:
        raise NotADisclosure(document.name, "没有找到预算年度", "请确认封面或表名写明了年度（如“2026年度”）")
    performance = performance_forms(_blocks_of(regions, "performance"), year)
    units = frozenset(key(project.unit) for project in performance.projects if project.unit)
    statements = read_statements(regions, year, cover.name, units)
    catalogue, catalogue_damage = purchase_catalogue(_blocks_of(regions, "purchase_catalogue"))
    form = form_of(reading.statement.title for reading in statements)
    entity = entity_of(cover, statements, [region.title for region in regions])
    damage = [
        *document.damage,
        *_placed_below((reading.damage for reading in statements), "/statements"),
        *performance.damage,
        *catalogue_damage,
    ]
    if entity is None:
        entity = Entity(name="", kind=cover.kind or EntityKind.DEPARTMENT)
        damage.append(Damage(what="entity_missing", note="没有找到部门或单位的名称", subject="/entity/name"))
    return Disclosure(
        source=Source(name=document.name, sha256=document.sha256, format=document.format, pages=document.pages),
        entity=entity,
        fiscal_year=year,
        phase=cover.phase,
        form=form.name if form else None,
        profile=read_profile(regions),
        statements=tuple(reading.statement for reading in statements),
        narrative=read_sections(regions),
        overall_performance=performance.overall,
        projects=performance.projects,
        procurement=read_procurement(regions),
        assets=read_assets(regions),
        purchase_catalogue=catalogue,
        catalogue_reference=read_catalogue_reference(regions),
        glossary=read_glossary(regions),
        damage=tuple(damage),
        contents=read_contents(document.blocks, document.contents),
    )


_TELLING = frozenset({"statement", "section", "performance", "duties", "structure"})


def _tells_of_a_budget(region: Region) -> bool:
    """Whether `region` is of a kind that other documents don't have; tables of money that nobody knows are in many."""
    return region.name in _TELLING and (region.statement is None or bool(region.statement.words))


def _blocks_of(regions: Sequence[Region], name: str) -> list[Block]:
    return [block for region in regions if region.name == name for block in region.blocks]


def _placed_below(readings: Iterable[tuple[Damage, ...]], root: str) -> Iterator[Damage]:
    """Damage with its pointers, which begin inside each reading, made pointers into the disclosure."""
    for number, found in enumerate(readings):
        for damage in found:
            subject = None if damage.subject is None else f"{root}/{number}{damage.subject}"
            yield msgspec.structs.replace(damage, subject=subject)
