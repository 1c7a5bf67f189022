"""The kinds of files that can be kept, by key."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """`group`: document, table, slides, picture, audio, video, text or archive."""

    content_type: str
    extension: str
    label: Any
    group: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
_BYTES = "application/octet-stream"

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "pdf": Kind("application/pdf", "pdf", "PDF", "document"),
        "docx": Kind(_OFFICE + "wordprocessingml.document", "docx", "Word", "document"),
        "doc": Kind("application/msword", "doc", "Word", "document"),
        "xlsx": Kind(_OFFICE + "spreadsheetml.sheet", "xlsx", "Excel", "table"),
        "xls": Kind("application/vnd.ms-excel", "xls", "Excel", "table"),
        "pptx": Kind(_OFFICE + "presentationml.presentation", "pptx", "PPT", "slides"),
        "ppt": Kind("application/vnd.ms-powerpoint", "ppt", "PPT", "slides"),
        "ofd": Kind("application/ofd", "ofd", "OFD", "document"),
        "txt": Kind("text/plain", "txt", _("文本"), "text"),
        "csv": Kind("text/csv", "csv", "CSV", "table"),
        "png": Kind("image/png", "png", _("PNG 图片"), "picture"),
        "jpg": Kind("image/jpeg", "jpg", _("JPG 图片"), "picture"),
        "gif": Kind("image/gif", "gif", _("GIF 图片"), "picture"),
        "webp": Kind("image/webp", "webp", _("WebP 图片"), "picture"),
        "mp3": Kind("audio/mpeg", "mp3", _("MP3 音频"), "audio"),
        "m4a": Kind("audio/mp4", "m4a", _("M4A 音频"), "audio"),
        "wav": Kind("audio/wav", "wav", _("WAV 音频"), "audio"),
        "ogg": Kind("audio/ogg", "ogg", _("OGG 音频"), "audio"),
        "mp4": Kind("video/mp4", "mp4", _("MP4 视频"), "video"),
        "webm": Kind("video/webm", "webm", _("WebM 视频"), "video"),
        "vtt": Kind("text/vtt", "vtt", _("VTT 字幕"), "text"),
        "srt": Kind("text/plain", "srt", _("SRT 字幕"), "text"),
        # Never shown in place, so never of a type that a browser would run.
        "html": Kind(_BYTES, "html", _("网页"), "document"),
        "zip": Kind(_BYTES, "zip", _("压缩包"), "archive"),
    }
)
