"""The kinds of files that can hold a catalogue, as the upload check knows kinds: told from content."""

from collections.abc import Callable

from mingtang.foundation.files.kinds import FileKind, Unreadable
from mingtang.foundation.tables import messages
from mingtang.foundation.tables.kinds import tell
from mingtang.foundation.tables.limits import DEFAULT
from mingtang.foundation.tables.refused import Refused

_NAMES = {
    "xlsx": "Excel",
    "xls": "Excel",
    "xlsb": "Excel",
    "ods": "ODS",
    "xml-sheet": "Excel",
    "docx": "Word",
    "html": "HTML",
    "mhtml": "HTML",
    "text": "CSV",
}
_EXTENSIONS = {"xml-sheet": "xml", "mhtml": "mht", "text": "csv"}


def _is(kind: str) -> Callable[[bytes], bool]:
    def told(data: bytes) -> bool:
        try:
            return tell(data, DEFAULT) == kind
        except Refused:
            return False

    return told


def _refuse(data: bytes) -> bytes:
    """Says what the file is instead, and what to do."""
    try:
        tell(data, DEFAULT)
    except Refused as error:
        raise Unreadable(messages.reason(error.code)) from error
    return data


TABLE_KINDS = (
    *(
        FileKind("application/octet-stream", _EXTENSIONS.get(kind, kind), name, _is(kind), lambda data: data)
        for kind, name in _NAMES.items()
    ),
    FileKind("application/octet-stream", "bin", "", lambda data: True, _refuse),
)
