"""`kill -9` at random moments under four clerks; afterwards nothing confirmed is lost and nothing is half done."""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from benchmarks.clerks import Clerk, Journal, as_data, at_work
from benchmarks.report import Table, median, say
from benchmarks.servers import Member, Server
from benchmarks.settings import Size
from benchmarks.worlds import Lab, World

SEED = 20190515
VICTIMS = ("everything", "everything", "web", "worker")
AFTERWARDS = 1.2
SETTLE = 100


@dataclass
class Findings:
    """What was seen wrong, in words; sets, because a wrong state is seen in every later round as well."""

    lost: set[str] = field(default_factory=set)
    half: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    untold: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)

    def take(self, found: dict[str, Any]) -> None:
        for name in ("lost", "half", "twice", "untold"):
            getattr(self, name).update(found[name])

    def __len__(self) -> int:
        return sum(map(len, (self.lost, self.half, self.twice, self.untold, self.other)))


def run(lab: Lab, size: Size) -> bool:
    """Whether every database came through."""
    table = Table(
        "Crash test: kill -9 at random moments under 4 clerks",
        ("database", "rounds", "killed", "acts acknowledged", "cut off", "refused", "lost", "half states",
         "notices twice", "untold", "mails (repeated)", "other", "restart", "took"),
    )  # fmt: skip
    well = True
    for kind in lab.kinds:
        with lab.world(kind) as world:
            well &= Trial(world, size).run(table)
    table.notes.append("all zero: reached" if well else "NOT REACHED")
    table.show()
    return well


class Trial:
    """One database, its server, its clerks."""

    def __init__(self, world: World, size: Size) -> None:
        self.world, self.size = world, size
        self.rng = random.Random(SEED)
        self.server = Server(world)
        self.journal = Journal()
        self.clerks = [
            Clerk(f"{chr(65 + n)}", office, self.server.port, f"{SEED}-{n}", self.journal)
            for n, office in enumerate(size.offices)
        ]
        self.findings = Findings()
        self.killed: Counter[str] = Counter()
        self.starts: list[float] = []

    def run(self, table: Table) -> bool:
        began = time.monotonic()
        try:
            self.world.call("truth.at_any_hour")
            self._start()
            self._sign_in()
            for n in range(1, self.size.rounds + 1):
                self._round()
                if n % 10 == 0 or n == self.size.rounds:
                    acts = len(self.journal.acts)
                    say(f"{self.world.kind}: round {n}, {acts} acts, {len(self.findings)} findings")
            mails = self._settle()
        finally:
            self.server.kill_all()
        killed = "/".join(str(self.killed[name]) for name in ("everything", "web", "worker"))
        found = self.findings
        table.add(
            self.world.kind, self.size.rounds, killed, len(self.journal.acts), self.journal.cut_off,
            len(self.journal.refused), len(found.lost), len(found.half), len(found.twice), len(found.untold),
            f"{mails['sent']} ({mails['repeated']})", len(found.other), f"{median(self.starts):.1f} s",
            f"{time.monotonic() - began:.0f} s",
        )  # fmt: skip
        table.notes += self._words()
        return not len(found)

    def _words(self) -> list[str]:
        lines = [f"{self.world.kind}: killed everything/web/worker; acts confirmed: {self._by_kind()}"]
        for name in ("lost", "half", "twice", "untold", "other"):
            lines += [f"  {name}: {text}" for text in sorted(getattr(self.findings, name))[:10]]
        return lines + [f"  refused: {text}" for text in self.journal.refused[:10]]

    def _by_kind(self) -> str:
        counted = Counter(act.kind.partition(".")[2] for act in self.journal.acts)
        return ", ".join(f"{kind} {count}" for kind, count in counted.most_common())

    def _sign_in(self) -> None:
        """Each person once; those of one office share the cookies, as in two windows of a browser."""
        cookies: dict[str, dict[str, str]] = {}
        for clerk in self.clerks:
            for browser in clerk.browsers.values():
                if browser.username not in cookies:
                    browser.sign_in()
                    cookies[browser.username] = browser.cookies
                browser.cookies = dict(cookies[browser.username])

    def _start(self) -> None:
        self.starts.append(self.server.start())

    def _round(self) -> None:
        if self.server.process is None:
            self._start()
        else:
            self._wait_for_answer()
        stop = threading.Event()
        threads = at_work(self.clerks, stop)
        time.sleep(self.rng.uniform(0.1, self.size.longest_round))
        if not self._kill():
            time.sleep(AFTERWARDS)
        stop.set()
        for thread in threads:
            thread.join()
        self._check()

    def _wait_for_answer(self) -> None:
        """The supervisor brings back what was killed, later and later when it happens often; not waited for here."""
        deadline = time.monotonic() + 3
        while not self.server.answers():
            if time.monotonic() > deadline:
                self.server.kill_all()
                self._start()
                return
            time.sleep(0.05)

    def _kill(self) -> bool:
        """Kills one of the victims; whether that was everything."""
        victim = self.rng.choice(VICTIMS)
        members = self.server.members()
        chosen: list[Member] = []
        if victim == "web":
            chosen = [m for m in members if m.is_web and "supervise" not in m.command]
        elif victim == "worker":
            chosen = [m for m in members if m.is_work and "supervise" not in m.command]
        if chosen:
            self.server.kill([self.rng.choice(chosen)])
        else:
            victim = "everything"
            self.server.kill_all()
        self.killed[victim] += 1
        return victim == "everything"

    def _check(self) -> dict[str, Any]:
        found: dict[str, Any] = self.world.call("truth.check", acts=as_data(self.journal.acts))
        self.findings.take(found)
        for clerk in self.clerks:
            for pk in list(clerk.records):
                if pk in found["states"]:
                    clerk.records[pk] = found["states"][pk]
                else:
                    del clerk.records[pk]
        return found

    def _settle(self) -> dict[str, Any]:
        """A last spell of work without a crash, then the worker has to deal with all that is due."""
        self.server.kill_all()
        self._start()
        stop = threading.Event()
        threads = at_work(self.clerks, stop)
        time.sleep(1)
        stop.set()
        for thread in threads:
            thread.join()
        deadline = time.monotonic() + SETTLE
        while (left := self.world.call("truth.pending")) and time.monotonic() < deadline:
            time.sleep(0.5)
        if left:
            self.findings.other.add(f"{left} deliveries not made {SETTLE} s after the last act")
        self.server.stop()
        self._check()
        mails: dict[str, Any] = self.world.call("truth.mails")
        self.findings.other.update(mails["wrong"])
        return mails
