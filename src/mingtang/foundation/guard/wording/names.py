"""Words about names of the state, of units, leaders, organs, laws and places."""

from django.utils.translation import gettext_lazy as _

from mingtang.foundation.guard.wording.words_of import Words

WORDS = {
    "names.state": Words(
        _("国名、国家机关名称有错"),
        _("正确的写法是“%(right)s”。国名、国家机关和党的名称写错属于严重表述错误，检查时一处即可能被通报。"),
        _("请改成“%(right)s”。"),
    ),
    "names.unit": Words(
        _("单位名称不对"),
        _("机构名录里的名称是“%(right)s”。这里写错了字，或者用了更名前的名称。"),
        _("请改用现在的全称；讲的是更名以前的事，请写“原……”。"),
    ),
    "names.leader": Words(
        _("领导姓名不对"),
        _("与领导信息对不上：职务“%(post)s”，登记的是“%(right)s”，像是姓名写错了字。"),
        _("请对照任职文件核实。确实是同名的另一个人，可以忽略；任职有变动的，请先更新领导信息。"),
    ),
    "names.post": Words(
        _("职务与人对不上"),
        _("按领导信息，此人在本文的日期不任“%(post)s”。"),
        _("已经离任的，请写“原%(post)s”或“时任%(post)s”；任职有变动的，请先更新领导信息。"),
        {
            "over": _("按领导信息，此人任“%(post)s”到 %(day)s 为止，本文的日期在这以后。"),
            "not_yet": _("按领导信息，此人从 %(day)s 起任“%(post)s”，本文的日期在这以前。"),
            "another": _("按领导信息，此人的职务是“%(right)s”（%(unit)s）；“%(post)s”是%(holder)s。"),
            "deputy": _("按领导信息，此人的职务是“%(right)s”（%(unit)s），不是“%(post)s”。"),
        },
    ),
    "names.abolished": Words(
        _("机构已经撤销或更名"),
        _("这个机构在机构改革中已经撤销或更名，职责现由%(right)s承担。来源：%(source)s，各地时间略有先后。"),
        _("请改用现在的机构名称；讲的是改革以前的事，请写“原……”。"),
    ),
    "names.law_repealed": Words(
        _("引用的法律法规已经废止"),
        _("自 %(since)s 起已经废止，依据是《%(source)s》%(article)s。现在相应的规定见%(right)s。"),
        _("请改引现行有效的规定并核对条文序号；讲的是废止以前的事，请写明当时的年份。"),
    ),
    "names.law_misquoted": Words(
        _("法律法规引用有误"),
        _("与公布的文本对不上：%(right)s"),
        _("请对照国家法律法规数据库核对名称和条文序号。"),
    ),
    "names.division": Words(
        _("地名有错"),
        _("正确的地名应为“%(right)s”。"),
        _("请对照行政区划名称核对；确实是另一个地方的，可以忽略。"),
    ),
}
