"""One truth: forty items of the fictional 明堂县, from which tables of every shape are made."""

from __future__ import annotations

from mingtang.kernel.catalogue.item import Item
from mingtang.kernel.limits.parse import parse_limit

FORMED = "信息形成或者变更之日起20个工作日内"
MADE = "制定或获取信息之日起10个工作日内"
REGULATION = "《中华人民共和国政府信息公开条例》"
OPINION = "《关于全面推进政务公开工作的意见》（中办发〔2016〕8号）"
CIVIL = "县民政局、各乡镇人民政府（街道办事处）"
BOARD = ("website", "reading-point", "notice-board")
DESK = ("website", "service-centre")
WIDE = ("website", "social-media", "broadcast", "print-media", "press-conference")

# Elements, basis, limit, subject, channels, group ("" for 全社会), manner (a, r, ar), levels (p, c, t, v).
Row = tuple[str, str, str, str, tuple[str, ...], str, str, str]
_NAMES = {"p": "prefecture", "c": "county", "t": "township", "v": "village"}

ROWS: dict[str, list[tuple[str, Row]]] = {
    "social-assistance": [
        ("综合业务/政策法规文件", ("国家和省级政策文件；本县配套文件", f"{REGULATION}《社会救助暂行办法》（国务院令第649号）", MADE, CIVIL, BOARD, "", "a", "ctv")),
        ("综合业务/监督检查", ("社会救助信访通讯地址；社会救助投诉举报电话", REGULATION, MADE, CIVIL, BOARD, "", "a", "ctv")),
        ("最低生活保障/办事指南", ("办理事项；办理条件；最低生活保障标准；申请材料；办理流程；办理时间、地点；联系方式", "《国务院关于进一步加强和改进最低生活保障工作的意见》、各地相关政策法规文件", MADE, CIVIL, DESK, "", "a", "c")),
        ("最低生活保障/审核信息", ("初审对象名单及相关信息", "《国务院关于进一步加强和改进最低生活保障工作的意见》", "制定或获取信息之日起10个工作日内，公示7个工作日", "乡镇人民政府", ("notice-board",), "", "a", "tv")),
        ("最低生活保障/审批信息", ("低保对象名单及相关信息（保障人数；保障金额）", "《国务院关于进一步加强和改进最低生活保障工作的意见》", MADE, "乡镇人民政府", ("notice-board",), "", "a", "tv")),
        ("特困人员救助供养/救助供养标准", ("年度救助供养标准", "《国务院关于进一步健全特困人员救助供养制度的意见》（国发〔2016〕14号）", MADE, "县民政局", DESK, "", "a", "c")),
        ("临时救助/支出型救助申请", ("申请材料清单；受理回执", "《国务院关于全面建立临时救助制度的通知》", "自收到申请之日起20个工作日内公开", "县民政局", ("other",), "申请人", "r", "c")),
    ],
    "elderly-care": [
        ("养老服务通用政策/养老服务扶持政策措施清单", ("扶持政策措施名称；扶持对象；实施部门；扶持政策措施内容和标准", "《养老机构管理办法》", MADE, "县民政局", ("website", "social-media", "service-centre"), "", "a", "c")),
        ("养老服务通用政策/养老机构投资指南", ("投资环境简介；投资审批条件及依据；投资审批流程；涉及部门和联系方式", "《养老机构管理办法》", MADE, "县民政局", ("website", "social-media", "service-centre"), "", "a", "c")),
        ("养老服务业务办理/老年人补贴/高龄津贴", ("补贴名称；申请条件；补贴标准；咨询电话", REGULATION, MADE, "县民政局", DESK, "", "a", "ct")),
        ("养老服务业务办理/老年人补贴/护理补贴", ("补贴名称；评估流程；补贴标准", REGULATION, MADE, "县民政局", DESK, "", "a", "ct")),
        ("养老服务业务办理/养老机构备案", ("备案申请材料清单及样式；备案流程；办理部门；办理时限", f"《老年人权益保障法》{REGULATION}", "20个工作日", "县行政审批局", ("website", "convenience-station"), "", "a", "c")),
        ("养老服务行业管理/养老机构评估", ("评估事项申请指南；评估结果", "《养老机构等级划分与评定》（GB/T37276-2018）", FORMED, "县民政局", ("website", "targeted"), "养老机构", "a", "c")),
    ],
    "urban-enforcement": [
        ("绿化管理/损坏城市树木花草", ("机构职能、权责清单；执法程序；处罚决定；救济渠道", "《城市绿化条例》第二十条、第二十七条", "1.除处罚决定外其他内容：长期公开（动态调整）；2.处罚决定：20个工作日内。", "县城市管理局", ("website", "reading-point"), "", "a", "c")),
        ("绿化管理/擅自占用城市绿地", ("机构职能、权责清单；执法程序；处罚决定；救济渠道", "《城市绿化条例》第十九条", "1.除处罚决定外其他内容：长期公开（动态调整）；2.处罚决定：20个工作日内。", "县城市管理局", ("website", "reading-point"), "", "a", "c")),
        ("违法建设/未按照规划许可进行建设", ("执法依据；行政处罚自由裁量基准", "《城乡规划法》、《行政处罚法》", "实时公开", "县城市管理局", ("website", "credit-china", "double-publicity"), "", "a", "ct")),
        ("市容环卫/占道经营整治", ("整治通告；整治结果", "《城市市容和环境卫生管理条例》", "按进展情况及时公开", "县城市管理局、各街道办事处", ("website", "broadcast", "on-site"), "", "a", "ct")),
    ],
    "land-expropriation": [
        ("征地前期准备/拟征收土地告知", ("征收目的；拟征收范围；原用途管控（不得抢栽、抢种、抢建）", f"《土地管理法》{REGULATION}", "在实地启动拟征收土地工作时", "县自然资源局", ("website", "land-platform", "notice-board"), "拟征收土地所在地的村集体成员", "a", "ctv")),
        ("征地前期准备/拟征收土地现状调查", ("征地调查结果确认表；勘测定界图件（涉密除外）", f"《土地管理法》{REGULATION}", "现状调查结束后5个工作日内", "县自然资源局", ("website", "land-platform", "notice-board"), "拟征收土地所在地的村集体成员", "a", "ctv")),
        ("征地前期准备/征地听证", ("听证通知书；听证笔录", "《自然资源听证规定》", "①《听证通知书》在组织听证7个工作日前予以公开；②其他听证公开内容为依申请公开", "县自然资源局", ("website", "被征收范围内公告栏"), "被征收人", "ar", "c")),
        ("征地组织实施/征收土地公告", ("批准文件；征收范围；征收时间", "《土地管理法实施条例》", "收到批准文件之日起15个工作日内", "县人民政府", ("website", "land-platform", "notice-board"), "", "a", "cv")),
        ("征地组织实施/补偿费用支付", ("支付凭证（隐去个人账号）", "《土地管理法实施条例》", "自收到申请之日起20个工作日内公开", "县自然资源局", ("on-site",), "被征收人", "r", "c")),
    ],
    "work-safety": [
        ("政策文件/法律法规", ("与安全生产有关的法律、法规", REGULATION, FORMED, "县应急管理局", ("website", "social-media", "reading-point"), "", "a", "pct")),
        ("政策文件/标准", ("安全生产领域国家标准、行业标准、地方标准", REGULATION, "半年至少更新1次", "县应急管理局", ("website", "social-media"), "", "a", "c")),
        ("政策文件/重大决策草案", ("涉及管理相对人切身利益的重大决策草案、决策依据", f"{REGULATION}{OPINION}", "征求意见期限不得少于30日", "县应急管理局", WIDE, "", "a", "pc")),
        ("依法行政/行政处罚", ("行政处罚的依据、条件、程序；具有一定社会影响的行政处罚决定", f"《行政处罚法》；《安全生产法》；{REGULATION}", "行政处罚决定作出之日起7个工作日内", "县应急管理局", ("website", "credit-china", "enterprise-credit"), "", "a", "c")),
        ("应急处置/突发事件信息", ("预警信息；应对情况；调查结果", "《突发事件应对法》", "及时公开", "县应急管理局", (*WIDE, "hotline-12345"), "", "a", "pctv")),
    ],
    "budget": [
        ("财政预决算/政府预算", ("一般公共预算收入表、支出表；“三公”经费汇总情况；无数据的列空表并说明", "《预算法》《地方预决算公开操作规程》《地方政府债务信息公开办法（试行）》", "本级人民代表大会或其常务委员会批准后20日内", "县财政局", ("website", "gazette"), "", "a", "ct")),
        ("财政预决算/部门决算", ("收支决算总表；财政拨款支出表", "《预算法》《地方预决算公开操作规程》", "经本级财政部门批复后20日内", "县级各部门", ("website",), "", "a", "ct")),
        ("财政预决算/惠民补贴发放", ("补贴对象、标准、金额", REGULATION, "每季度公开1次", "各乡镇人民政府", ("notice-board", "on-site"), "", "a", "tv")),
    ],
    "taxation": [
        ("政策法规/税收法律法规", ("税务机关履职相关的法律、法规、规章", f"{REGULATION}《全面推进政务公开工作实施办法》（税总发〔2017〕44号）", "自该政府信息形成或者变更之日起20个工作日内及时公开", "国家税务总局明堂县税务局", ("website", "tax-hall"), "", "a", "c")),
        ("纳税服务/A级纳税人名单", ("纳税人识别号；纳税人名称；评价年度", "《关于明确纳税信用管理若干业务口径的公告》", FORMED, "国家税务总局明堂县税务局", ("website", "tax-hall"), "", "a", "c")),
        ("纳税服务/办税地图", ("办税服务厅地址；服务时间", REGULATION, "长期公开", "国家税务总局明堂县税务局", ("website", "social-media", "tax-hall"), "", "a", "c")),
        ("行政执法/欠税公告", ("纳税人名称；欠税余额；所属期", "《税收征收管理法》《欠税公告办法（试行）》", "每季度", "国家税务总局明堂县税务局", ("website", "tax-hall", "print-media"), "", "a", "c")),
    ],
    "employment": [
        ("就业信息服务/岗位信息发布", ("招聘单位；岗位要求；福利待遇；招聘流程；应聘方式；咨询电话", f"{REGULATION}《就业促进法》《人力资源市场暂行条例》", "公开事项信息形成或变更之日起20个工作日内公开", "县人力资源和社会保障局", ("website", "grassroots-platform"), "", "a", "ct")),
        ("就业信息服务/职业培训信息", ("培训项目；对象范围；培训内容；培训课时；报名材料", f"{REGULATION}《就业促进法》", "公开事项信息形成或变更之日起20个工作日内公开", "县人力资源和社会保障局", ("website", "grassroots-platform"), "", "a", "ctv")),
        ("就业援助/就业困难人员认定/个人申请", ("对象范围；申请人权利和义务；申请条件；申请材料", "《就业促进法》", "信息形成（变更）20个工作日内", "县人力资源和社会保障局", DESK, "就业困难人员", "ar", "ct")),
        ("就业援助/就业困难人员认定/复核", ("复核结果；证书发放", "《就业促进法》", "信息形成（变更）20个工作日内", "县人力资源和社会保障局", DESK, "就业困难人员", "a", "ct")),
        ("就业失业登记/失业登记", ("对象范围；办理流程；办理地点（方式）", "《就业服务与就业管理规定》", FORMED, "乡镇（街道）便民服务中心", ("website", "convenience-station"), "", "a", "tv")),
        ("就业失业登记/就业登记", ("对象范围；办理流程；办理地点（方式）；证件", "《就业服务与就业管理规定》", FORMED, "乡镇（街道）便民服务中心", ("website", "convenience-station"), "", "a", "tv")),
    ],
}  # fmt: skip


def _item(seq: int, names: str, row: Row) -> Item:
    first, second, third = (*names.split("/"), "", "")[:3]
    elements, basis, limit, subject, channels, group, manner, levels = row
    return Item(
        seq=str(seq),
        item1=first,
        item2=second,
        item3=third,
        elements=elements_of(elements),
        basis=basis,
        limit=parse_limit(limit),
        subject=subject,
        channels=channels,
        everyone=not group,
        specific=group,
        active="a" in manner,
        on_request="r" in manner,
        levels=tuple(_NAMES[each] for each in levels),
    )


def elements_of(text: str) -> str:
    """Elements one a line: separators in parentheses separate nothing."""
    parts, depth = [""], 0
    for char in text:
        depth += (char == "（") - (char == "）")
        if char == "；" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return "\n".join(parts)


TRUTH: dict[str, list[Item]] = {
    area: [_item(seq, names, row) for seq, (names, row) in enumerate(rows, 1)] for area, rows in ROWS.items()
}
"""The items by their areas."""

LIMITS: dict[tuple[str, ...], str] = {
    (area, *(*names.split("/"), "", "")[:3]): row[2] for area, rows in ROWS.items() for names, row in rows
}
"""The words of the limits, by area and names."""
