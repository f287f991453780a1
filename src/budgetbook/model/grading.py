"""How good a project's performance targets are, with reasons: a judgement of quality, never a finding of error."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Aspect(StrEnum):
    """What targets are judged by. Source: 《中央部门预算绩效目标管理办法》（财预〔2015〕88号）第十二条."""

    CLEAR = "指向明确"
    MEASURABLE = "细化量化"
    FEASIBLE = "合理可行"
    MATCHING = "相应匹配"


class Level(StrEnum):
    """The usual four levels: 优 from 90 points, 良 from 80, 中 from 60, 差 below."""

    EXCELLENT = "优"
    GOOD = "良"
    FAIR = "中"
    POOR = "差"


class AspectGrade(msgspec.Struct, frozen=True, kw_only=True):
    """One aspect: points of 25, and why points were taken off (Chinese)."""

    aspect: Aspect
    points: int
    reasons: tuple[str, ...] = ()


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """A form's grade: points of 100, the level, and the four aspects. `judged` is False where the reader wasn't sure of its indicators."""

    project: str
    unit: str | None = None
    points: int
    level: Level
    aspects: tuple[AspectGrade, ...]
    judged: bool = True
