"""What is right although it looks strange: names of people, places and units, numbers of papers, titles, measures."""

from __future__ import annotations

import re

from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.pieces import Part

UNREAD = frozenset({Part.MARKUP, Part.LINK, Part.FORMULA, Part.PROPERTY})
"""Parts that are no text for people."""
SHORT = 5
"""So few Chinese characters alone are a name, a code, a label."""
SHORT_CELL = 8
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢"
    "安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路"
    "游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟"
    "应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌"
    "奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦"
    "戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴"
    "昝智幸奉植衡富尧闭由傅"
)
_NAMED = re.compile(
    "(?:户主|姓名|村民|居民|同志|先生|女士|当事人|申请人|被申请人|联系人|负责人|代表人|代理人|委托人|经办人|承办人|"
    "监护人|受益人|收件人|举报人|死者|伤者|患者|学生|考生|教师|医生|职工|干部|党员|委员|代表|局长|县长|镇长|乡长|村长|组长|"
    "科长|股长|站长|所长|校长|院长|主任|书记|会计|主席|部长|司机|法官|警官|教授|作者|演员|团长|队长|经理|之[子女妻夫父母])[：:、]?$"
)
_TITLED = re.compile(
    "(?:同志|先生|女士|老师|医生|书记|主任|[副正局县镇乡村组科股站所校院部队经]长|任|系|的?身份证|代表|委员|等|说|介绍|家)"
)
_PLACE = re.compile("[一-鿿]{0,2}?(?:自然村|社区|[村组屯寨镇乡路街巷坪坳沟湾冲股科])(?![体织级委民干])")
_NUMBERED = re.compile("[一-鿿]{0,8}(?:[〔\\[【(（]\\d{4}[〕\\]】)）]|字第)")
_MEASURED = re.compile("[0-9一二三四五六七八九十百千万亿两几半〇零壹贰叁肆伍陆柒捌玖拾佰仟每]$")
_LATIN = re.compile("[A-Za-z]")
_CHINESE = re.compile("[一-鿿]")
_NAME_HEADERS = re.compile(
    "姓名|名单|户主|人员|联系人|负责人|经办人|承办人|地址|住址|村名|单位|签名|签字|品名|品种|名称"
)


class Headers:
    """Remembers which columns of the table being read hold names."""

    def __init__(self) -> None:
        self._table = -1
        self._columns: set[int] = set()

    def unjudged(self, passage: Passage) -> bool:
        """Whether only the list of known faults can say anything about the passage."""
        letters = 0
        for letters, _ in enumerate(_CHINESE.finditer(passage.text), 1):
            if letters > SHORT_CELL:
                break
        cell = passage.piece.cell
        if cell is None:
            return letters <= SHORT
        if cell.table != self._table:
            self._table, self._columns = cell.table, set()
        if letters <= SHORT_CELL and _NAME_HEADERS.search(passage.text):
            self._columns.add(cell.column)
        return letters <= SHORT_CELL or cell.column in self._columns


def named(text: str, start: int, end: int, wrong: int) -> bool:
    """Whether the character at `wrong` of a passage belongs to a name of a person, the number of a paper, or, as a part
    of `text[start:end]`, stands beside Latin letters.
    """
    return (
        _person(text, wrong)
        or _NUMBERED.match(text, wrong) is not None
        or _LATIN.search(text, max(0, start - 1), end + 1) is not None
    )


def free(text: str, end: int, wrong: int) -> bool:
    """Whether nearly anything may stand there: in names of places and units, behind numbers, in titles of works."""
    return (
        text[wrong] in _SUFFIXES
        or _PLACE.match(text, end) is not None
        or _MEASURED.search(text, max(0, wrong - 1), wrong) is not None
        or _titled(text, wrong)
    )


def _titled(text: str, at: int) -> bool:
    """Whether the place is inside 《》, and not in the title of an official paper."""
    opened = text.rfind("《", max(0, at - 60), at)
    if opened < 0 or text.find("》", opened, at) >= 0:
        return False
    return _OFFICIAL.search(text, opened, at + 60) is None


_OFFICIAL = re.compile(
    "(?:通知|意见|办法|条例|规定|方案|细则|规划|计划|决定|公告|公报|批复|报告|标准|目录|法|规则|制度|预案|指南|清单)"
    "(?:[（(][^》]{0,12}[)）])?》"
)
_JOINED = frozenset("的和与及由向对将村组镇乡区户名位")
"""Before a name with a bracket behind it."""
_SUFFIXES = frozenset("村组屯寨镇乡股科")


def _person(text: str, at: int) -> bool:
    """Whether the character belongs to a name of two or three that begins with a surname and stands alone, or beside
    what people are called by.
    """
    for first in range(at, max(-1, at - 3), -1):
        if not "一" <= text[first] <= "鿿":
            return False
        if text[first] not in SURNAMES:
            continue
        before = first == 0 or not "一" <= text[first - 1] <= "鿿"
        joined = before or text[first - 1] in _JOINED
        after_title = _NAMED.search(text, max(0, first - 6), first) is not None
        for end in range(max(at + 1, first + 2), min(len(text), first + 3) + 1):
            after = end == len(text) or not "一" <= text[end] <= "鿿"
            called = _TITLED.match(text, end) is not None
            bracket = end < len(text) and text[end] in "（("
            if ((before or after_title) and (after or called)) or (joined and bracket):
                return True
    return False
