"""`budgetbook read FILE… --json` and nothing else, without the parser of command lines: programs call this for one file after the other,
and what that parser loads would take longer than reading a small document.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

from budgetbook.cli.terminal import bar, emit


def files_asked(arguments: Sequence[str]) -> list[Path] | None:
    """The files, where `arguments` ask for nothing but their JSON on standard output; None for every other call, right or wrong."""
    if arguments[:1] != ["read"] or "--json" not in arguments:
        return None
    rest = [each for each in arguments[1:] if each != "--json"]
    return [Path(each) for each in rest] if rest and not any(each.startswith("-") for each in rest) else None


def disclosure_printed(files: Sequence[Path], output: Path | None = None) -> None:
    """Disclosure JSON of the one document that `files` make, to `output` or alone on standard output."""
    gc.disable()  # all that this process makes is one document, and it ends with it
    from budgetbook.model.codec import encode
    from budgetbook.services.reading import disclosures_read

    with bar(f"读取 {files[0].name}") as heard:
        disclosure = disclosures_read(paths=files, progress=heard)
    emit(encode(disclosure, indent=1), output)
