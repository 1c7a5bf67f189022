"""What people wrote along the way: remarks of reviewers, notes to the public, error reports of citizens."""

# Prose: a Chinese character counts as two columns, and a sentence is not broken.

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """A citizen's error report (纠错) on a planned record.

    ``days_after`` counts from the release of the record, ``answered_after`` from the report; ``answer`` is None
    while it is open. ``accepted`` says whether the unit found the report right (None while open).
    """

    record_key: str
    text: str
    days_after: int
    answer: str | None = None
    answered_after: int | None = None
    accepted: bool | None = None


ERROR_REPORTS: tuple[ErrorReport, ...] = (
    ErrorReport(
        "pin-school-zones",
        "公告里的“房户一致优先”没有说明按什么时间认定，家里去年才迁户口，看不明白算不算，建议写清楚。",
        2,
        "您好，感谢您的建议。“房户一致”以监护人房产和适龄儿童户口在招生报名首日前均已登记为准，我局已将这一说明补充到招生问答中，您也可以拨打公告中的咨询电话。",
        2,
        True,
    ),
    ErrorReport(
        "pin-elder-homes",
        "名录里有一家养老院的床位数和门口公示牌上的不一样，请核对一下。",
        5,
        "您好，经与机构核实，该院近期调整了护理床位，门口公示牌尚未更新。名录中的床位数与备案信息一致，已要求该院三日内更换公示牌。感谢您的监督。",
        3,
        False,
    ),
    ErrorReport(
        "pin-bus-line",
        "首班车时间写得不清楚，是从起点站发车的时间还是到惠民路的时间？老人赶早市要用。",
        1,
        "您好，公告中的首末班车时间均为起讫站发车时间。各停靠站的预计到站时间已张贴在站牌上。感谢您提出的问题。",
        1,
        True,
    ),
    ErrorReport(
        "pin-village-finance",
        "“村组干部误工补贴”只有一个总数，能不能列出每个组各是多少？",
        4,
        "您好，明细表已在村公示栏张贴，共分组列出，您也可以在工作时间到村委会查阅凭证。今后公开时一并列出分组数据。",
        4,
        True,
    ),
    ErrorReport(
        "pin-budget",
        "我把收入表里的数加了一遍，和合计对得上，但是正文说的税收占比看不出来怎么算的，是不是错了？",
        3,
        "您好，税收占比为表中前五项税收之和除以一般公共预算收入合计，经复核计算无误。感谢您的认真阅读。",
        2,
        False,
    ),
    ErrorReport(
        "pin-legal-aid",
        "指南第一部分写的“抚养费、扶养费”是不是重复了？",
        6,
        "您好，“抚养费”与“扶养费”含义不同：前者指长辈对未成年晚辈，后者主要指夫妻等平辈之间，原文表述准确。感谢您的关注。",
        1,
        False,
    ),
    ErrorReport("pin-hotline", "手机上看表格要左右滑动，最后一列显示不全，建议改一下。", 1),
    ErrorReport("pin-culture", "活动名额写的是多少人，但没写报满以后能不能候补，请补充。", 0),
)
"""Eight reports: five answered and settled, one refused with reasons, two still open."""

NOTES: dict[str, tuple[str, ...]] = {
    "drafter": (
        "材料已与业务股室核对，请审。",
        "表中数据取自业务系统，已与纸质台账核对一致，请审核。",
        "名单已作去标识化处理，只保留姓氏和所在村，请审。",
        "已按上次退回意见修改，补充了依据和联系电话，请再审。",
        "本件时限要求二十个工作日内公开，请优先办理。",
        "附件已删除隐藏列和批注，请审。",
    ),
    "reviewer": (
        "内容完整，数据已核，同意送审。",
        "已核对合计数，无误。建议标题中写明年度。",
        "同意。请注意公示期满后及时撤下名单。",
        "依据准确，文字通顺，拟同意。",
        "已当面核对原始表册，同意送分管领导审核。",
        "第二部分语句已请拟稿人理顺，同意。",
    ),
    "approver": (
        "同意公开。",
        "同意，按程序做好保密审查后发布。",
        "同意。请同步在公示栏张贴，方便老年人查看。",
        "已阅，同意公开，并做好咨询答复准备。",
        "同意。涉及补贴标准的，请财政部门一并核对。",
    ),
    "secrecy": (
        "经审查，不涉及国家秘密、工作秘密和敏感信息，可以公开。",
        "正文和附件均已逐件审查，个人信息已去标识化，可以公开。",
        "已检查附件属性信息和隐藏内容，未发现不宜公开内容。",
        "不涉及商业秘密和个人隐私，同意公开。",
    ),
    "countersign": (
        "涉及资金部分与下达文件一致，会签同意。",
        "经核对，名单与我局系统数据一致，同意。",
        "无不同意见。",
        "建议在第二部分注明资金来源，其他同意。",
    ),
    "releaser": (
        "已发布，并推送至县政府网站对应栏目。",
        "已发布。公示期满后将自动撤下名单。",
        "已发布，同步提供查阅点纸质件。",
    ),
    "supervisor": (
        "抽查发现表格缺少计量单位，请于三个工作日内改正。",
        "公开及时，要素齐全，本次抽查无问题。",
        "建议以后同类信息固定在每月十五日前公开。",
    ),
}
"""Remarks by role for the histories of records."""

RETURN_REASONS: tuple[str, ...] = (
    "名单中有两户写到了门牌号，请只保留到村（社区），修改后再送。",
    "公开属性选了主动公开，但附件含有未脱敏的联系方式，请处理后重新送审。",
    "标题与正文年度不一致，表中缺少计量单位，请核对。",
    "政策依据只写了“有关文件”，请补充文件名称。",
    "公示期应按工作日计算，请核对起止日期后再送。",
)
"""Reasons for sending a text back."""

WITHDRAW_NOTES: tuple[str, ...] = (
    "经复核，原公布内容中部分信息需要进一步核实，现予撤回，核实后重新公布。",
    "因有关安排发生变化，原公布内容不再适用，现予撤回，调整后的内容另行公布。",
    "因发布时审核把关不严，原公布内容有误，现予撤回，改正后重新公布。由此带来的不便，敬请谅解。",
)
"""Public notes on a withdrawal."""

CORRECTION_NOTES: tuple[str, ...] = (
    "因录入差错，原文中的电话“{wrong}”有误，应为“{phone}”，现予更正，其余内容不变。",
    "经群众反映并核实，联系电话应为“{phone}”，原公布的“{wrong}”为录入错误，现予更正并致歉。",
)
"""Public notes on a correction; ``{phone}`` and ``{wrong}`` are filled in."""

RECTIFY_NOTES: tuple[str, ...] = (
    "群众反映电话“{wrong}”无法接通，经核实应为“{phone}”，请更正。",
    "抽查发现联系电话“{wrong}”与机构职能信息中的“{phone}”不一致，请核对改正。",
)
"""Internal requests to mend a published text."""

DISCARD_REASONS: tuple[str, ...] = (
    "与已公开信息重复，不再送审。",
    "会议改期，通知内容已经失效，作废处理。",
)
"""Reasons for discarding a draft."""
