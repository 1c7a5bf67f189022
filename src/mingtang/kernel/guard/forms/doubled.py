"""Characters and words written twice by a slip: “的的”, “进进行”, “进行进行”.

Chinese doubles much on purpose (层层, 家家户户) and by the meeting of two words (委员会会议, 目的的, 以及及时). So what
counts is how the text falls into words: a slip leaves a character over that belongs to no word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingtang.kernel.guard.detectors import detector
from mingtang.kernel.guard.forms.cutting import Word, is_han, listed, words_around
from mingtang.kernel.guard.forms.reach import NAMED, begin_in
from mingtang.kernel.guard.hits import Hit, Severity, hit_kind
from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.words.right import SURNAMES

DOUBLED = hit_kind("words.doubled", Severity.WARN)

_TWICE = re.compile("([\u4e00-\u9fff]{1,4})\\1")
# Counted, weighed and named one by one.
_ALWAYS = frozenset(
    "〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟两甲乙丙丁某哈啊呵哦嘿嗯铃咚叮当嗒哗啦砰喳叽喵汪咩哞呜嗡咕隆轰"
)
_PARTICLES = frozenset("的了和与及在是把被就都也将并从对向为或")
# Nouns and verbs of one character that are often followed by a word that begins with them (市|市场监管局) or follow one
# that ends with them (公路|路长): found in statutes, where they are right.
_BEFORE_WORD = frozenset(
    "市水标人车原住林有税股河拍地村权产城医区事物和司任船港教经会县乡镇路校馆站所从以"
    "中窑塔墓桥楼井庙渠坝山湖街矿厂店院寺祠碑亭闸堰江溪沟谷岭峰煤灯药梁"
)
_AFTER_WORD = frozenset("路区园泉市地塘病库港道资军县乡镇村站馆校院局声")
_ALONE = frozenset(
    "市钉原泉账上对有建县天看谢想试说走听问等常年月日人个件条户家村乡层步样处点次片方时刻事岁朝暮声字句笔篇首座栋辆块颗株棵粒缕桩朵憨甜胖暖亮沉甸泄熙攘"
)
# Particles are seldom right beside their like, and then beside these words.
_RIGHT_BEFORE = listed(
    """
    的士 其他 其它 其余 国旗 国籍 国都 中国 中国共产党 内河 对方 对象 对手 对口 对外 对内 对策 和平 和谐 和解 和睦 及时
    在建 在校 在职 在线 在岗 在册 在编 在地 在场 在位 在途 在逃 在读 在押 为人 为期 向阳 与会 是非 将军 将来 并联
    并购 并网 并轨 就业 就医 就学 就近 就地 都市 把握 把关
    """
)
_RIGHT_AFTER = listed(
    """
    海关 健全 新建 改建 扩建 搭建 修建 自建 违反 场所 看守所 拘留所 法定 指定 我国 共和国 中国
    工作 直接 目的 标的 饱和 总和 内在 潜在 反对 普及 涉及 行为 作为 认为 成为 可以 予以 理由 事由 自由 所有 国有 方向
    导向 面向 服从 即将 成就 为了 除了 合并
    """
)
_DOUBTFUL = frozenset("对及与将")
# Before or behind these, and beside a single character, a word of two may begin that no dictionary knows: 药事, 存管.
_MAY_END = frozenset("办委资管建保处科股室队组段班系线")
_MAY_BEGIN = frozenset("有全同年入过划期日车产证当时用")
_NO_COMPOUND = frozenset("的了和与及或在是就都也将被把对向从为由以等不未并已要应可经其该此各每")
_NOUNS_TOO = frozenset(listed("规定 组织 保管 设计 领导 代表 委托 担保 主管 编辑 管理 项目"))
"""Who does it, and what he does: 本规定规定的, 专业组织组织."""
_DOUBTS = 0.7
_COUNTS = frozenset("一二两三几成")
# Said twice on purpose, when spoken.
_SPOKEN = listed(
    """
    研究 讨论 考虑 商量 学习 打听 锻炼 休息 活动 交流 慢慢
    """
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧萧"
) | {"欧阳", "上官", "司马", "诸葛"}
_IN_CELLS = SURNAMES | _SURNAMES
_TITLES = ("同志", "女士", "先生", "老师", "书记", "主任", "局长", "县长", "等")
_CERTAIN = ("确切", "确定", "确认", "确保", "确立", "确凿", "确诊", "确实", "确权")
_POETIC = frozenset("皎嘤坎绳熙萋菁呦夭灼穆霏靡粼潺涓袅唧辚萧戚迢脉喈蒹淙泠簌飒冉茕")
_SPEECH = re.compile("“[^“”]*[。！？…，][^“”]*”")
_LINE = re.compile("[\u4e00-\u9fff]+")
_MEASURES = {5: (0, 1, 2, 3), 7: (0, 2, 4, 5)}
"""Where in a line of verse, by its length, two like characters may begin."""
_PROSAIC = frozenset("的了和与及在是把被就都将并对县局镇乡委府")
_ADVERBS = frozenset(
    listed(
        """
        认真 全面 积极 切实 扎实 深入 严格 坚决 不断 大力 加快 持续 充分 及时 依法 主动 高度 精心 广泛 稳步 进一步
        着力 全力 努力 密切
        牢固 有效 有序 按照 根据 关于 以及
        """
    )
)
"""Never said twice, whatever word comes behind them."""
_LONG = 4
"""Words of so many characters are not written twice on purpose, however they are cut."""


def _see(passage: Passage) -> Iterator[Hit]:
    text = passage.text
    for found in _TWICE.finditer(text):
        word = found[1]
        if len(text) == 3 and passage.piece.cell is not None and text[0] in _IN_CELLS:
            # 于梅梅, 林林云: in a cell alone it is a name.
            continue
        # 一剂剂, 一项项.
        counted = len(word) == 1 and text[found.start() - 1 : found.start()] == "一"
        if counted or word[0] in _ALWAYS or (len(word) > 1 and _said_twice(text, found.start(), word)):
            continue
        start, end = found.span()
        if text.startswith(word, end) or text.startswith(word, start - len(word)):
            end, times = _all(text, start, word)
            if times > 4 or text.startswith(word, start - len(word)):
                continue
        if len(word) == 1 and _on_purpose(text, start, end, word):
            continue
        around = words_around(text, start, end)
        if (found[0] == "的的" and text[start - 1 : start] == "标") or _with_whom(text, start, end):
            continue
        # 新建|建（构）筑物, 我国|国（边）境.
        bracketed = text.startswith(("（", "("), end)
        if len(word) == 1 and (bracketed or (word not in _PARTICLES and _in_name(text, around, start, end))):
            continue
        sure = _one(around, start, word) if len(word) == 1 else _many(around, start, end, word)
        if sure:
            yield passage.hit(
                DOUBLED,
                start,
                end,
                severity=None if sure >= _DOUBTS else Severity.INFORM,
                confidence=sure,
                args={"word": word},
                fix=word if sure > 0.9 else None,
                suggestion=word,
            )


def _said_twice(text: str, start: int, word: str) -> bool:
    """What is spoken says things twice: 研究研究, “不急不急，先喝口水！”"""
    if word in _SPOKEN or word == word[0] * len(word):
        return True
    quoted = _SPEECH.match(text, text.rfind("“", 0, start)) if "“" in text[:start] else None
    return quoted is not None and quoted.end() > start


def _on_purpose(text: str, start: int, end: int, letter: str) -> bool:
    """的|的确, 行行出状元, 桩桩件件, and verse."""
    if letter == "的":
        return text.startswith("确", end) and not text.startswith(_CERTAIN, end)
    if letter in _PARTICLES:
        return False
    if letter in _POETIC or text.startswith(("行行出状元", "行行重行行", "离离原上草"), start):
        return True
    if text.startswith("行行重", start - 3):
        return True
    if any(_is_pair(text, at) and text[at] not in _PARTICLES for at in (end, start - 2)):
        return True
    return _in_verse(text, start, end)


def _is_pair(text: str, at: int) -> bool:
    return 0 <= at < len(text) - 1 and text[at] == text[at + 1] and is_han(text[at])


def _in_verse(text: str, start: int, end: int) -> bool:
    """Whether the line has five or seven characters, as the one beside it has, and the two stand at its measure."""
    first = max(0, start - 24)
    lines = list(_LINE.finditer(text, first, end + 24))
    at = next((n for n, one in enumerate(lines) if one.start() <= start < one.end()), -1)
    if at < 0:
        return False
    size, place = len(lines[at][0]), start - lines[at].start()
    if size not in _MEASURES or place not in _MEASURES[size] or lines[at].end() < end:
        return False
    if not _PROSAIC.isdisjoint(lines[at][0]):
        return False
    beside = [lines[n][0] for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    return any(len(line) == size and _PROSAIC.isdisjoint(line) for line in beside)


def _all(text: str, start: int, word: str) -> tuple[int, int]:
    """Where a word ends that is said again and again, and how often; five times are no slip."""
    end, times = start, 0
    while times < 5 and text.startswith(word, end):
        end, times = end + len(word), times + 1
    return end, times


def _in_name(text: str, around: list[Word], start: int, end: int) -> bool:
    """张瑶瑶, 李娜娜: a surname before it, and nothing else of a sentence around."""
    if not _SURNAMES.intersection((text[max(0, start - 1) : start], text[max(0, start - 2) : start])):
        return False
    surname = next((n for n, one in enumerate(around) if one.end == start), None)
    alone = around[0].start >= start - 2 and around[-1].end == end
    return surname is not None or alone or text.startswith(_TITLES, end)


def _with_whom(text: str, start: int, end: int) -> bool:
    """参与|与残疾人事业有关的活动."""
    return text[start - 1 : end] == "参与与" and any(
        word in text[end : end + 20] for word in ("有关", "相关", "相")
    )


def _one(around: list[Word], start: int, letter: str) -> float:
    """How sure it is that a character stands twice by a slip; 0 when it is none."""
    at = next((n for n, one in enumerate(around) if one.start <= start < one.end), None)
    if at is None:
        return 0
    word = around[at]
    if word.end > start + 1 or at + 1 == len(around):
        # The dictionary knows “对对” and “及及” too, which nobody writes.
        counted = at > 0 and around[at - 1].text[-1] in _COUNTS
        return 0.92 if word.text == letter * 2 and letter in _DOUBTFUL and not counted else 0
    after = around[at + 1]
    left, right = len(word.text) == 1, len(after.text) == 1
    if left and right:
        return 0 if letter in _ALONE else 0.97 if letter in _PARTICLES else 0.85
    if left:
        right_word = after.text.startswith(_RIGHT_BEFORE) and not (at == 0 and letter in _DOUBTFUL)
        if letter in _BEFORE_WORD or right_word:
            return 0
        return 0.5 if letter in _MAY_END or _joins(around, at - 1) else 0.85
    if right:
        if letter in _AFTER_WORD or word.text.endswith(_RIGHT_AFTER):
            return 0
        return 0.5 if letter in _MAY_BEGIN or _joins(around, at + 2) else 0.85
    return 0


def _joins(around: list[Word], at: int) -> bool:
    """Whether a word of one character stands there that may make one with its neighbour."""
    return 0 <= at < len(around) and len(around[at].text) == 1 and around[at].text not in _NO_COMPOUND


def _many(around: list[Word], start: int, end: int, word: str) -> float:
    """Each of the two has to be made of whole words, and neither may be the beginning of a longer one."""
    if word in _ADVERBS and not any(one.start < start < one.end for one in around):
        return 0.92
    borders = {one.start for one in around} | {one.end for one in around}
    if not borders.issuperset({start, start + len(word), end}):
        if len(word) >= _LONG:
            return 0.8
        tail = any(one.end == start + len(word) and one.start < start for one in around)
        again = any((one.start, one.end) == (start + len(word), end) for one in around)
        return 0.79 if tail and again and word not in _NOUNS_TOO else 0
    if word in _NOUNS_TOO:
        return 0.5
    inside = [one for one in around if start <= one.start < start + len(word)]
    if len(word) < _LONG and any(len(one.text) == 1 for one in inside):
        return 0
    return 0.95 if len(inside) == 1 else 0.92


detector("forms.doubled", (DOUBLED,), begin_in(NAMED, _TWICE.search, _see), only_words=True)
