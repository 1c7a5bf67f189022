"""What a county starts with: column types with their freshness limits, statutory columns, texts of the fixed entries.

All of it is data that a county may change; what the rules fix carries its source.
"""

from typing import Any

GUIDELINES = "国办发〔2017〕47号 附件《政府网站发展指引》"
REGULATION = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
PLATFORM = "国办公开办函〔2019〕61号"
OWN_DEFAULT = "系统默认值，请按本地规定修改"

# Name as the rule lists it, freshness limit in days (None: none), its source. 通知公告 goes with 政策文件, for the
# rule gives both the same limit. A county may add names: the list of the rule is open at its end.
TYPES: tuple[tuple[str, int | None, str], ...] = (
    ("首页", 14, GUIDELINES),
    ("概况信息", 365, OWN_DEFAULT),
    ("机构职能", 365, OWN_DEFAULT),
    ("负责人信息", 365, OWN_DEFAULT),
    ("工作动态", 14, GUIDELINES),
    ("政策文件", 183, GUIDELINES),
    ("信息公开指南", None, ""),
    ("信息公开目录", 365, OWN_DEFAULT),
    ("信息公开年报", 366, f"{REGULATION}第五十条"),
    ("依申请公开", None, ""),
    ("数据发布", 365, OWN_DEFAULT),
    ("数据开放", 365, OWN_DEFAULT),
    ("政策解读", 183, OWN_DEFAULT),
    ("回应关切", 365, OWN_DEFAULT),
    ("办事服务", 365, OWN_DEFAULT),
    ("咨询投诉", 365, OWN_DEFAULT),
    ("征集调查", 365, OWN_DEFAULT),
    ("在线访谈", 365, OWN_DEFAULT),
)

# Code, name, conditions: the fifteen items of article 20. A record shows under an item by itself when it meets the
# condition; the rest is picked. The conditions are starting points, which the openness office may change.
ARTICLE_20: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("normative", "行政法规、规章和规范性文件", {"only_normative": True}),
    ("organisation", "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名", {"words": "机构职能"}),
    ("planning", "国民经济和社会发展规划、专项规划、区域规划及相关政策", {"genre": "plan"}),
    ("statistics", "国民经济和社会发展统计信息", {"themes": "03.03"}),
    ("licensing", "行政许可和其他对外管理服务事项的依据、条件、程序和办理结果", {"words": "许可"}),
    ("penalties", "行政处罚、行政强制的依据、条件、程序和有一定社会影响的处罚决定", {"words": "处罚"}),
    ("budget", "财政预算、决算信息", {"themes": "04.01", "words": "算"}),
    ("fees", "行政事业性收费项目及其依据、标准", {"words": "收费"}),
    ("procurement", "政府集中采购项目的目录、标准及实施情况", {"words": "采购"}),
    ("projects", "重大建设项目的批准和实施情况", {"themes": "03.06"}),
    (
        "welfare",
        "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况",
        {"themes": "11 13.01 13.02 15.01 15.02 17"},
    ),
    ("emergencies", "突发公共事件的应急预案、预警信息及应对情况", {"words": "应急"}),
    (
        "inspection",
        "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况",
        {"themes": "09 10.03 13.01", "words": ""},
    ),
    ("recruitment", "公务员招考的职位、名额、报考条件等事项以及录用结果", {"themes": "15.03", "words": "招"}),
    ("others", "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息", {"by_filter": False}),
)
# Article 21: what counties and towns add.
ARTICLE_21_COUNTY: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("works", "市政建设、公共服务、公益事业", {"themes": "10.02"}),
    ("land", "土地征收、房屋征收", {"words": "征收"}),
    ("security", "治安管理", {"themes": "16.01"}),
    ("relief", "社会救助", {"words": "救助"}),
)
ARTICLE_21_TOWN: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("farming", "贯彻落实农业农村工作政策、农田水利工程建设运营", {"themes": "06"}),
    ("contracted-land", "农村土地承包经营权流转、宅基地使用情况审核", {"words": "宅基地"}),
    ("town-land", "土地征收、房屋征收", {"words": "征收"}),
    ("levies", "筹资筹劳", {"words": "筹资筹劳"}),
    ("town-relief", "社会救助", {"words": "救助"}),
)
_SHORT = {"type": "信息公开目录", "entry": "disclosed", "keywords": "法定主动公开内容"}


def templates() -> list[dict[str, Any]]:
    """The statutory columns as values of `Column`, in their order."""
    rows: list[dict[str, Any]] = [
        {
            "code": "guide", "name": "政府信息公开指南", "entry": "guide", "type": "信息公开指南", "genre": "",
            "words": "信息公开指南", "description": "本机关公开什么信息、怎样获取", "keywords": "信息公开指南",
            "source": f"{REGULATION}第十二条", "position": 10,
        },
        {
            "code": "systems", "name": "政府信息公开制度", "entry": "systems", "type": "信息公开目录",
            "genre": "regulation", "themes": "02.01", "with_county": True,
            "description": "政府信息公开的规定和办法，县里的和本机关自己的", "keywords": "信息公开制度",
            "source": PLATFORM, "position": 20,
        },
        {
            "code": "annual-reports", "name": "政府信息公开年报", "entry": "reports", "type": "信息公开年报",
            "words": "信息公开 年度报告", "with_subordinates": True,
            "description": "每年政府信息公开工作的报告", "keywords": "信息公开年报",
            "source": f"{REGULATION}第四十九条、第五十条", "position": 30,
        },
    ]  # fmt: skip
    for number, (code, name, conditions) in enumerate(ARTICLE_20, start=1):
        rows.append(_node(f"art20-{code}", name, f"{REGULATION}第二十条第（{_numeral(number)}）项", 100 + number)
                    | conditions)  # fmt: skip
    for level, articles, text, start in (
        ("county", ARTICLE_21_COUNTY, "第二十一条", 200),
        ("township", ARTICLE_21_TOWN, "第二十一条", 300),
    ):
        for number, (code, name, conditions) in enumerate(articles, start=1):
            source = f"{REGULATION}{text}" + ("（乡镇部分为系统默认，请核对）" if level == "township" else "")
            rows.append(_node(f"art21-{code}", name, source, start + number) | {"level": level} | conditions)
    return rows


def _node(code: str, name: str, source: str, position: int) -> dict[str, Any]:
    return {**_SHORT, "code": code, "name": name, "description": name, "source": source, "position": position}


def _numeral(number: int) -> str:
    digits = "零一二三四五六七八九"
    return digits[number] if number < 10 else "十" + (digits[number % 10] if number % 10 else "")


# Code, entry, title, text, source.
TEXTS: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "guide-classes", "guide", "公开什么",
        "本机关主动公开的信息分两类：一类是本页“法定主动公开内容”里的，按《政府信息公开条例》第二十条、第二十一条分类；"
        "另一类是基层政务公开标准目录里由本机关负责的事项。\n\n每条信息都有索引号，可以按主题、体裁、年度和单位查找。",
        f"{REGULATION}第十二条",
    ),
    (
        "guide-ways", "guide", "怎样查看",
        "打开本网站的“政府信息”，用标题里的词、文号或索引号查找，可以下载和打印。\n\n"
        "不方便上网的，可以到本机关办公地址查阅，工作人员会帮您找。",
        f"{REGULATION}第二十三条、第二十五条",
    ),
    (
        "guide-complaints", "guide", "对公开工作不满意",
        "认为本机关没有依法履行政府信息公开义务的，可以向县政府信息公开工作主管部门投诉、举报；"
        "认为公开工作侵犯了自己合法权益的，可以依法申请行政复议或者提起行政诉讼。",
        f"{REGULATION}第四十七条、第五十一条",
    ),
    (
        "requests-what", "requests", "什么时候需要申请",
        "先在本网站查一查，已经公开的不用申请。没有主动公开、您又需要的政府信息，可以向制作或保存它的机关申请。",
        f"{REGULATION}第二十七条",
    ),
    (
        "requests-form", "requests", "申请里写什么",
        "一、您的姓名或者名称、身份证明、联系方式。\n\n二、要哪条政府信息：它的名称、文号，或者方便查到它的其他特征。\n\n"
        "三、希望用什么形式得到：纸质还是电子，自己来取还是寄给您。\n\n书面写有困难的，可以口头提出，由工作人员代为填写。",
        f"{REGULATION}第二十九条",
    ),
    (
        "requests-ways", "requests", "怎样提出",
        "可以当面提交，也可以邮寄。邮寄的请在信封上注明“政府信息公开申请”，寄到上面“向哪里提出”里的地址。",
        f"{REGULATION}第二十九条、第三十一条",
    ),
    (
        "requests-deadline", "requests", "多长时间答复",
        "能当场答复的当场答复；不能当场答复的，自收到申请之日起20个工作日内答复。"
        "需要延长的，经负责人同意并告知您，最多再延长20个工作日。\n\n"
        "申请内容不明确的，7个工作日内一次告诉您要补什么。征求第三方意见所需时间不算在内。",
        f"{REGULATION}第三十条、第三十三条",
    ),
    (
        "requests-fee", "requests", "收不收费",
        "提供政府信息不收费。申请的数量、频次明显超过合理范围的，可以收取信息处理费。",
        f"{REGULATION}第四十二条",
    ),
)  # fmt: skip
