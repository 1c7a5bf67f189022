"""Records led through their steps by the people of one office, by the same actions as the desk uses."""

from typing import Any

from mingtang.foundation.accounts.models import Person
from mingtang.foundation.organisations.models import Unit
from mingtang.foundation.organisations.queries import Authority, authority
from mingtang.openness.records import actions
from tests.county import CONTENT, County, Walk

OFFICE = "minzheng"
PARTS = {"drafter": "zhuanyuan", "reviewer": "guzhang", "secrecy": "baomi", "approver": "fenguan"}


class OfficeWalk(Walk):
    """A walk of the tests, by people of the demo county."""

    def who(self, role: str) -> Authority:
        return authority(Person.objects.get(username=f"{OFFICE}.{PARTS[role]}"))

    @property
    def drafter(self) -> Authority:
        return self.who("drafter")


def title_of(word: str) -> str:
    return f"关于公布{word}批次低保对象的公告"


def drafted(word: str) -> OfficeWalk:
    """A draft with a word of its own in its title and text."""
    unit = Unit.objects.get(slug=f"{OFFICE}-ju")
    who = authority(Person.objects.get(username=f"{OFFICE}.{PARTS['drafter']}"))
    record = actions.create_record(who, unit, None, _content(word))
    return OfficeWalk(County(), record, OFFICE)


def corrected(walk: OfficeWalk, word: str) -> None:
    """What was published, with another word."""
    walk.correct()
    walk.save(title=title_of(word), public_note="标题误写，已更正。")
    walk.to("feedback")


def _content(word: str) -> dict[str, Any]:
    body = f"<p>根据有关规定，现将{word}批低保对象和金额公布如下，接受监督。</p>"
    return CONTENT | {"title": title_of(word), "body": body, "summary": "", "doc_no": "", "theme": "17.03"}
