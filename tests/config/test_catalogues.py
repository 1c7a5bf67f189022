"""Translations are compiled where they are needed first, and that may be in two processes at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from mingtang.config.catalogues import compile_catalogues

TEXT = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "您好"\nmsgstr "Hello"\n'


def _folder(path: Path) -> Path:
    messages = path / "en" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    (messages / "django.po").write_text(TEXT, encoding="utf-8")
    return messages


def test_what_is_newer_than_its_text_is_not_compiled_again(tmp_path: Path) -> None:
    _folder(tmp_path)
    assert [compile_catalogues([tmp_path]) for _time in range(2)] == [1, 0]


def test_whoever_compiles_at_the_same_time_is_not_in_the_way(tmp_path: Path) -> None:
    folders = [_folder(tmp_path / str(n)) for n in range(20)]
    ready = Barrier(4)

    def compiled(_n: int) -> int:
        ready.wait()
        return compile_catalogues(tmp_path / str(n) for n in range(20))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(compiled, range(4)))
    for folder in folders:
        assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "django.po"]
        assert (folder / "django.mo").stat().st_mode & 0o777 == 0o644
