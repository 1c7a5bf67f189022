"""Takes single characters out of the drawing of a PDF page: not covered, but gone (ISO 32000-1, 8 and 9.4).

The drawing is followed with all that moves the pen. Where a character to be hidden would be set, the pen moves on by
its width, or sets an asterisk that is as wide. Whether it was right is looked at afterwards, by who calls this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pikepdf

from mingtang.foundation.redaction.pdf_fonts import Font, Unsupported

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1, 0, 0, 1, 0, 0)
_STAR_WIDTH = 0.389
"""Of the asterisk of Helvetica."""
_WIDEST = 1.6
"""How far an asterisk is stretched; under a Chinese character it has room around."""
STAR_FONT = "/MtStars"
_NEAR = 0.35
"""Points between where pdfium and we see a character."""
_OPERATORS_MOST = 400_000
_DEEP = 8
_TOLD = ("/ActualText", "/Alt", "/E", "/Contents", "/T")
"""Text that stands for what is drawn."""


@dataclass
class _Pen:
    """What `q` keeps and `Q` brings back."""

    ctm: Matrix = _UNIT
    font: Font | None = None
    font_name: str = ""
    size: float = 0
    spacing: float = 0
    word_spacing: float = 0
    scale: float = 1
    leading: float = 0
    rise: float = 0


@dataclass
class Hidden:
    """Where the characters to be hidden begin, in the page as it is written. `met` are those that were found, `taken`
    counts what was taken out: a character may be drawn twice at one place."""

    spots: Sequence[tuple[float, float]]
    stars: bool
    met: set[int] = field(default_factory=set)
    taken: int = 0
    operators: int = 0

    def __post_init__(self) -> None:
        self._grid: dict[tuple[int, int], list[int]] = {}
        for number, (x, y) in enumerate(self.spots):
            self._grid.setdefault((int(x // 1), int(y // 1)), []).append(number)

    def is_hidden(self, x: float, y: float) -> bool:
        found = False
        for column in (int(x // 1) - 1, int(x // 1), int(x // 1) + 1):
            for row in (int(y // 1) - 1, int(y // 1), int(y // 1) + 1):
                for number in self._grid.get((column, row), ()):
                    spot = self.spots[number]
                    if abs(spot[0] - x) < _NEAR and abs(spot[1] - y) < _NEAR:
                        self.met.add(number)
                        found = True
        self.taken += found
        return found


def multiplied(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def rewrite_page(document: pikepdf.Pdf, page: pikepdf.Page, hidden: Hidden) -> None:
    """Raises Unsupported, before anything is changed."""
    resources = page.obj.get("/Resources")
    drawing = _Drawing(document, hidden, resources, _UNIT, 0)
    content = drawing.rewritten(page)
    page.obj.Contents = document.make_stream(b"q\n" + content + b"\nQ")
    page.obj.Resources = drawing.resources


class _Drawing:
    """One content stream, of a page or of a form on it."""

    def __init__(
        self,
        document: pikepdf.Pdf,
        hidden: Hidden,
        resources: Any,
        ctm: Matrix,
        deep: int,
        pen: _Pen | None = None,
    ) -> None:
        if deep > _DEEP:
            raise Unsupported("deep")
        self._document = document
        self._hidden = hidden
        self._deep = deep
        self.resources = pikepdf.Dictionary(
            {key: _copied(value) for key, value in resources.items()}
            if isinstance(resources, pikepdf.Dictionary)
            else {}
        )
        self._pen = replace(pen, ctm=ctm) if pen is not None else _Pen(ctm)
        self._stack: list[_Pen] = []
        self._fonts: dict[str, Font] = {}
        self._line = self._text = _UNIT
        self._out: list[tuple[Any, pikepdf.Operator]] = []
        self._used: set[str] = set()

    def rewritten(self, source: Any) -> bytes:
        depth = 0
        for instruction in pikepdf.parse_content_stream(source):
            self._hidden.operators += 1
            if self._hidden.operators > _OPERATORS_MOST:
                raise Unsupported("long")
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._out.append(instruction)  # type: ignore[arg-type]
                continue
            operands, operator = list(instruction.operands), str(instruction.operator)
            if operator == "Q" and not self._stack:
                continue
            depth += (operator == "q") - (operator == "Q")
            step = _STEPS.get(operator)
            if step is None:
                self._emit(operator, *operands)
            else:
                step(self, operator, operands)
        for _open in range(depth):
            self._emit("Q")
        forms = self.resources.get("/XObject")
        if isinstance(forms, pikepdf.Dictionary):
            for name in list(forms.keys()):
                if name not in self._used:
                    del forms[name]
        return pikepdf.unparse_content_stream(self._out)

    def _emit(self, operator: str, *operands: Any) -> None:
        self._out.append((list(operands), pikepdf.Operator(operator)))

    # Each step below follows one operator, and writes it, or what takes its place.

    def save(self, operator: str, operands: list[Any]) -> None:
        self._stack.append(replace(self._pen))
        self._emit(operator)

    def restore(self, operator: str, operands: list[Any]) -> None:
        self._pen = self._stack.pop()
        self._emit(operator)

    def move(self, operator: str, operands: list[Any]) -> None:
        self._pen.ctm = multiplied(_matrix(operands), self._pen.ctm)
        self._emit(operator, *operands)

    def state(self, operator: str, operands: list[Any]) -> None:
        found = _named(self.resources, "/ExtGState", operands)
        if isinstance(found, pikepdf.Dictionary) and "/Font" in found:
            raise Unsupported("font by state")
        self._emit(operator, *operands)

    def begin(self, operator: str, operands: list[Any]) -> None:
        self._line = self._text = _UNIT
        self._emit(operator)

    def font(self, operator: str, operands: list[Any]) -> None:
        name = str(operands[0])
        if name not in self._fonts:
            self._fonts[name] = Font(_named(self.resources, "/Font", operands))
        self._pen.font, self._pen.font_name, self._pen.size = self._fonts[name], name, float(operands[1])
        self._emit(operator, *operands)

    def number(self, operator: str, operands: list[Any]) -> None:
        value = float(operands[0])
        name = {"Tc": "spacing", "Tw": "word_spacing", "TL": "leading", "Ts": "rise", "Tz": "scale"}[operator]
        setattr(self._pen, name, value / 100 if operator == "Tz" else value)
        self._emit(operator, *operands)

    def place(self, operator: str, operands: list[Any]) -> None:
        self._line = self._text = _matrix(operands)
        self._emit(operator, *operands)

    def shift(self, operator: str, operands: list[Any]) -> None:
        x, y = float(operands[0]), float(operands[1])
        if operator == "TD":
            self._pen.leading = -y
        self._line = self._text = multiplied((1, 0, 0, 1, x, y), self._line)
        self._emit(operator, *operands)

    def next_line(self, operator: str, operands: list[Any]) -> None:
        self._line = self._text = multiplied((1, 0, 0, 1, 0, -self._pen.leading), self._line)
        self._emit("T*")

    def show(self, operator: str, operands: list[Any]) -> None:
        if operator == '"':
            self.number("Tw", operands[:1])
            self.number("Tc", operands[1:2])
        if operator in ("'", '"'):
            self.next_line("T*", [])
        self._show([operands[-1]] if operator != "TJ" else list(operands[0]))

    def draw(self, operator: str, operands: list[Any]) -> None:
        name = str(operands[0])
        found = _named(self.resources, "/XObject", operands)
        if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Form":
            ctm = multiplied(_matrix(list(found.get("/Matrix", _UNIT))), self._pen.ctm)
            inner = _Drawing(
                self._document,
                self._hidden,
                found.get("/Resources", self.resources),
                ctm,
                self._deep + 1,
                self._pen,
            )
            before = self._hidden.taken
            content = inner.rewritten(found)
            if self._hidden.taken > before:
                kept = {
                    key: found.get(key)
                    for key in ("/Type", "/Subtype", "/BBox", "/Matrix", "/Group", "/FormType")
                    if key in found
                }
                made = self._document.make_stream(content, **{key[1:]: value for key, value in kept.items()})
                made.Resources = inner.resources
                # A form that is drawn twice hides something at one place and not at the other.
                name = f"/MtForm{len(self._out)}"
                self.resources.XObject[name] = self._document.make_indirect(made)
        self._used.add(name)
        self._emit(operator, pikepdf.Name(name))

    def mark(self, operator: str, operands: list[Any]) -> None:
        told = operands[1] if len(operands) > 1 else None
        if isinstance(told, pikepdf.Name):
            told = _named(self.resources, "/Properties", operands[1:])
        if isinstance(told, pikepdf.Dictionary) and any(key in told for key in _TOLD):
            self._emit("BMC" if operator == "BDC" else "MP", operands[0])
        else:
            self._emit(operator, *operands)

    def _show(self, parts: list[Any]) -> None:
        pen = self._pen
        if pen.font is None:
            raise Unsupported("no font")
        array: list[Any] = []
        shown = bytearray()
        hides: list[float] = []

        def flush_shown() -> None:
            if shown:
                array.append(pikepdf.String(bytes(shown)))
                shown.clear()

        def flush_hidden() -> None:
            nonlocal array
            if not hides:
                return
            if self._hidden.stars and (width := sum(hides)) > 0 and pen.size > 0 and pen.scale > 0:
                if array:
                    self._emit("TJ", pikepdf.Array(array))
                    array = []
                self._stars(len(hides), width)
            elif pen.size and pen.scale:
                array.append(_decimal(-sum(hides) * 1000 / (pen.size * pen.scale)))
            hides.clear()

        for part in parts:
            if not isinstance(part, pikepdf.String):
                flush_hidden()
                flush_shown()
                array.append(part)
                self._advance(-float(part) / 1000 * pen.size * pen.scale)
                continue
            for code, width, is_space in pen.font.codes(bytes(part)):
                step = (
                    width / 1000 * pen.size + pen.spacing + (pen.word_spacing if is_space else 0)
                ) * pen.scale
                where = multiplied((1, 0, 0, 1, 0, pen.rise), multiplied(self._text, pen.ctm))
                if self._hidden.is_hidden(where[4], where[5]):
                    if not pen.size or not pen.scale:
                        raise Unsupported("size")
                    flush_shown()
                    hides.append(step)
                else:
                    flush_hidden()
                    shown += code
                self._advance(step)
        flush_hidden()
        flush_shown()
        if array:
            self._emit("TJ", pikepdf.Array(array))

    def _stars(self, count: int, width: float) -> None:
        """As many asterisks, as wide together as what they hide."""
        pen = self._pen
        fonts = self.resources.get("/Font")
        if not isinstance(fonts, pikepdf.Dictionary) or pen.font_name not in fonts:
            raise Unsupported("font from outside")
        if STAR_FONT not in fonts:
            fonts[STAR_FONT] = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        own = width / (count * _STAR_WIDTH * pen.size)
        scale = min(own, _WIDEST)
        self._emit("Tf", pikepdf.Name(STAR_FONT), _decimal(pen.size))
        self._emit("Tz", _decimal(100 * scale))
        self._emit("Tc", _decimal((own / scale - 1) * _STAR_WIDTH * pen.size))
        self._emit("Tj", pikepdf.String(b"*" * count))
        self._emit("Tz", _decimal(100 * pen.scale))
        self._emit("Tc", _decimal(pen.spacing))
        self._emit("Tf", pikepdf.Name(pen.font_name), _decimal(pen.size))

    def _advance(self, step: float) -> None:
        self._text = multiplied((1, 0, 0, 1, step, 0), self._text)


_STEPS = {
    "q": _Drawing.save,
    "Q": _Drawing.restore,
    "cm": _Drawing.move,
    "gs": _Drawing.state,
    "BT": _Drawing.begin,
    "Tf": _Drawing.font,
    **dict.fromkeys(("Tc", "Tw", "TL", "Ts", "Tz"), _Drawing.number),
    "Tm": _Drawing.place,
    "Td": _Drawing.shift,
    "TD": _Drawing.shift,
    "T*": _Drawing.next_line,
    **dict.fromkeys(("Tj", "TJ", "'", '"'), _Drawing.show),
    "Do": _Drawing.draw,
    "BDC": _Drawing.mark,
    "DP": _Drawing.mark,
}


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.5f}")


def _named(resources: Any, kind: str, operands: Sequence[Any]) -> Any:
    group = resources.get(kind)
    return group.get(str(operands[0])) if isinstance(group, pikepdf.Dictionary) and operands else None


def _copied(value: Any) -> Any:
    """Dictionaries of names are copied, since pages share them; what the names stand for is not."""
    if isinstance(value, pikepdf.Dictionary):
        return pikepdf.Dictionary({key: value.get(key) for key in value.keys()})  # noqa: SIM118
    return value
