"""How much each benchmark does, by default and with `--quick`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """`few` and `many` are records in the lists; `runs` timed repetitions of a page; `offices` those of the clerks."""

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


USUAL = Size()
QUICK = Size(
    few=100,
    many=500,
    runs=1,
    bulk=200,
    batch=50,
    starts=1,
    rounds=2,
    longest_round=1.2,
    offices=("minzheng",) * 4,
    visits=5,
)
