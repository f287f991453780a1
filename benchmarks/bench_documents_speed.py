"""How fast PDFs are read, whole process, against extracting their plain text by pypdfium2 and their tables by pdfplumber.

Every time is the best of several runs that take turns, so that what else the machine does disturbs all alike. pdfplumber is slow and
reads only every nth page, its time multiplied; its own start is not counted against it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from benchmarks.measurement import COMMAND, SAMPLES, Measurement, Run, timed
from budgetbook.model.codec import encode
from budgetbook.readers import read_document

_ROUNDS = 5
_MOST_RATIO, _LEAST_GAIN, _MOST_MEGABYTES = 2.0, 10.0, 150
_PUBLISHED = SAMPLES / "text" / "jincheng-zone-2026.txt"
_MORE_FORMS, _HOW_MANY = SAMPLES / "text" / "changzhi-hrss-2026.txt", 40  # with these it has more than 160 pages
_PLUMBED = 12  # pages at most that pdfplumber reads of a file
_PLAIN = (
    "import sys, pypdfium2\nfor page in pypdfium2.PdfDocument(sys.argv[1]):\n    page.get_textpage().get_text_range()"
)
_PLUMBER = (
    "import sys, time, pdfplumber\n"
    "pdf = pdfplumber.open(sys.argv[1])\n"
    "every = max(1, len(pdf.pages) // int(sys.argv[2]))\n"
    "began = time.perf_counter()\n"
    "for page in pdf.pages[::every]:\n"
    "    page.extract_tables()\n"
    "    page.close()\n"
    "print((time.perf_counter() - began) * len(pdf.pages) / len(pdf.pages[::every]), len(pdf.pages))"
)
_PUBLISH = (
    "import sys; from budgetbook.services.publishing import document_published;"
    "document_published(path=sys.argv[1], folder=sys.argv[2], formats=('pdf',))"
)


def _write_large(target: Path) -> None:
    """A disclosure with as many statements and forms as the largest departments publish."""
    made, other = read_document(_PUBLISHED), read_document(_MORE_FORMS)
    target.write_bytes(encode(replace(made, projects=made.projects + other.projects[:_HOW_MANY])))


def run() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.json"
        _write_large(large)
        timed([sys.executable, "-c", _PUBLISH, large, folder])
        sources = [*sorted((SAMPLES / "pdf").glob("*.pdf")), *sorted(Path(folder).glob("*.pdf"))]
        plain = read = plumbed = plain_busy = busy = 0.0
        largest = ("", 0.0)
        for source in sources:
            plainly, ours = _by_turns([sys.executable, "-c", _PLAIN, source], [COMMAND, "read", source, "--json"])
            tables, pages = timed([sys.executable, "-c", _PLUMBER, source, str(_PLUMBED)]).output.split()
            name = source.stem if source.is_relative_to(SAMPLES) else f"{_PUBLISHED.stem} published"
            yield Measurement(
                f"{name}, {pages} pages, {ours.megabytes:.0f} MB",
                f"{ours.seconds:.3f} s = {ours.seconds / plainly.seconds:.2f} × plain text ({ours.busy / plainly.busy:.2f} × its processor time), "
                f"pdfplumber {float(tables) / ours.seconds:.0f} × that",
                "read",
                ours.status == plainly.status == 0,
            )
            plain, read, plumbed = plain + plainly.seconds, read + ours.seconds, plumbed + float(tables)
            plain_busy, busy = plain_busy + plainly.busy, busy + ours.busy
            largest = max(largest, (name, ours.megabytes), key=lambda each: each[1])
        files = f"{len(sources)} PDFs to disclosure JSON, whole process"
        yield Measurement(
            f"{files}, against plain text ({plain:.2f} s)",
            f"{read:.2f} s = {read / plain:.2f} ×",
            f"≤ {_MOST_RATIO:.1f} ×",
            read <= _MOST_RATIO * plain,
        )
        yield Measurement(
            f"{files}, processor time of all their processes against plain text's", f"{busy / plain_busy:.2f} ×"
        )
        yield Measurement(
            f"{files}, against pdfplumber's extract_tables alone (at most {2 * _PLUMBED} pages of each, scaled: {plumbed:.0f} s)",
            f"{plumbed / read:.0f} × faster",
            f"≥ {_LEAST_GAIN:.0f} ×",
            plumbed >= _LEAST_GAIN * read,
        )
        yield Measurement(
            f"peak memory of the largest process of any, {largest[0]}",
            f"{largest[1]:.0f} MB",
            f"≤ {_MOST_MEGABYTES} MB",
            largest[1] <= _MOST_MEGABYTES,
        )


def _by_turns(*commands: Sequence[str | Path]) -> list[Run]:
    """The best run of each of the commands."""
    rounds = [[timed(command) for command in commands] for _ in range(_ROUNDS)]
    return [min(runs, key=lambda run: run.seconds) for runs in zip(*rounds, strict=True)]
