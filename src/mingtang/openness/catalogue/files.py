"""The check of a file that should hold a catalogue: told from content, refused with what it is and what to do."""

from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.files.checks import Checked, Unacceptable
from mingtang.foundation.tables import messages
from mingtang.foundation.tables.kinds import tell
from mingtang.foundation.tables.limits import DEFAULT

_EXTENSIONS = {"xml-sheet": "xml", "mhtml": "mht", "text": "csv"}


def check_table(data: bytes, name: str) -> Checked:
    """Raises Unacceptable for what holds no table. The file is kept as it came and never shown in a browser."""
    try:
        kind = tell(data, DEFAULT)
    except Refused as error:
        raise Unacceptable(messages.reason(error.code)) from error
    # Without a kind: nothing is read out of it for search, the import reads it itself.
    return Checked("", "application/octet-stream", _EXTENSIONS.get(kind, kind), data)
