"""Invented personal names: a fixed stock, handed out once each."""

from __future__ import annotations

import random

SURNAMES = tuple(
    "王李张刘赵黄周徐孙马朱胡何罗陈林吴郑谢宋唐许邓冯曹彭曾萧田董袁潘蒋余杜叶程苏魏吕卢姜崔钟谭陆汪范"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔向汤章鲁葛柏俞柳岑殷毕"
    "康伍卜祝梁阮蓝闵季童郭梅盛刁骆高樊霍虞万管柯经房应丁宣单杭洪包诸左吉甘厉祖符景詹束司郜蔺屠蒙池乔"
)
"""Surnames of the demo county."""

_PAIRS = (
    "秉诚文澜立夏望舒修竹景行知秋行舟守拙若谷怀瑾思齐明远松涛雨禾静姝采薇佩兰映雪清和"
    "志坚建业海峰春生国栋永年德厚世安启明正言长庚子衿嘉树亦凡月华素秋慧敏玉洁巧云桂芝"
    "秀梅凤仪丽娟晓岚晨曦佳禾欣然雅宁婉清书瑶思源学敏培德振声鸣谦尚勤维新绍先承志继业"
    "敬之允中仲平伯阳叔恒季青大川宏图卫东跃进援朝建军红梅小满谷丰冬至岁安宜春凌霄木兰"
    "石泉山青水清晚舟远航帆顺向阳向荣新禾新苗春晓秋实冬青夏荷金穗银川铁城玉田宝泉双喜"
)
GIVEN_NAMES = tuple(_PAIRS[i : i + 2] for i in range(0, len(_PAIRS), 2))
"""Given names of two characters."""


class NameStock:
    """Hand out distinct full names in a fixed pseudo-random order."""

    def __init__(self, seed: str) -> None:
        rng = random.Random(seed)
        names = [surname + given for surname in SURNAMES for given in GIVEN_NAMES]
        rng.shuffle(names)
        self._names = names
        self._next = 0

    def take(self) -> str:
        """Return a name that this stock has not given before."""
        name = self._names[self._next]
        self._next += 1
        return name


def masked(rng: random.Random) -> str:
    """Return a name as lists on public display show it: ``陈某某``."""
    return rng.choice(SURNAMES) + rng.choice(("某某", "某某", "某"))
