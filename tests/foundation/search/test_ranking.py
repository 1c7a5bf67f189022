"""What comes first when only a part of the words is there, and dates of long ago."""

from datetime import UTC, datetime
from pathlib import Path

from mingtang.foundation.search.engine import widening
from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.engine.wanted import How, Wanted
from mingtang.kernel.search.reading import read
from tests.foundation.search.shelves import made


def test_what_is_dated_before_1970_is_found(tmp_path: Path) -> None:
    old = Document("record", "1", "关于耕畜保险的通知", at=datetime(1954, 9, 20, tzinfo=UTC))
    new = Document("record", "2", "关于耕畜保险的通知", at=datetime(2024, 9, 20, tzinfo=UTC))
    found = made(tmp_path, [old, new]).find(Wanted(read("耕畜保险")))
    assert found.keys == ("record:2", "record:1")


def test_of_a_long_question_the_text_that_says_most_of_it_is_worth_more_than_one_word_in_a_title(
    tmp_path: Path,
) -> None:
    titled = Document("record", "1", "小区绿化养护规定", texts=("绿化养护由专人负责。",))
    told = Document(
        "record", "2", "住房管理规定", texts=("电动自行车不得停放在楼道，在楼道充电的处以罚款。",)
    )
    index = made(tmp_path, [titled, told])
    found = widening.widened(index, Wanted(read("小区邻居在楼道充电没人管会不会罚款")), 0, 20, {})
    assert found.wanted.how in (How.MOST, How.SOME)
    assert found.keys[0] == "record:2"


def test_pages_of_a_thousand_equal_texts_never_overlap_also_where_most_are_over(tmp_path: Path) -> None:
    """So many that a second, larger look is taken for the last pages."""
    documents = [
        Document("record", str(n), "关于公示的通知", texts=("耕地补贴",), is_over=n % 3 > 0)
        for n in range(1500)
    ]
    index, wanted = made(tmp_path, documents), Wanted(read("耕地"))
    keys = [key for start in range(0, 1000, 100) for key in index.find(wanted, start, 100).keys]
    assert len(keys) == len(set(keys)) == 1000
    in_force = [int(key.partition(":")[2]) % 3 == 0 for key in keys]
    assert in_force == [True] * 500 + [False] * 500
