import multiprocessing
from pathlib import Path

import pytest

from budgetbook.errors import PublishError
from budgetbook.services.files import folder_aside, moved_into, written_aside


def test_a_file_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "a.json"
    with written_aside(target) as aside:
        aside.write_text("{}")
        assert not target.exists()
    assert target.read_text() == "{}"
    assert [each.name for each in tmp_path.rglob("*")] == ["new", "a.json"]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_text("old")
    with pytest.raises(RuntimeError), written_aside(target) as aside:
        aside.write_text("half")
        raise RuntimeError
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a.json", "old")]


def test_a_folder_made_for_nothing_goes_again(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), folder_aside(tmp_path / "out"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_folders_above_made_for_nothing_go_too(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    with pytest.raises(RuntimeError), folder_aside(tmp_path / "kept" / "a" / "b"):
        raise RuntimeError
    assert [each.name for each in tmp_path.rglob("*")] == ["kept"]


def _put_often(out: Path, name: str) -> None:
    for _ in range(40):
        with folder_aside(out) as aside:
            (aside / "a").write_text(name)
            (aside / "data").mkdir()
            (aside / "data" / "b").write_text(name)
            moved_into(aside, out)


def test_two_into_one_folder_leave_all_of_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    context = multiprocessing.get_context("spawn")
    running = [context.Process(target=_put_often, args=(out, name)) for name in ("first", "second")]
    for process in running:
        process.start()
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0, 0]
    assert sorted(each.name for each in out.iterdir()) == ["a", "data"]
    assert (out / "a").read_text() == (out / "data" / "b").read_text()


def test_where_nothing_can_be_written_one_line_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishError, match="无法写入") as error, folder_aside(tmp_path / "file" / "out"):
        pass
    assert "\n" not in str(error.value)


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="未留下任何文件"), folder_aside(tmp_path):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [OSError(13, "Permission denied"), KeyboardInterrupt()])
def test_all_files_move_or_none(error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, out = tmp_path / "made", tmp_path / "out"
    for folder in (made, out):
        folder.mkdir()
    (made / "a").write_text("new a")
    (made / "b").write_text("new b")
    (out / "a").write_text("old a")
    rename = Path.rename

    def fails_on_b(self: Path, target: Path) -> Path:
        if self == made / "b":
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails_on_b)
    with pytest.raises(type(error)):
        moved_into(made, out)
    assert [(each.name, each.read_text()) for each in out.iterdir()] == [("a", "old a")]


def test_moving_replaces_files_and_folders(tmp_path: Path) -> None:
    made, out = tmp_path / "made", tmp_path / "out"
    for folder, text in ((made, "new"), (out, "old")):
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "facts.csv").write_text(text)
        (folder / "a.pdf").write_text(text)
    moved_into(made, out)
    assert {each.name for each in out.rglob("*")} == {"a.pdf", "data", "facts.csv"}
    assert (out / "data" / "facts.csv").read_text() == "new"
