"""The indicators a county starts with. None was compared with the rule's own text yet: the sources say where to look.

Later they are the county's, kept at the desk.
"""

_DISCLOSURE = "《中华人民共和国政府信息公开条例》第%s"
_SITE = "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）%s"
_LISTED = _DISCLOSURE % "十九条、第二十条、第二十一条"
_DOCUMENTS = _DISCLOSURE % "二十条第（一）项"
_COLUMNS = _SITE % "单项否决“栏目不更新”"
_ANSWERS = _SITE % "监管工作年度考核“找错”"
_LOCAL = "本地考核常见项，没有统一的上级规定，请按本地文件核对"

# Code, group, name, what is asked, measure, source.
INDICATORS: tuple[tuple[str, str, str, str, str, str], ...] = (
    (
        "timely", "主动公开", "按时公开",
        "政府信息自形成或者变更之日起20个工作日内公开，法律、法规另有规定的从其规定", "rate", _DISCLOSURE % "二十六条",
    ),
    ("overdue", "主动公开", "逾期未公开", "没有应公开而未公开的信息", "overdue", _DISCLOSURE % "二十六条"),
    ("volume", "主动公开", "主动公开信息", "法定主动公开内容及时、完整公开", "published", _LISTED),
    ("policy", "主动公开", "政策文件公开", "规范性文件和政策性文件集中公开、及时更新", "policy", _DOCUMENTS),
    ("claimed", "公开目录", "目录事项有人负责", "公开事项落实到责任单位", "claimed", _LOCAL),
    ("coverage", "公开目录", "目录事项有内容", "目录里的事项都有公开信息", "coverage", _LOCAL),
    ("declared", "公开目录", "空白事项说明", "定期公开事项当期没有内容的，由责任人签署说明", "declared", _LOCAL),
    ("confirmed", "公开目录", "长期公开信息核对", "长期公开的信息定期核对，保持准确", "confirmed", _LOCAL),
    ("columns", "网站内容", "栏目按时更新", "栏目在规定时限内更新，没有空白栏目", "stale", _COLUMNS),
    ("withdrawn", "网站内容", "信息撤下", "撤下信息有理由、有记录", "withdrawn", _LOCAL),
    ("corrected", "网站内容", "信息更正", "发现差错及时更正并说明", "corrected", _LOCAL),
    ("reports", "互动交流", "纠错办理", "网民找错在3个工作日内答复", "answered_in_time", _ANSWERS),
    ("problems", "监督整改", "问题整改", "检查发现的问题按期整改销号", "cured", _LOCAL),
)  # fmt: skip
