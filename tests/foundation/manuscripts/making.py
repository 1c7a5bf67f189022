"""Word files and pages as people hand them in, made when a test needs them."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx

from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.manuscripts.blocks import Block, Found
from mingtang.foundation.manuscripts.job import parse


def word(write: Callable[[Any], None]) -> bytes:
    """A DOCX file that python-docx writes."""
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_xml(body: str, **parts: str) -> bytes:
    """A DOCX file with this inside of `w:body`, and further parts such as `footnotes`."""
    space = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    relations = "".join(
        f'<Relationship Id="{name}" Type="{kinds}/{name}" Target="{name}.xml"/>' for name in parts
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="a" Type="{kinds}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        )
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text.replace("<w:", "<w:", 1).replace("XMLNS", space))
    return out.getvalue()


def read(data: bytes) -> Found:
    """Without a child process."""
    _kind, found = parse(data, Limits())
    return found


def blocks(data: bytes) -> list[Block]:
    return [block for block in read(data).blocks if block.html]


def html(data: bytes) -> list[str]:
    return [block.html for block in blocks(data)]


def noted(data: bytes) -> list[str]:
    return [code for code, _details in read(data).notes.listed()]
