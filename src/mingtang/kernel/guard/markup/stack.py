"""The open elements of a page, as far as they bear on where a text ends and whether it is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mingtang.kernel.guard.markup.elements import BLOCKS, CELLS, FORMATTING, ITEMS, ROWS, SCOPES
from mingtang.kernel.guard.markup.sheets import Compound
from mingtang.kernel.guard.markup.styles import Look
from mingtang.kernel.guard.markup.tables import Grid
from mingtang.kernel.guard.pieces import Cell

DEPTH_MOST = 2_000
"""Elements inside each other; browsers stop at 512."""
NEAR = 32
"""How far an end tag of a word looks for its beginning."""

NOTHING: Compound = frozenset()


@dataclass(slots=True)
class Frame:
    name: str
    look: Look
    block: bool
    what: Compound = NOTHING
    cell: Cell | None = None
    grid: Grid | None = None


class Stack:
    """`ended` is called when a block ends, before the change: the text read so far belongs to what was open."""

    def __init__(self, look: Look, ended: Callable[[], None]) -> None:
        self._frames = [Frame("", look, True)]
        self._ended = ended
        self._scopes: list[dict[str, int]] = [{}]
        self._marks: list[int] = []
        """Where in `_frames` the scopes begin."""
        self._beyond = 0
        self._tables = 0
        self.look = look
        self.cell: Cell | None = None

    def around(self) -> list[Compound]:
        return [frame.what for frame in self._frames[-64:] if frame.what]

    @property
    def grid(self) -> Grid | None:
        """The table whose row or cell comes next."""
        return (
            next((self._frames[mark].grid for mark in reversed(self._marks)), None) if self._marks else None
        )

    def before(self, name: str) -> None:
        """What the start of an element ends."""
        if name in CELLS or name in ROWS:
            self._end_cell()
        elif name in ITEMS:
            for frame in reversed(self._frames[-NEAR:]):
                if frame.name in ITEMS[name]:
                    self._pop_to(frame.name)
                    break
                if frame.block and frame.name not in ("p", "div", "address"):
                    break

    def push(self, name: str, look: Look, what: Compound) -> None:
        if len(self._frames) >= DEPTH_MOST:
            self._beyond += 1
            return
        frame = Frame(name, look, name in BLOCKS, what, self.cell)
        self._frames.append(frame)
        self.look = look
        if not frame.block:
            return
        scope = self._scopes[-1]
        scope[name] = scope.get(name, 0) + 1
        if name in SCOPES:
            self._marks.append(len(self._frames) - 1)
            self._scopes.append({})
            if name == "table":
                frame.grid = Grid(self._tables)
                self._tables += 1

    def in_cell(self, cell: Cell) -> None:
        """The element just opened is that cell."""
        frame = self._frames[-1]
        frame.cell = self.cell = cell
        frame.grid = self._frames[self._marks[-2]].grid if len(self._marks) > 1 else None

    def open_paragraph(self) -> bool:
        return bool(self._scopes[-1].get("p"))

    def end(self, name: str) -> None:
        """An end tag."""
        if self._beyond:
            self._beyond -= 1
        elif name not in BLOCKS:
            self._end_word(name)
        elif name in ROWS:
            self._end_cell()
        elif self._scopes[-1].get(name):
            self._pop_to(name)
        elif name in SCOPES:
            self._end_scope(name)

    def _end_word(self, name: str) -> None:
        frames = self._frames
        for depth in range(1, min(NEAR, len(frames))):
            frame = frames[-depth]
            if frame.name == name:
                if not any(one.block for one in frames[-depth:]):
                    del frames[-depth:]
                else:
                    # “<b><p>…</b>…”: the block stays open, and what the word did to it is over.
                    outer = frames[-depth - 1].look
                    for one in frames[-depth:]:
                        if one.look == frame.look:
                            one.look = outer
                    frame.name = ""
                self.look = frames[-1].look
                return
            if frame.block and name not in FORMATTING:
                return

    def _end_scope(self, name: str) -> None:
        """`</table>` and the like also end what is open inside, but a cell's end does not end its table."""
        for mark in reversed(self._marks[-NEAR:]):
            if self._frames[mark].name == name:
                self._cut(mark)
                return
            if self._frames[mark].name == "table" or (name != "table" and self._frames[mark].name in CELLS):
                return

    def _end_cell(self) -> None:
        if self._marks and self._frames[self._marks[-1]].name in CELLS:
            self._cut(self._marks[-1])

    def _pop_to(self, name: str) -> None:
        at = len(self._frames) - 1
        while self._frames[at].name != name:
            at -= 1
        self._cut(at)

    def _cut(self, at: int) -> None:
        self._ended()
        frames = self._frames
        while len(frames) > at:
            frame = frames.pop()
            if self._marks and self._marks[-1] == len(frames):
                self._marks.pop()
                self._scopes.pop()
            if frame.block:
                self._scopes[-1][frame.name] -= 1
        self.look, self.cell = frames[-1].look, frames[-1].cell
