"""How topic pages are found: by what is written on them. The records shown there are found themselves."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.events.models import Event
from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.indexes import keys_of, texts_of
from mingtang.foundation.search.searchable import SEARCHABLE, Face, Hit, Searchable
from mingtang.foundation.web.slots import Badge
from mingtang.openness.records import body
from mingtang.openness.topics import queries
from mingtang.openness.topics.models import Topic

KIND = queries.SUBJECT


def register() -> None:
    SEARCHABLE.register(
        KIND,
        Searchable(
            KIND,
            _("专栏"),
            40,
            Face(lambda: keys_of(queries.public()), _documents),
            lambda kind: kind.startswith("topic."),
            _touched,
            _hits,
            lambda ids: texts_of(queries.public().filter(pk__in=ids)),
            titled=_titled,
        ),
    )


def _touched(event: Event) -> Iterator[str]:
    yield event.subject_id


def _text(topic: Topic) -> str:
    """All that is written on the page itself."""
    blocks = topic.blocks.all()
    parts = (part for block in blocks for part in (block.heading, body.text_of(block.body), block.caption))
    return "　".join(filter(None, (topic.introduction, *parts)))


def _documents(ids: Sequence[str]) -> list[Document]:
    return [
        Document(
            KIND,
            str(topic.pk),
            topic.title,
            texts=(_text(topic),),
            unit_id=topic.unit_id,
            year=topic.published_at.year if topic.published_at else 0,
            at=topic.published_at,
        )
        for topic in queries.public().filter(pk__in=ids).prefetch_related("blocks")
    ]


def _hits(ids: Sequence[str], needles: Sequence[str]) -> dict[str, Hit]:
    return {
        str(topic.pk): Hit(
            topic.title,
            reverse("topics:topic", args=[topic.code]),
            topic.unit.short_name,
            topic.published_at,
            Badge("muted", _("已归档")) if topic.state == Topic.State.ARCHIVED else None,
            text=_text(topic),
        )
        for topic in queries.public().filter(pk__in=ids).prefetch_related("blocks")
    }


def _titled(words: str, most: int) -> list[str]:
    found = queries.public()
    for word in words.split():
        found = found.filter(title__icontains=word)
    return [str(topic.pk) for topic in found[:most]]
