"""Which texts of topic pages everybody reads."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.public_texts import PublicText, key_of, labels_of, register_rows
from mingtang.openness.topics import queries
from mingtang.openness.topics.models import Block, Topic

TOPIC, BLOCK = "topic_text", "topic_block"
_TOPIC, _BLOCK = ("title", "introduction"), ("heading", "body", "alt", "caption")


def register() -> None:
    register_rows(TOPIC, _("专栏"), queries.public, of_topic, labels_of(Topic, *_TOPIC))
    register_rows(BLOCK, _("专栏版块"), _blocks, of_block, labels_of(Block, *_BLOCK, "links"))


def _blocks() -> QuerySet[Block]:
    return Block.objects.filter(topic__in=queries.public()).select_related("topic")


def of_topic(topic: Topic) -> PublicText:
    return PublicText(
        key_of(topic),
        topic.unit_id,
        topic.title,
        reverse("topics:topic", args=[topic.code]),
        {name: getattr(topic, name) for name in _TOPIC},
        desk_url=reverse("topics_desk:topic", args=[topic.pk]),
    )


def of_block(block: Block) -> PublicText:
    topic = block.topic
    links = "".join(format_html('<p><a href="{}">{}</a></p>', address, name) for name, address in block.links)
    return PublicText(
        key_of(block),
        topic.unit_id,
        f"{topic.title}：{block}",
        reverse("topics:topic", args=[topic.code]),
        {**{name: getattr(block, name) for name in _BLOCK}, "links": links},
        desk_url=reverse("topics_desk:block", args=[topic.pk, block.pk]),
        html=frozenset({"body", "links"}),
    )
