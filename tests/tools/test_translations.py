"""Messages are found in Python and templates, and a placeholder that a translation loses is noticed."""

from pathlib import Path

import pytest

from tools import translations


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "src" / "mingtang"
    (package / "app" / "templates" / "app").mkdir(parents=True)
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "PACKAGE", package)
    monkeypatch.setattr(translations, "_labels", lambda: iter(()))
    monkeypatch.setattr(translations, "CATALOGUE", package / "locale" / "en" / "LC_MESSAGES" / "django.po")
    translations.CATALOGUE.parent.mkdir(parents=True)
    return package


def messages() -> set[object]:
    return {m.id if isinstance(m.id, str) else tuple(m.id) for m in translations.extract() if m.id}


def test_python_and_templates(package: Path) -> None:
    (package / "a.py").write_text('_("甲")\nngettext("%d 件", "%d 件们", n)\npgettext("月", "乙")\n_(name)\n')
    (package / "app" / "templates" / "app" / "b.html").write_text(
        '<p title="{% translate "丙" %}">\n      {% blocktranslate count n=n %}{{ n }} 个{% plural %}{{ n }} 个们'
        '{% endblocktranslate %}\n  {{ _("丁")|default:"x" }} it\'s {# 注 #}</p>\n'
    )
    assert messages() == {"甲", ("%d 件", "%d 件们"), "乙", "丙", ("%(n)s 个", "%(n)s 个们"), "丁"}


def test_labels_of_the_kernel_are_messages_too() -> None:
    assert {"通知", "自然人", "民政、乡村振兴、救灾", "土地"} <= {
        label for _place, label in translations._labels()
    }


def test_translations_stay_and_old_messages_go(package: Path) -> None:
    source = package / "a.py"
    source.write_text('_("甲 %(x)s")\n_("乙")\n')
    translations.CATALOGUE.write_bytes(translations.rendered())
    text = translations.CATALOGUE.read_text()
    translations.CATALOGUE.write_text(
        text.replace('msgid "甲 %(x)s"\nmsgstr ""', 'msgid "甲 %(x)s"\nmsgstr "A %(x)s"')
    )
    source.write_text('_("甲 %(x)s")\n_("丙")\n')
    assert translations._faults() == ["missing: '丙'", "superfluous: '乙'"]
    translations.CATALOGUE.write_bytes(translations.rendered())
    assert translations._faults() == []
    assert 'msgstr "A %(x)s"' in translations.CATALOGUE.read_text()
    assert "乙" not in translations.CATALOGUE.read_text()
    assert translations.rendered() == translations.CATALOGUE.read_bytes()


def test_a_lost_placeholder_is_a_fault(package: Path) -> None:
    (package / "a.py").write_text('_("甲 %(x)s")\n')
    text = translations.rendered().decode().replace('msgstr ""\n\n', 'msgstr "A"\n\n').rstrip()
    translations.CATALOGUE.write_text(text.replace('%(x)s"\nmsgstr ""', '%(x)s"\nmsgstr "A"') + "\n")
    assert any("placeholders differ" in fault for fault in translations._faults())
