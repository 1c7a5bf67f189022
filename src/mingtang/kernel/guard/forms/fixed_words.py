"""Words of fixed form: those of which one character is easily lost, and those that have another form by law.

`WHOLE` are words and names that stand in statutes or in the names of organs as they are here. `RIGHT_TOO` are words
that look like one of them with a character lost, and are none. `FORMS` are wrong forms with the right one and what
says so; what was not read in its source is not verified and only informs.
"""

from __future__ import annotations

from dataclasses import dataclass

from mingtang.kernel.guard.forms.cutting import listed

WHOLE = listed(
    """
    中华人民共和国 人民政府 人民代表大会 常务委员会 政治协商会议 人民法院 人民检察院 领导小组 国务院办公厅
    人民政府办公室 中国共产党 中央委员会 社会主义 中国特色社会主义 习近平新时代中国特色社会主义思想
    马克思列宁主义 毛泽东思想 邓小平理论 科学发展观 乡村振兴 高质量发展 全面深化改革 全面从严治党
    全面依法治国 政府信息公开 行政复议 行政诉讼 行政处罚 行政许可 公安机关 监察委员会 市场监督管理局
    自然资源和规划局 自然资源局 生态环境局 农业农村局 人力资源和社会保障局 应急管理局 财政局 民政局 教育局
    司法局 审计局 统计局 水利局 卫生健康委员会 发展和改革委员会 住房和城乡建设局 交通运输局 退役军人事务局
    医疗保障局 文化和旅游局 居民身份证 户口登记 统一社会信用代码 最低生活保障 城乡居民基本养老保险
    城乡居民基本医疗保险 国有建设用地使用权 农村集体经济组织 村民委员会 居民委员会 公共资源交易 政府采购
    招标投标 安全生产 突发事件应急预案 法定代表人 个体工商户 有限责任公司 股份有限公司 事业单位 社会团体
    固定资产投资 一般公共预算 国民经济和社会发展 生产总值 全过程人民民主 人类命运共同体 中华民族共同体意识
    意识形态
    """
)

RIGHT_TOO = listed(
    """
    行处罚 行许可 行诉讼 行复议 行政罚款 事单位 政府购 安全产 户登记 招投标 个体商户 村委员会 公机关 生产值
    社会义务 有责任公司 政信息公开 国民经济社会发展 人民代表会 人代表大会 中委员会 农村委员会 领导组织
    领导组成 居委员会 社会体 安全产生 全深化改革 会纪要 会精神 会要求
    """
)

LOST_AT_END = {
    "人民政": ("人民政府", "协治权策务法党工委"),
    "中华人民共和": ("中华人民共和国", ""),
    "人民代表大": ("人民代表大会", ""),
    "领导小": ("领导小组", "康"),
    "公安机": ("公安机关", "构动场要"),
    "统一社会信用代": ("统一社会信用代码", ""),
    "最低生活保": ("最低生活保障", ""),
    "国务院办公": ("国务院办公厅", "室会楼区"),
    "人民检察": ("人民检察院", "官员署工事机分"),
    "乡村振": ("乡村振兴", ""),
    "全面从严治": ("全面从严治党", "军团警校院检所政律社"),
    "生产总": ("生产总值", "量体额公监经指调部产成厂承"),
    "高质量发": ("高质量发展", "挥电射放布出动言明"),
}
"""What is left when the last character is lost, the whole word, and what may follow instead."""


@dataclass(frozen=True)
class Form:
    """`severe`: it warns. Only a verified form may be severe."""

    wrong: str
    right: str
    source: str
    verified: bool = False
    severe: bool = False
    unless: tuple[str, ...] = ()
    """Words that hold the wrong one and are right."""


_DISABLED = "《残疾人保障法》第二条"
_NATIONS = "新华社《新闻信息报道中的禁用词和慎用词》：民族名称不随意简称"
_BULLETINS = "政府网站抽查通报的严重表述错误"
_UNITS = "《计量法》第三条、《国务院关于在我国统一实行法定计量单位的命令》"

FORMS = (
    Form("残废人", "残疾人", _DISABLED, verified=True, severe=True),
    Form("残废证", "残疾人证", _DISABLED, verified=True, severe=True),
    Form("残疾人士", "残疾人", _DISABLED, verified=True),
    Form("伤残人士", "残疾人", _DISABLED, verified=True),
    Form("公民身份证号码", "公民身份号码", "《居民身份证法》第三条", verified=True),
    Form(
        "政府信息公开法",
        "政府信息公开条例",
        "《政府信息公开条例》（国务院令第711号）",
        verified=True,
        severe=True,
    ),
    Form("扫黑险恶", "扫黑除恶", _BULLETINS, verified=True, severe=True),
    Form("领导小姐", "领导小组", _BULLETINS, verified=True, severe=True),
    Form("依申请公示", "依申请公开", "《政府信息公开条例》第十三条", verified=True),
    Form("暂住证", "居住证", "《居住证暂行条例》第二条", verified=True),
    Form(
        "法人代表", "法定代表人", "《民法典》第六十一条", unless=("法人代表处", "法人代表机构", "法人代表团")
    ),
    Form("蒙族", "蒙古族", _NATIONS),
    Form("维族", "维吾尔族", _NATIONS),
    Form("平米", "平方米", _UNITS, unless=("平米尔",)),
    Form(
        "公分",
        "厘米",
        _UNITS,
        unless=listed("办公分 公分母 公分子 公分配 公分类 公分开 公分局 公分级 公分别 公分布"),
    ),
    Form("华里", "公里", _UNITS, unless=("中华里", "华里士")),
    Form("一网统办", "一网通办", "国发〔2018〕27号"),
    Form("放管伏", "放管服", "国务院“放管服”改革文件"),
)
