"""The 26 pilot areas (试点领域) of the standard catalogues, keyed by an ASCII code and not by a number.

The numbering differs between local compilations, so the tuple's order is only a display order. The list follows
国办发〔2017〕42号 and the ministries' 标准指引 rolled out by 国办发〔2019〕54号.
"""

from __future__ import annotations

AREAS: tuple[tuple[str, str], ...] = (
    ("major-projects", "重大建设项目"),
    ("public-resources", "公共资源交易"),
    ("compulsory-education", "义务教育"),
    ("household-registration", "户籍管理"),
    ("social-assistance", "社会救助"),
    ("elderly-care", "养老服务"),
    ("legal-services", "公共法律服务"),
    ("budget", "财政预决算"),
    ("employment", "就业"),
    ("social-insurance", "社会保险"),
    ("planning", "城乡规划"),
    ("land-expropriation", "农村集体土地征收"),
    ("environment", "生态环境"),
    ("house-expropriation", "国有土地上房屋征收与补偿"),
    ("affordable-housing", "保障性住房"),
    ("dilapidated-housing", "农村危房改造"),
    ("urban-enforcement", "城市综合执法"),
    ("municipal-services", "市政服务"),
    ("farm-subsidies", "涉农补贴"),
    ("public-culture", "公共文化服务"),
    ("health", "卫生健康"),
    ("work-safety", "安全生产"),
    ("disaster-relief", "救灾"),
    ("food-drug", "食品药品监管"),
    ("taxation", "税收管理"),
    ("poverty-alleviation", "扶贫"),
)

AREA_LABELS: dict[str, str] = dict(AREAS)
