"""A list with an identity number, and what is left of that when it is masked."""

from datetime import date

from mingtang.demo.identifiers import identity_number
from mingtang.kernel.guard.masking import masked
from tests.foundation.tables.making import xlsx

NUMBER = identity_number("990121", date(1987, 3, 12), 204)
MASKED = masked("personal.id_number", NUMBER)


def roster() -> bytes:
    def fill(sheet: object) -> None:
        sheet.append(["序号", "姓名", "身份证号"])  # type: ignore[attr-defined]
        sheet.append([1, "某某", NUMBER])  # type: ignore[attr-defined]

    return xlsx(fill)
