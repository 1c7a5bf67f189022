"""Files of a zip → documents, each with its attachments: by an index if there is one, else by folder and name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from mingtang.foundation.inspection.unpacking import Entry
from mingtang.foundation.tables.reading import UnreadableTable, read_tables
from mingtang.openness.intake.index import Index, read_index

DOCUMENTS = (".docx", ".html", ".htm", ".txt")
TABLES = (".csv", ".xlsx", ".xls")
_ATTACHMENT = re.compile(
    r"[（(【\[]?附[件表图录](?:\s*[\d０-９一二三四五六七八九十]|[\s:：.、_—（(）)】\]-]|$)"
)
_BETWEEN = " \u3000_-—.、（(【["


@dataclass
class Arranged:
    """A document with what the index says of it and the files that go with it."""

    entry: Entry
    given: dict[str, str] = field(default_factory=dict)
    files: list[Entry] = field(default_factory=list)


@dataclass
class Arrangement:
    papers: list[Arranged]
    problems: list[str]


def arrange(entries: Sequence[Entry]) -> Arrangement:
    """Every file is a document, an attachment of one, the index, or named among the problems."""
    found = _index_of(entries)
    if found is not None:
        place, index = found
        return _by_index(
            [entry for entry in entries if entry is not place], index, PurePosixPath(place.path).parent
        )
    return _by_folder(entries)


def _index_of(entries: Sequence[Entry]) -> tuple[Entry, Index] | None:
    """The highest table that names files which are there."""
    names = {PurePosixPath(entry.path).name for entry in entries}
    tables = [entry for entry in entries if entry.path.lower().endswith(TABLES)]
    for entry in sorted(tables, key=lambda e: (e.path.count("/"), e.path)):
        try:
            index = read_index(read_tables(entry.data, name=entry.path).grids)
        except UnreadableTable:
            continue
        if index is not None and any(PurePosixPath(row.file).name in names for row in index.rows):
            return entry, index
    return None


def _by_index(entries: Sequence[Entry], index: Index, folder: PurePosixPath) -> Arrangement:
    made = Arrangement([], list(index.problems))
    left = {entry.path: entry for entry in entries}
    for row in index.rows:
        entry = _named(left, folder, row.file)
        if entry is None:
            made.problems.append(
                _("索引第 %(row)s 行写的文件“%(file)s”不在压缩包里，这一行没有用。")
                % {"row": row.number, "file": row.file}
            )
            continue
        del left[entry.path]
        arranged = Arranged(entry, row.values)
        for name in row.files:
            beside = _named(left, folder, name)
            if beside is None:
                made.problems.append(
                    _("索引第 %(row)s 行写的附件“%(file)s”不在压缩包里。") % {"row": row.number, "file": name}
                )
            else:
                arranged.files.append(left.pop(beside.path))
        made.papers.append(arranged)
    made.problems += [_("“%(name)s”不在索引里，没有用。") % {"name": path} for path in left]
    return made


def _named(entries: dict[str, Entry], folder: PurePosixPath, name: str) -> Entry | None:
    """By its path from the index, else by a name that only one file has."""
    wanted = name.replace("\\", "/").strip().lstrip("./")
    exact = entries.get(str(folder / wanted)) or entries.get(wanted)
    if exact is not None:
        return exact
    last = PurePosixPath(wanted).name
    found = [
        e
        for path, e in entries.items()
        if PurePosixPath(path).name == last or PurePosixPath(path).stem == last
    ]
    return found[0] if len(found) == 1 else None


def named_attachments(names: Sequence[str]) -> set[str]:
    """Those of these file names that call themselves 附件1 and the like, or 某通知-附件1 beside 某通知.

    Empty when all do: then they are documents.
    """
    stems = {name: PurePosixPath(name).stem.strip() for name in names}
    found = {name for name, stem in stems.items() if _ATTACHMENT.match(stem)}
    for name, stem in stems.items():
        for other in stems.values():
            rest = stem.removeprefix(other) if other != stem else stem
            if rest != stem and _ATTACHMENT.match(rest.lstrip(_BETWEEN)):
                found.add(name)
    return set() if len(found) == len(stems) else found


def _by_folder(entries: Sequence[Entry]) -> Arrangement:
    documents = [entry for entry in entries if entry.path.lower().endswith(DOCUMENTS)]
    beside = _beside(documents)
    papers = [Arranged(entry) for entry in documents if entry.path not in beside]
    made = Arrangement(papers, [])
    for entry in entries:
        if entry in documents and entry.path not in beside:
            continue
        owner = _owner(papers, PurePosixPath(entry.path))
        if owner is None:
            made.problems.append(
                _(
                    "不知道“%(name)s”是哪篇文稿的附件，没有用。请把它和文稿放在单独的文件夹里，或让文件名以文稿的文件名开头。"
                )
                % {"name": entry.path}
            )
        else:
            owner.files.append(entry)
    return made


def _beside(documents: Sequence[Entry]) -> set[str]:
    """Paths of documents that are attachments of another in their folder."""
    found: set[str] = set()
    for folder in {PurePosixPath(entry.path).parent for entry in documents}:
        here = [path.name for entry in documents if (path := PurePosixPath(entry.path)).parent == folder]
        found |= {str(folder / name) for name in named_attachments(here)}
    return found


def _owner(papers: Sequence[Arranged], path: PurePosixPath) -> Arranged | None:
    """The document whose name this begins with, or the only one in its folder or the nearest above."""
    beginning = [
        paper
        for paper in papers
        if PurePosixPath(paper.entry.path).parent == path.parent
        and path.name.startswith(PurePosixPath(paper.entry.path).stem)
    ]
    if beginning:
        return max(beginning, key=lambda paper: len(paper.entry.path))
    for folder in (path.parent, *path.parent.parents):
        here = [paper for paper in papers if PurePosixPath(paper.entry.path).parent == folder]
        if here:
            return here[0] if len(here) == 1 else None
    return None
