"""How much each benchmark does, by default and with `--quick`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """`few` and `many` are records in the lists; `runs` timed repetitions of a page; `offices` those of the clerks.

    `rows` of a catalogue are imported and browsed, among so many `units` and with so many records as `links`, beside
    `rows_few`; `rows_most` are only imported. `prints` records are printed, `mutants` broken files read.
    At most so many `letters` of the corpus and `layouts` of a catalogue are read.

    `searched` records are searched, `words` of their words and `visits_of_search` addresses; `known` of them are looked
    for by title and number. `published` are waited for, also beside an import of `imported`; `articles` are asked.

    `guard_mutants` are broken files that the guard reads.

    Duties are checked of so many `claimed` rows beside the records of each size in `checked`.

    The guard reads one in `guard_every` papers of its set, and texts of `guard_megabytes` (of UTF-8), `guard_most` and,
    in one line, `guard_line`, also with `guard_words` on the house list.
    """

    few: int = 2_000
    many: int = 200_000
    runs: int = 21
    bulk: int = 10_000
    batch: int = 500
    starts: int = 3
    rounds: int = 50
    longest_round: float = 3.0
    offices: tuple[str, ...] = ("minzheng", "minzheng", "caizheng", "renshe")
    visits: int = 100
    rows: int = 10_000
    rows_few: int = 377
    rows_most: int = 50_000
    units: int = 110
    links: int = 5_000
    prints: int = 31
    mutants: int = 12_000
    letters: int = 1_000
    layouts: int = 1_000
    searched: int = 300_000
    words: int = 10
    visits_of_search: int = 400
    known: int = 1_000
    published: int = 50
    imported: int = 50_000
    articles: int = 1_000_000
    claimed: int = 5_000
    checked: tuple[int, ...] = (50_000, 100_000, 200_000)
    guard_mutants: int = 6_000
    guard_every: int = 1
    guard_megabytes: tuple[int, ...] = (1, 2, 4, 8)
    guard_most: int = 100
    guard_line: int = 10
    guard_words: int = 50_000


USUAL = Size()
QUICK = Size(
    few=40,
    many=120,
    runs=1,
    bulk=100,
    batch=50,
    starts=1,
    rounds=2,
    longest_round=1.2,
    offices=("minzheng",) * 4,
    visits=2,
    rows=200,
    rows_few=60,
    rows_most=200,
    units=80,
    links=40,
    prints=2,
    mutants=40,
    letters=12,
    layouts=3,
    searched=120,
    words=3,
    visits_of_search=6,
    known=8,
    published=2,
    imported=80,
    articles=200,
    claimed=60,
    checked=(40, 120),
    guard_mutants=40,
    guard_every=20,
    guard_megabytes=(1, 2),
    guard_most=2,
    guard_line=1,
    guard_words=2_000,
)
