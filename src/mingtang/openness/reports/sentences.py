"""What an office would write about the numbers. No sentence says nothing: with zeros it says that there was none."""

from datetime import date

from django.utils.translation import gettext as _

from mingtang.openness.reports import addresses, periods
from mingtang.openness.reports.document import Form, Link, Piece, Sentence, rounded, written
from mingtang.openness.reports.figures import Figures
from mingtang.openness.reports.measures import MEASURES


class Teller:
    """Numbers of one report as words, each with the address of its list."""

    def __init__(self, figures: Figures) -> None:
        self.figures, self.asked = figures, figures.asked
        self.nouns = periods.nouns(self.asked.period)
        if self.asked.is_county:
            self.who = _("全县")
        else:
            self.who = self.asked.unit.short_name + ("" if figures.rows.alone else _("（含下属单位）"))

    def value(self, code: str, bucket: str = "this") -> float | None:
        return MEASURES[code].of(self.figures, bucket)

    def has(self, code: str) -> bool:
        return bool(self.value(code))

    def number(self, code: str) -> Piece:
        """“ 320 ” with its list."""
        measure, value = MEASURES[code], self.value(code)
        words = written(value, form_of(code))
        if not measure.listing or not value:
            return words
        return Link(words, addresses.listing(self.asked, measure.listing))

    def counted(self, code: str, verb: str = "") -> list[Piece]:
        """“公开信息 320 条”."""
        return [verb or str(MEASURES[code].label), " ", self.number(code), f" {MEASURES[code].noun}"]

    def change(self, code: str) -> str:
        """“，比上季度增加 12 条，比去年同期减少 3 条”; nothing where there is nothing to compare with.

        A period that runs is not compared with whole ones.
        """
        if self.asked.is_running or self.asked.begins_in:
            return ""
        words = [
            self._change(code, bucket, noun)
            for bucket, noun in (("before", self.nouns.before), ("year_ago", self.nouns.year_ago))
        ]
        return "".join(f"，{word}" for word in words if word)

    def _change(self, code: str, bucket: str, noun: str) -> str:
        now, then = self.value(code), self.value(code, bucket)
        if now is None or not then:
            return ""
        if MEASURES[code].noun == "%":
            points = rounded(now * 100) - rounded(then * 100)
            if not points:
                return _("与%(then)s持平") % {"then": noun}
            words = _("比%(then)s提高 %(n)s 个百分点") if points > 0 else _("比%(then)s下降 %(n)s 个百分点")
            return words % {"then": noun, "n": abs(points)}
        if now == then:
            return _("与%(then)s持平") % {"then": noun}
        words = (_("比%(then)s增加 %(n)s %(noun)s") if now > then else _("比%(then)s减少 %(n)s %(noun)s")) % {
            "then": noun,
            "n": f"{abs(now - then):,.0f}",
            "noun": MEASURES[code].noun,
        }
        return _("%(change)s（%(share)s）") % {"change": words, "share": _percent(now, then)}

    def published(self) -> Sentence:
        if not self.has("published"):
            return _said(_("%(period)s，%(who)s没有公开新的信息。") % self._names)
        pieces: list[Piece] = [_("%(period)s，%(who)s") % self._names, *self.counted("published")]
        pieces.append(self.change("published"))
        if self.has("policy"):
            pieces += ["；", *self.counted("policy")]
        return Sentence((*pieces, "。"))

    def timely(self) -> Sentence:
        """“本季度到期应公开 320 项，按时公开 301 项，按时率 94.1%，比上季度提高 2.3 个百分点。”"""
        this = self.nouns.this
        if not self.has("should"):
            return _said(_("%(this)s没有到期应公开的任务。") % {"this": this})
        pieces: list[Piece] = [
            this,
            *self.counted("should"),
            "，",
            *self.counted("on_time"),
            "，",
            _("按时率 "),
        ]
        pieces += [self.number("rate"), self.change("rate")]
        missed = [code for code in ("late", "overdue") if self.has(code)]
        for code in missed:
            pieces += ["；" if code == missed[0] else "，", *self.counted(code)]
        return Sentence((*pieces, "。"))

    def besides(self) -> Sentence | None:
        """What is not in the rate: declared, waived, not due yet."""
        found = [code for code in ("declared", "waived", "running") if self.has(code)]
        if not found:
            return None
        pieces: list[Piece] = [_("此外，") if self.has("should") else self.nouns.this]
        for n, code in enumerate(found):
            pieces += ["，" if n else "", *self.counted(code)]
        return Sentence((*pieces, _("，不计入按时率。")))

    def delays(self) -> Sentence | None:
        days, last = self.value("delay_mean"), self.value("delay_worst")
        if days is None or last is None:
            return None
        number = Link(written(last, Form.WHOLE), addresses.listing(self.asked, "delayed"))
        if round(days, 1) == last:
            return Sentence((_("逾期的都晚了 "), number, _(" 个工作日。")))
        mean = _("逾期的平均晚了 %(n)s 个工作日，最长的晚了 ") % {"n": written(days, Form.DECIMAL)}
        return Sentence((mean, number, _(" 个工作日。")))

    def changed(self) -> Sentence | None:
        """Withdrawn, corrected, displays cut short."""
        found = [code for code in ("withdrawn", "corrected", "cut_short") if self.has(code)]
        if not found:
            return None
        pieces: list[Piece] = [self.nouns.this]
        for n, code in enumerate(found):
            pieces += ["，" if n else "", *self.counted(code)]
        return Sentence((*pieces, "。"))

    def catalogue(self) -> Sentence:
        if not self.has("claimed"):
            return _said(_("%(who)s还没有认领公开目录事项。") % {"who": self.who})
        pieces: list[Piece] = [
            _("到%(day)s，%(who)s") % {"day": day_words(self.asked.today), "who": self.who}
        ]
        pieces += self.counted("claimed")
        if not self.has("covered"):
            return Sentence((*pieces, _("，都还没有公开信息。")))
        if self.value("covered") == self.value("claimed"):
            return Sentence((*pieces, _("，全部有公开信息。")))
        pieces += [_("，其中 "), self.number("covered"), _(" 项有公开信息，覆盖率 ")]
        return Sentence((*pieces, self.number("coverage"), "。"))

    def confirmed(self) -> Sentence | None:
        if not self.has("confirmed"):
            return None
        pieces: list[Piece] = [self.nouns.this, *self.counted("confirmed")]
        return Sentence((*pieces, self.change("confirmed"), "。"))

    def reports(self) -> Sentence | None:
        if not self.has("reported"):
            return None
        pieces: list[Piece] = [self.nouns.this, _("收到公众纠错 "), self.number("reported"), _(" 件")]
        if self.value("answered") == self.value("reported"):
            pieces += [_("，全部已答复")]
        elif self.has("answered"):
            pieces += [_("，已答复 "), self.number("answered"), _(" 件")]
        else:
            pieces += [_("，都还没有答复")]
        days = self.value("answer_mean")
        if days is not None:
            pieces += [_("，平均用时 %(n)s 个工作日") % {"n": written(days, Form.DECIMAL)}]
        if self.has("report_late"):
            pieces += ["；", *self.counted("report_late")]
        return Sentence((*pieces, "。"))

    def problems(self) -> Sentence | None:
        if not self.has("problems"):
            return None
        pieces: list[Piece] = [self.nouns.this, *self.counted("problems")]
        if self.value("cured") == self.value("problems"):
            pieces += [_("，全部整改销号")]
        elif self.has("cured"):
            pieces += [_("，已销号 "), self.number("cured"), _(" 个")]
        if self.has("uncured"):
            pieces += ["，", *self.counted("uncured")]
        return Sentence((*pieces, "。"))

    def reach(self) -> Sentence | None:
        found = [code for code in ("visits", "searches") if self.has(code)]
        if not found:
            return None
        pieces: list[Piece] = [self.nouns.this]
        for n, code in enumerate(found):
            pieces += ["；" if n else "", *self.counted(code), self.change(code)]
        return Sentence((*pieces, "。"))

    def stale(self) -> Sentence | None:
        if not self.has("stale"):
            return None
        pieces: list[Piece] = [
            _("到%(day)s，") % {"day": day_words(self.asked.today)},
            *self.counted("stale"),
        ]
        return Sentence((*pieces, "。"))

    def began(self) -> Sentence | None:
        """Why nothing is compared for a unit that was just set up."""
        day = self.asked.unit.established_on
        if not self.asked.begins_in or day is None:
            return None
        return _said(
            _("%(unit)s于%(day)s设立，没有可比的往期数据。")
            % {"unit": self.asked.unit.short_name, "day": day_words(day)}
        )

    @property
    def _names(self) -> dict[str, str]:
        return {"period": self.asked.words, "who": self.who}


def ranked(pairs: list[tuple[str, int]], noun: str) -> str:
    """“社会救助 45 条、义务教育 30 条”."""
    return "、".join(f"{name} {number:,} {noun}" for name, number in pairs)


def form_of(code: str) -> Form:
    noun = MEASURES[code].noun
    if noun == "%":
        return Form.SHARE
    return Form.DECIMAL if code in ("delay_mean", "answer_mean") else Form.WHOLE


def _percent(now: float, then: float) -> str:
    change = (now - then) / then * 100
    words = _("增长 %(n)s%%") if change > 0 else _("下降 %(n)s%%")
    return words % {"n": rounded(abs(change))}


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _said(text: str) -> Sentence:
    return Sentence((text,))
