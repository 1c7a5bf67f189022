"""Set terms of the party with another numeral or another last character, where the words around show which is meant:
“四位一体”总体布局, “三个意识”“四个自信”.

The same words with another numeral may be right elsewhere (四位一体的社保体系), so each is judged by its company. The
terms are from memory of the reports of the party's congresses; they only warn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.forms.fixed import TERM
from mingtang.kernel.guard.forms.reach import NAMED, begin_in
from mingtang.kernel.guard.hits import Hit
from mingtang.kernel.guard.passages import Passage

_Q = r"[“”\"‘’「」]{0,2}"
_AND = r"[“”\"‘’、，和及与\s]{0,4}"
_N = "一二三四五六七八九十两双"


class _Set(NamedTuple):
    key: str
    """What stands in every text in which the pattern can be found."""
    pattern: re.Pattern[str]
    """The wrong term is its first group."""
    right: str


def _of(key: str, pattern: str, right: str) -> _Set:
    """In the pattern N is any numeral, Q a quotation mark or none, + what joins two terms."""
    filled = pattern.replace("N", f"[{_N}]").replace("Q", _Q).replace("+", _AND)
    return _Set(key, re.compile(filled), right)


_SETS = (
    _of("个代表", "(N个代表)(?=Q重要思想)", "三个代表"),
    _of("三个代", "(三个代[^表理言])(?=Q重要思想)", "三个代表"),
    _of("位一体", "(N位一体)(?=Q总体布局)", "五位一体"),
    _of("五位一", "(五位一[^体])(?=Q总体布局)", "五位一体"),
    _of("个全面", "(N个全面)(?=Q战略布局)", "四个全面"),
    _of("四个全", "(四个全[^面])(?=Q战略布局)", "四个全面"),
    _of("个意识", "(N个意识)(?=+N个(?:自信|维护))", "四个意识"),
    _of("个意识", "(?:增强|树牢|树立)Q(N个意识)(?=Q[、，])(?=.{0,12}N个(?:自信|维护))", "四个意识"),
    _of("四个意", "(四个意[^识见愿])(?=+N个(?:自信|维护))", "四个意识"),
    _of("个自信", "N个意识+(?:坚定)?Q(N个自信)", "四个自信"),
    _of("个自信", "(N个自信)(?=+(?:做到)?QN个维护)", "四个自信"),
    _of("四个自", "四个意识+(?:坚定)?Q(四个自[^信])", "四个自信"),
    _of("个维护", "(?:做到|践行|自信+)Q(N个维护)(?![\u4e00-\u9fff]{0,6}[点项站人班队])", "两个维护"),
    _of("两个维", "(?:做到|自信+(?:做到)?)Q(两个维[^护修])", "两个维护"),
    _of("个确立", "(?:领悟|拥护|捍卫|认识)Q(N个确立)", "两个确立"),
    _of("个确立", "(N个确立)(?=Q的?决定性意义)", "两个确立"),
    _of("两个确", "(?:领悟|拥护|捍卫)Q(两个确[^立])", "两个确立"),
    _of("个确立", "([一三四五六七八九]个确立)", "两个确立"),
    _of("个全面", "协调推进Q(N个全面)", "四个全面"),
    _of("四个全", "协调推进Q(四个全[^面])", "四个全面"),
    _of("位一体", "统筹推进Q(N位一体)", "五位一体"),
    _of("个意识", "(?:增强|树牢|牢固树立|强化)“([一二三五六七八九两]个意识)”", "四个意识"),
    _of("个自信", "坚定“([一二五六七八九两]个自信)”", "四个自信"),
    _of("个维护", "“([一三四五六七八九]个维护)”", "两个维护"),
    _of("项规", "(?:贯彻|落实|执行|违反|遵守)(?:落实|执行)?Q((?:中央)?八项规[则矩律])", "八项规定"),
    _of("个务必", "(?:牢记|做到)Q([四五六七八九]个务必)", "三个务必"),
    _of("个一百年", "([一三四五六七八九十]个一百年)(?=Q奋斗目标)", "两个一百年"),
    _of("项规", "((?:中央)?[一二三四五六七九十两]项规定)(?=Q(?:及其实施细则)?精神)", "八项规定"),
    _of("项规", "((?:中央)?八项规[^定范划])(?=Q(?:及其实施细则)?精神)", "八项规定"),
    _of("项规", "((?:中央|落实)八项规[则矩律])", "八项规定"),
    _of("八条规定", "((?:中央)?八条规定)(?=Q(?:及其实施细则)?精神)", "八项规定"),
    _of("会一课", "([一二四五六七八九十两]会一课)", "三会一课"),
    _of("三会", "(三会[二三四五六七八九十两]课)", "三会一课"),
    _of("三会一", "(三会一[客刻科颗棵])(?![\u4e00-\u9fff]{0,2}[室员])", "三会一课"),
    _of("学一做", "([一三四五六七八九十]学一做)", "两学一做"),
    _of("两学", "(两学[二三四五六两]做)", "两学一做"),
    _of("两学一", "(两学一[作坐座])(?![\u4e00-\u9fff])", "两学一做"),
    _of("带一路", "([二三四五两]带一路)", "一带一路"),
    _of("一带", "(一带[二三四五两]路)", "一带一路"),
    _of("重一大", "([一二四五六七八九两]重一大)", "三重一大"),
    _of("三重", '(三重[二三四五两]大)(?=Q(?:事项|决策|制度|问题|$|[，。；、）)”"]))', "三重一大"),
    _of("严三实", "([一二四五六七八九两]严三实)", "三严三实"),
    _of("三严", "(三严[一二四五六七八九两]实)", "三严三实"),
    _of("国两制", "([二三四两]国两制)", "一国两制"),
    _of("一国", "(一国[一二三四]制)", "一国两制"),
    _of("议两公开", "([一二三五六七八两]议两公开)", "四议两公开"),
    _of("四议", "(四议[一二三四]公开)", "四议两公开"),
    _of("不两直", "([一二三五六七八两]不两直)", "四不两直"),
    _of("四不", "(四不[一二三四五]直)", "四不两直"),
    _of("不愁", '([一二三四五]不愁[“”"、]{0,3}三保障)', "两不愁三保障"),
    _of("不愁", '(两不愁[“”"、]{0,3}[一二四五两]保障)', "两不愁三保障"),
    _of("种形态", "监督执纪Q([一二三五六七八九两]种形态)", "四种形态"),
    _of("金山银", "(青山绿水就是金山银山)", "绿水青山就是金山银山"),
    _of("“亲”", "(“亲”[、和]?“[青轻情]”)(?=新?型?政商关系|的?政商关系|$|[，。])", "“亲”“清”"),
    _of("议", "(第一议[提体])", "第一议题"),
    _of("风", "(?:纠治|整治|反对|纠|防治)“([一二三五六七八九]风)”", "四风"),
    _of("岗", "(一岗[单三四]责|[二三两]岗双责)", "一岗双责"),
    _of("中会全", "((?:届)?[一二三四五六七]中会全)", "中全会"),
    _of("中全", "届([一二三四五六七]中全[汇绘惠委])", "中全会"),
)
_MAY = re.compile(f"金山银|亲”|[{_N}](?:[风议个位项会学带重严国议不种岗中条]|一[^年月日])|届")


def _see(passage: Passage) -> Iterator[Hit]:
    text = passage.text
    said: set[int] = set()
    for one in _SETS:
        if one.key not in text:
            continue
        for found in one.pattern.finditer(text):
            written, right = found[1], one.right
            if right == "中全会":
                right = written[: written.index("中")] + right
            bare = written.removeprefix("中央").removeprefix("落实")
            if bare == right or found.start(1) in said:
                continue
            said.add(found.start(1))
            start = found.end(1) - len(bare)
            yield passage.hit(
                TERM,
                start,
                found.end(1),
                confidence=0.9,
                args={"why": "near", "right": right, "source": ""},
                suggestion=right,
            )


detector("forms.set_terms", (TERM,), begin_in(NAMED, _MAY.search, _see), only_words=True)
