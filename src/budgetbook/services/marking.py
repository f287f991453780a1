"""A published PDF with each finding as a note where it stands, so that whoever has to mend it sees what and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from budgetbook.model.finding import Finding, FindingPlace, Report, Severity
from budgetbook.model.finding_words import SEVERITY_WORDS, part_words, quote_words, value_words
from budgetbook.readers.child.messages import Note
from budgetbook.readers.limited import Limits, mark_limited

_COLOURS = {
    Severity.ERROR: (0xC6, 0x28, 0x28),
    Severity.WARNING: (0xD9, 0x7B, 0x00),
    Severity.NOTICE: (0x1F, 0x6F, 0xD0),
}
_TITLE = 60  # characters of an outline's entry
_HEAD = 1024


def document_marked(
    *,
    path: str | Path,
    report: Report,
    titles: Mapping[str, str],
    file: str | None = None,
    limits: Limits | None = None,
) -> bytes:
    """The PDF at `path` with the findings of `report` as annotations: at their cells or words, in the page's margin where neither is known.

    `titles` are those of the rules by id. `file` is what places call this PDF where the document was read from several files. Raises
    UnreadableFile where it is no PDF or can't be written to, and as `disclosure_read`.
    """
    notes = [note for finding in report.findings for note in _notes(finding, titles.get(finding.rule, ""), file)]
    return mark_limited(path, notes, limits=limits)


def is_pdf(path: str | Path) -> bool:
    """Whether the file at `path` is a PDF by its content; False where there is no such file."""
    try:
        with Path(path).open("rb") as stream:
            return b"%PDF-" in stream.read(_HEAD)
    except OSError:
        return False


def _notes(finding: Finding, title: str, file: str | None) -> Iterator[Note]:
    """The finding's note at its first place in this file, and a short one at each further place."""
    places = [place for place in finding.places if file is None or place.file in (None, file)]
    if finding.places and not places:
        return
    word = SEVERITY_WORDS[finding.severity]
    for number, place in enumerate(places or [FindingPlace()]):
        yield Note(
            name=finding.id if number == 0 else f"{finding.id}.{number + 1}",
            subject=f"{word}：{title or finding.rule}",
            contents=_whole(finding) if number == 0 else _further(finding, place),
            colour=_COLOURS[finding.severity],
            title=f"{word} · {finding.message}"[:_TITLE] if number == 0 else None,
            page=place.page,
            box=place.box,
            text=place.text,
            boxed=place.statement is not None and place.row is not None,
        )


def _whole(finding: Finding) -> str:
    lines = (
        f"【{SEVERITY_WORDS[finding.severity]}】{finding.message}",
        value_words(finding),
        f"建议：{finding.hint}" if finding.hint else "",
        f"依据：{finding.source}" if finding.source else "",
        f"规则 {finding.rule}，编号 {finding.id}",
    )
    return "\n".join(line for line in lines if line)


def _further(finding: Finding, place: FindingPlace) -> str:
    here = " · ".join(part for part in (*part_words(place), quote_words(place)) if part)
    return f"【相关】{here}\n与编号 {finding.id} 的{SEVERITY_WORDS[finding.severity]}有关：{finding.message}"
