"""The page inside a “web archive” (MHTML), as Excel, Word and browsers save it, also under the names .xls and .doc."""

from __future__ import annotations

import email
import email.policy

from mingtang.foundation.containers.refused import Refused


def page_of(data: bytes) -> bytes:
    """The HTML with the most table cells: a workbook is a frame page and one page for each sheet."""
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    pages = []
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                pages.append(content)
    if not pages:
        raise Refused("damaged")
    return max(pages, key=lambda page: page.lower().count(b"<td"))
