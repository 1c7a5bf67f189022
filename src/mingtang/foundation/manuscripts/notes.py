"""What a person should know about a manuscript that was read: codes with details, `messages.NOTES` has the texts."""

from __future__ import annotations

TRACKED_CHANGES = "tracked-changes"
HIDDEN_TEXT = "hidden-text"
COMMENTS = "comments"
PICTURE_UNKNOWN = "picture-unknown"
PICTURE_LINKED = "picture-linked"
DRAWING_LOST = "drawing-lost"
UNDECODABLE = "undecodable"
HEADERS = "headers"
