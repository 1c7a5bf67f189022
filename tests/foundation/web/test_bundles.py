"""The style sheets that pages ask for hold every small file, and are found and collected like any other."""

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.management import call_command

from mingtang.foundation.web.bundles import BUNDLES, SOURCES, BundleFinder


def test_bundles_hold_their_sources_and_printing_comes_last() -> None:
    for name, sources in BUNDLES.items():
        text = Path(str(finders.find(name))).read_text(encoding="utf-8")
        for source in sources:
            assert (SOURCES / source).read_text(encoding="utf-8") in text
        assert text.rindex("@media print {\n/* Paper") > text.rindex(
            (SOURCES / sources[-1]).read_text(encoding="utf-8")
        )
        assert text.count("{") == text.count("}")
    used = {source for sources in BUNDLES.values() for source in sources} | {"print.css"}
    assert used == {path.name for path in SOURCES.glob("*.css")}, "a style sheet that no page gets"


def test_a_bundle_is_written_again_only_when_a_source_changed() -> None:
    finder = BundleFinder()
    path = Path(finder.find("web/portal.css"))
    before = path.stat().st_mtime_ns
    assert Path(finder.find("web/portal.css")).stat().st_mtime_ns == before
    path.write_text("stale", encoding="utf-8")
    assert "--ink" in Path(finder.find("web/portal.css")).read_text(encoding="utf-8")
    assert not finder.find("web/tokens.css")


def test_collected_bundles_name_files_that_exist(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    call_command("collectstatic", verbosity=0, interactive=False, ignore=["admin*", "django_prose_editor*"])
    [portal] = tmp_path.glob("web/portal.*.css")
    assert 'url("pointer.' in portal.read_text(encoding="utf-8"), (
        "addresses inside carry the mark of their version"
    )
