"""What is right although it looks strange: names of people, places and units, numbers of papers, titles, measures."""

from __future__ import annotations

import re

from mingtang.kernel.guard.passages import Passage
from mingtang.kernel.guard.pieces import Part

UNREAD = frozenset({Part.MARKUP, Part.LINK, Part.FORMULA, Part.PROPERTY})
"""Parts that are no text for people."""
OFFICIAL = frozenset(
    [
        "四风",
        "三公",
        "三农",
        "三资",
        "三保",
        "五保",
        "两会",
        "两癌",
        "双减",
        "双拥",
        "双创",
        "双碳",
        "双控",
        "双招",
        "欠薪",
        "讨薪",
        "清欠",
        "保供",
        "稳供",
        "稳岗",
        "拓岗",
        "提标",
        "扩面",
        "提质",
        "增效",
        "纾困",
        "减负",
        "降碳",
        "减碳",
        "固碳",
        "治污",
        "禁燃",
        "禁放",
        "禁捕",
        "禁渔",
        "退捕",
        "限塑",
        "控烟",
        "禁毒",
        "涉毒",
        "涉黑",
        "涉恶",
        "涉诈",
        "反诈",
        "反邪",
        "扫黑",
        "缉枪",
        "拆违",
        "控违",
        "治违",
        "治超",
        "治欠",
        "治堵",
        "治酒",
        "卫健",
        "教体",
        "文旅",
        "文广",
        "人社",
        "住建",
        "城管",
        "林草",
        "医保",
        "农保",
        "社保",
        "城投",
        "交投",
        "文投",
        "农投",
        "国投",
        "县直",
        "市直",
        "省直",
        "县域",
        "村居",
        "村社",
        "社工",
        "网格",
        "网红",
        "直播",
        "电商",
        "云上",
        "线上",
        "线下",
        "掌上",
        "智慧",
        "数智",
        "数治",
        "算力",
        "上云",
        "赋智",
        "赋能",
        "赋码",
        "扫码",
        "亮码",
        "贷后",
        "惠农",
        "惠企",
        "助企",
        "助农",
        "助残",
        "助学",
        "助老",
        "助浴",
        "助餐",
        "适老",
        "适残",
        "托育",
        "托幼",
        "托养",
        "普惠",
        "普高",
        "中职",
        "高职",
        "送教",
        "控辍",
        "幼教",
        "职教",
        "研学",
        "非遗",
        "红培",
        "党建",
        "团建",
        "妇建",
        "村改",
        "房改",
        "医改",
        "教改",
        "林改",
        "国改",
        "厕改",
        "旱改",
        "水改",
        "煤改",
        "改厕",
        "改水",
        "改房",
        "村超",
        "村晚",
        "村播",
        "村集体",
        "飞地",
        "零工",
        "微改造",
        "微网格",
        "微腐败",
        "微心愿",
        "微实事",
        "微治理",
        "小切口",
        "小微",
        "专班",
        "专窗",
        "一窗",
        "一网",
        "一码",
        "一卡",
        "退改",
        "复绿",
        "复垦",
        "增绿",
        "管护",
        "抛荒",
        "撂荒",
        "宜机",
        "宜业",
        "宜居",
        "千亩",
        "百亩",
        "连片",
        "良田",
        "良机",
        "粮安",
        "种粮",
        "稻虾",
        "稻渔",
        "粪污",
        "畜禽",
        "秸秆",
        "农膜",
        "农废",
        "尾水",
        "黑臭",
        "河湖",
        "清四乱",
        "四乱",
        "两清",
        "即止",
    ]
)
"""Words and short names of official writing that neither statutes nor the dictionary have, from memory."""
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
