"""Numbers of bank cards: ISO/IEC 7812 (Luhn), and how cards of banks here begin."""

from __future__ import annotations

_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)

# From memory, not read in a list of 银联: beginnings that debit and credit cards in use have.
UNION_PAY = ("62",)
OTHERS = (
    "103",  # 农行
    "356",  # JCB
    "370246",  # 工行
    "4",  # Visa
    "51",  # MasterCard
    "52",
    "53",
    "54",
    "55",
    "601382",  # 中行
    "601428",  # 交行
    "603",  # city banks
    "690755",  # 招行
    "81",  # newer cards
    "84301",
    "940",  # city banks
    "95588",  # 工行
    "95595",  # 光大
    "95599",  # 农行
    "966666",  # 兴业
    "98430",
)


def luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        total += _DOUBLED[int(digit)] if place % 2 else int(digit)
    return total % 10 == 0


def is_card(digits: str) -> bool:
    """Without any label beside it: 16 to 19 digits that begin like a card and pass the check."""
    if not 16 <= len(digits) <= 19 or len(set(digits)) < 4:
        return False
    if digits.startswith(UNION_PAY):
        return luhn(digits)
    # Cards of other brands have sixteen digits; the older nineteen-digit ones of banks are named above.
    length = 16 if digits[0] in "345" else 19
    return len(digits) == length and digits.startswith(OTHERS) and luhn(digits)
