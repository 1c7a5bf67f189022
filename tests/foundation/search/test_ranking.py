"""What comes first when only a part of the words is there, and dates of long ago."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from mingtang.foundation.search.engine import widening
from mingtang.foundation.search.engine.documents import Document
from mingtang.foundation.search.engine.wanted import How, Order, Wanted
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


def day(number: int) -> datetime:
    return datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=number)


def test_words_that_everything_has_tell_nothing_apart_so_titles_and_the_newest_come_first(
    tmp_path: Path,
) -> None:
    documents = [
        Document("record", "old", "救助名单", texts=("明堂县公示。" * 9,), at=day(1)),
        Document(
            "record", "new", "救助名单", texts=("明堂县公示，内容较长，说的是别的许多事情。",), at=day(9)
        ),
        Document("record", "one", "公示", texts=("明堂县",), at=day(2)),
        Document("record", "both", "明堂县公示", at=day(0)),
    ]
    index, wanted = made(tmp_path, documents), Wanted(read("明堂县 公示"))
    assert index.find(wanted).keys == ("record:both", "record:one", "record:new", "record:old")
    assert index.find(wanted).total == 4


def test_where_dates_are_left_aside_words_that_everything_has_are_weighed(tmp_path: Path) -> None:
    documents = [
        Document("record", "much", "救助名单", texts=("公示。" * 9,), at=day(1)),
        Document("record", "little", "救助名单", texts=("公示，内容较长，说的是别的许多事情。",), at=day(9)),
    ]
    index = made(tmp_path, documents)
    assert index.find(Wanted(read("公示"))).keys == ("record:little", "record:much")
    assert index.find(Wanted(read("公示"), order=Order.STRICT)).keys == ("record:much", "record:little")


def test_a_word_that_tells_texts_apart_is_weighed_beside_one_that_everything_has(tmp_path: Path) -> None:
    documents = [
        Document("record", str(n), "名单", texts=("明堂县" + "低保" * (n == 3) + "其他",), at=day(n))
        for n in range(60)
    ]
    documents += [Document("record", "much", "名单", texts=("明堂县" + "低保。" * 5,), at=day(0))]
    found = made(tmp_path, documents).find(Wanted(read("明堂县 低保")))
    assert found.keys == ("record:much", "record:3")


def test_pages_by_words_that_everything_has_hold_every_document_once(tmp_path: Path) -> None:
    """Some with one of the words or both in their titles, many of one day, some over."""
    documents = [
        Document(
            "record", str(n), ("名单", "公示", "明堂县公示", "明堂县")[n % 4], texts=("明堂县公示",), at=day(n // 50),
            is_over=n % 5 == 0,
        )
        for n in range(300)
    ]  # fmt: skip
    index, wanted = made(tmp_path, documents), Wanted(read("明堂县 公示"))
    pages = [index.find(wanted, start, 7) for start in range(0, 301, 7)]
    keys = [key for page in pages for key in page.keys]
    assert {page.total for page in pages} == {300}
    assert len(keys) == len(set(keys)) == 300
    assert [documents[int(key.partition(":")[2])].is_over for key in keys] == [False] * 240 + [True] * 60
    titled = [documents[int(key.partition(":")[2])].title for key in keys[:240]]
    assert titled[:60] == ["明堂县公示"] * 60
    assert set(titled[60:180]) == {"公示", "明堂县"}
    assert set(titled[180:]) == {"名单"}
