"""Nothing half written: files are made beside their place and moved there when they are whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from budgetbook.errors import PublishError, os_reason

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """A path to write to; moved to `path` when the block ends well, removed when it doesn't.

    Raises PublishError where the folder can't be written to or the disk is full.
    """
    with folder_aside(path.parent) as folder:
        aside = folder / path.name
        yield aside
        _moved(aside, path)


@contextmanager
def folder_aside(parent: Path) -> Iterator[Path]:
    """A temporary folder on the same disk as `parent` (made where missing), removed at the end.

    An OSError inside the block (read-only folder, full disk) becomes a PublishError that names `parent`.
    """
    made = [each for each in (parent, *parent.parents) if not each.exists()]
    try:
        parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".budgetbook-", dir=parent))
    except OSError as error:
        raise PublishError(
            f"{parent}：无法写入（{os_reason(error)}）。请检查文件夹权限和磁盘空间，或换一个输出位置"
        ) from error
    try:
        yield folder
    except OSError as error:
        raise PublishError(
            f"{parent}：写入失败（{os_reason(error)}）。未留下任何文件；请检查磁盘空间和权限后重试"
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # not empty: something was put there, by us or by someone else meanwhile
            for each in made:
                each.rmdir()


def moved_into(folder: Path, parent: Path) -> None:
    """Move everything in `folder` into `parent`, replacing what has the same name; all of it or, where a move fails, none.

    What stood there before is kept aside until every move has succeeded. Two that move into one folder take turns, so that what is there
    in the end is all of one of them.
    """
    with _turn_in(parent), tempfile.TemporaryDirectory(prefix=".budgetbook-old-", dir=parent) as kept:
        done: list[Path] = []
        replaced: list[Path] = []
        try:
            for made in sorted(folder.iterdir()):
                target = parent / made.name
                if target.exists():
                    target.rename(Path(kept) / made.name)
                    replaced.append(target)
                made.rename(target)
                done.append(target)
        except BaseException:  # an interrupt too: what is kept aside would go with its folder
            for target in done:
                _removed(target)
            for target in replaced:
                (Path(kept) / target.name).rename(target)
            raise


@contextmanager
def _turn_in(folder: Path) -> Iterator[None]:
    """Wait until no other process of ours moves into `folder`. Without effect where the system or the disk knows no such locks."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _moved(source: Path, target: Path) -> None:
    if target.is_dir():
        raise PublishError(f"{target}：同名文件夹已存在。请换一个输出位置")
    source.replace(target)


def _removed(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
