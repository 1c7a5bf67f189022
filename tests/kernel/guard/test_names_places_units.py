"""Names of places and of the county's units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingtang.kernel.guard.pieces import Part, Place
from tests.kernel.guard.names_county import UNITS, dated, found, hits


@pytest.mark.parametrize(
    ("text", "kind", "wrong", "right"),
    [
        ("由明堂县民证局负责", "unit", "明堂县民证局", "明堂县民政局"),
        ("明堂县教肓局", "unit", "明堂县教肓局", "明堂县教育局"),
        ("明堂县政民局", "unit", "明堂县政民局", "明堂县民政局"),
        ("明堂县人力资原和社会保障局", "unit", "明堂县人力资原和社会保障局", "明堂县人力资源和社会保障局"),
        ("明堂县住房城乡建设局", "unit", "明堂县住房城乡建设局", "明堂县住房和城乡建设局"),
        ("齐齐哈市人民政府", "division", "齐齐哈市", "齐齐哈尔市"),
        ("淅江省人民政府", "division", "淅江省", "浙江省"),
        ("内蒙古自冶区", "division", "内蒙古自冶区", "内蒙古自治区"),
        ("明堂县医疗保险保障局", "unit", "明堂县医疗保险保障局", "明堂县医疗保障局"),
        ("明堂县住房与城乡建设局", "unit", "明堂县住房与城乡建设局", "明堂县住房和城乡建设局"),
        ("明堂县民政局局组织", "unit", "明堂县民政局局", "明堂县民政局"),
        ("全明棠县的学校", "division", "明棠县", "明堂县"),
        ("到青龙由镇调研", "division", "青龙由镇", "青龙山镇"),
        ("明糖县人民政府", "division", "明糖县", "明堂县"),
        ("明堂县石挢镇", "division", "石挢镇", "石桥镇"),
        ("明堂县青尨山镇", "division", "青尨山镇", "青龙山镇"),
    ],
)
def test_one_wrong_character_is_found(text: str, kind: str, wrong: str, right: str) -> None:
    got = [(hit.kind, hit.text, hit.suggestion) for hit in hits(text)]
    assert got == ([(f"names.{kind}", wrong, right)] if kind else [])


@pytest.mark.parametrize(
    "text",
    [
        "明堂县体育局、明堂县税务局、明堂县气象局",
        "明堂县公安分局和明堂县司法所",
        "明堂县第三中学与明堂县第一中学",
        "明堂县民政工作、明堂县财政收入",
        "明光县民政局、临水县人民政府",
        "说明全县情况，全镇各村",
        "国家和地区、进城市、沿城市道路、三名市人大代表",
        "在石家庄市场上",
        "山西省与陕西省",
        "明堂县石桥镇各村、明堂县城乡居民",
        "柳树村、刘树村",
        "明堂县教育体育局、明堂县财政局局长、明堂县卫生健康委员会会议",
        "明堂县人民政府政府信息公开",
        "持身份证明到县级部门办理",
        "邻水县青虎山镇",
    ],
)
def test_other_units_and_places_are_let_be(text: str) -> None:
    assert found(text) == []


@given(st.lists(st.sampled_from([unit.name for unit in UNITS if not unit.now]), min_size=1, max_size=5))
def test_right_names_are_right(names: list[str]) -> None:
    assert found("、".join(names) + "负责落实。") == []


def test_a_former_name_counts_from_the_renaming_on() -> None:
    text = "由明堂县农业局负责落实。"
    assert found(text) == [("unit", "明堂县农业局")]
    assert hits(text)[0].suggestion == "明堂县农业农村局"
    assert found(text, dated(2018)) == []


@pytest.mark.parametrize(
    "text",
    [
        "原明堂县农业局的印章停用",
        "明堂县农业局更名为明堂县农业农村局",
        "2016年明堂县农业局印发",
        "《明堂县农业局关于春耕的通知》",
    ],
)
def test_a_former_name_in_history_is_right(text: str) -> None:
    assert found(text) == []


def test_a_former_name_as_the_issuer_is_surer() -> None:
    field = Place(Part.FIELD, label="发布机构")
    assert hits("明堂县农业局", place=field)[0].confidence > hits("由明堂县农业局负责")[0].confidence
