"""Every kind of personal data has words for people."""

from mingtang.foundation.guard.wording.personal import WORDS
from mingtang.kernel.guard.personal.kinds import KINDS


def test_every_kind_has_its_words_and_no_other() -> None:
    assert set(WORDS) == set(KINDS)
    for words in WORDS.values():
        assert str(words.label)
        assert str(words.why)
        assert str(words.todo)
        assert "%(" not in f"{words.label}{words.why}{words.todo}"
