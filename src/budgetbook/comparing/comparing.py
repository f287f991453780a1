"""Two disclosures give a comparison."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from budgetbook.codes import name_key
from budgetbook.comparing.cells import Naming
from budgetbook.comparing.figures import assets_compared, figures_compared, procurement_compared
from budgetbook.comparing.forms import overall_compared
from budgetbook.comparing.listing import Project, projects_of
from budgetbook.comparing.matching import Match, matched
from budgetbook.comparing.narrative import narrative_compared, profile_compared
from budgetbook.comparing.projects import projects_compared
from budgetbook.comparing.statements import statements_compared
from budgetbook.model.comparison import Change, Comparison, Document, ProjectChange, Standing
from budgetbook.model.coordinates import Coordinates
from budgetbook.model.disclosure import Disclosure, EntityKind
from budgetbook.model.facts import facts

_PHASES = {"budget": "预算", "final_accounts": "决算"}
_Named = dict[tuple[str | None, str], str]


def compare(old: Disclosure, new: Disclosure) -> Comparison:
    """What changed from `old` to `new`. What the reader of either wasn't sure of takes no part, and a remark says so."""
    standing = standing_of(old, new)
    found = matched(projects_of(old), projects_of(new))
    cells = tuple(facts(old)), tuple(facts(new))
    statements, doubtful = statements_compared(
        old, new, cells, naming=_naming(old, new, found.pairs), every_year=old.fiscal_year == new.fiscal_year
    )
    projects, projects_same = projects_compared(old, new, found)
    narrative, sections_same = narrative_compared(old, new)
    profile = tuple(profile_compared(old, new))
    overall = overall_compared(old, new)
    assets, procurement = tuple(assets_compared(old, new)), tuple(procurement_compared(old, new))
    changed = any(one.change is not Change.SAME for one in statements)
    return Comparison(
        old=_document(old),
        new=_document(new),
        standing=standing,
        identical=standing is Standing.VERSIONS
        and not (changed or projects or narrative or profile or overall or assets or procurement),
        remarks=tuple(_remarks(old, new, standing, doubtful)),
        figures=tuple(figures_compared(old, new, cells)),
        statements=statements,
        projects=projects,
        projects_same=projects_same,
        profile=profile,
        narrative=narrative,
        sections_same=sections_same,
        overall=overall,
        assets=assets,
        procurement=procurement,
    )


class ProjectComparer:
    """Compares the projects of documents alone. One of many documents (a department beside its units) is looked through once."""

    def __init__(self) -> None:
        self._listed: dict[int, tuple[Disclosure, list[Project]]] = {}

    def between(self, old: Disclosure, new: Disclosure) -> tuple[ProjectChange, ...]:
        """The projects that differ, as `compare` has them."""
        return projects_compared(old, new, matched(self._of(old), self._of(new)))[0]

    def _of(self, disclosure: Disclosure) -> list[Project]:
        found = self._listed.get(id(disclosure))
        if found is None:
            found = self._listed[id(disclosure)] = disclosure, projects_of(disclosure)
        return found[1]


def standing_of(old: Disclosure, new: Disclosure) -> Standing:
    """How two documents stand to each other, by what stands in them."""
    if name_key(old.entity.name) != name_key(new.entity.name) or old.entity.kind is not new.entity.kind:
        return Standing.ENTITIES
    if old.fiscal_year != new.fiscal_year:
        return Standing.YEARS
    return Standing.VERSIONS if old.phase is new.phase else Standing.PHASES


def _document(disclosure: Disclosure) -> Document:
    return Document(
        source=disclosure.source,
        entity=disclosure.entity,
        fiscal_year=disclosure.fiscal_year,
        phase=disclosure.phase,
    )


def _naming(old: Disclosure, new: Disclosure, pairs: list[Match]) -> tuple[Naming, Naming]:
    """What both documents call a unit and a project in keys: a renamed project has one name, and the only unit of a unit's document none."""
    names: tuple[_Named, _Named] = ({}, {})
    for number, match in enumerate(pairs):
        for side, project in zip(names, (match.old, match.new), strict=True):
            if project.at is not None:
                side[project.at] = f"#{number}"
    return _namer(old, names[0]), _namer(new, names[1])


def _namer(disclosure: Disclosure, projects: _Named) -> Naming:
    units = {row.coordinates.unit for statement in disclosure.statements for row in statement.rows} - {None}
    alone = disclosure.entity.kind is EntityKind.UNIT and len(units) <= 1

    def named(at: Coordinates) -> Coordinates:
        if at.unit is None and at.project is None:
            return at
        unit = None if alone or at.unit is None else name_key(at.unit)
        project = None if at.project is None else projects.get((at.unit, at.project), at.project)
        if project is not None and project.startswith("#"):
            unit = ""  # a matched project is the same whatever its unit is called
        return msgspec.structs.replace(at, unit=unit, project=project)

    return named


def _remarks(old: Disclosure, new: Disclosure, standing: Standing, doubtful: int) -> Iterator[str]:
    if standing is Standing.ENTITIES:
        both = "和".join(f"“{each.entity.name}”（{each.entity.kind.word}）" for each in (old, new))
        yield f"两份文件不是同一主体：{both}，以下是两者的对比，不是变化。"
    if old.phase is not new.phase:
        both = "、".join(f"{each.fiscal_year} 年{_PHASES[each.phase.value]}" for each in (old, new))
        yield f"一份是预算、一份是决算（{both}），数字的口径不同。"
    if new.fiscal_year - old.fiscal_year > 1:
        yield f"两份文件相隔 {new.fiscal_year - old.fiscal_year} 年，变化不是一年之间的。"
    for missing, other in ((old, new), (new, old)):
        for part, words in (("statements", "报表"), ("narrative", "情况说明"), ("projects", "绩效目标表")):
            if not getattr(missing, part) and getattr(other, part):
                name = missing.source.name if missing.source else f"{missing.fiscal_year} 年的文件"
                yield f"{name} 中没有读到{words}，这一部分没有可比的内容。"
    if doubtful:
        yield f"有 {doubtful} 个金额读取时有疑问，没有参加对比。"
