"""Grant actions of topic pages, and what may follow what. A topic is a page; its records have their own process."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.organisations.grants import grant_action
from mingtang.openness.topics.models import Topic

MANAGE = grant_action("topic.manage", _("编排专栏"))
PUBLISH = grant_action("topic.publish", _("公开、收起、撤回专栏"))

STAFF = (MANAGE, PUBLISH)

# The state after each act, and the states from which it may be done.
ACTS = {
    "publish": (Topic.State.OPEN, (Topic.State.DRAFT, Topic.State.ARCHIVED)),
    "archive": (Topic.State.ARCHIVED, (Topic.State.OPEN,)),
    "unpublish": (Topic.State.DRAFT, (Topic.State.OPEN, Topic.State.ARCHIVED)),
}
