"""OFD (GB/T 33190): a zip of XML; encryption, attachments and what is executed are refused."""

from __future__ import annotations

from mingtang.foundation.containers.archive import Archive
from mingtang.foundation.containers.limits import Limits
from mingtang.foundation.containers.markup import name_of
from mingtang.foundation.containers.refused import Refused
from mingtang.foundation.inspection import office, whole
from mingtang.foundation.inspection.links import check_target
from mingtang.foundation.inspection.told import Told


def check(data: bytes, limits: Limits) -> Told:
    """Raises Refused."""
    told = Told("ofd")
    whole.archive_ends_well(data)
    archive = Archive(data, limits)
    office.check_names(archive)
    if archive.is_overlapping():
        raise Refused("too-large-unpacked")
    whole.archive_is_plain(archive, data)
    root = archive.xml("ofd.xml")
    if name_of(root) != "OFD":
        raise Refused("damaged")
    if any(name_of(element) == "Encryptions" for element in root.iter()) or "encryptions.xml" in archive:
        raise Refused("encrypted")
    for name in archive.names():
        office.read_through(archive, name, limits, 1)
        if name.endswith("attachments.xml"):
            told.note("ofd-attachments")
        if name.endswith(".xml"):
            for element in archive.xml(name).iter("{*}URI"):
                check_target(element.get("URI", ""), told, link=True)
    return told
