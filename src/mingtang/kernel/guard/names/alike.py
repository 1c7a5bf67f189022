"""Characters that are taken for one another: they sound alike, or look alike."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from mingtang.kernel.guard.names.data import lines

# Groups that look alike, as far as names of states, organs, places and people need them.
_SHAPES = """
国囯囻囗园围因困固 民氏尼昆 政攻致改敌败 府付俯腑腐 务雾夯各 院阮完皖 党堂常挡档 央英决 共其具 和合知 产严广
人入八大 代伐化 表丧 大太犬夭 会公合 法泫去 检捡俭验险 察查祭 最晸 高商亭 席度 县具 省肖者 市巿布 区匹医 乡多 镇慎
委季秀 员贡损贝 法去 人入 府俯 局居屈 部陪剖郁 厅斤 央夬 主王玉生 土士干于千 日曰目 己已巳 末未木本 天夫无元 力刀办 明朋阴 建健键 强强
军车 华毕 平乎 东车乐 风凤 杨扬汤 张帐胀弛 李季孝 陈阵 刘对 赵越 孙逊 林材村 海悔每 波坡披 伟纬玮 志忐 勇男 洪供
玉王 兵乒乓丘 宁字 庆厌 涛祷 军挥 晨晟 辉挥浑 斌赋 浩洁 亮高 文交 清请情 桥挢侨轿 石右古 柳抑 树村 岭领玲 河何诃 湖糊胡
齐济剂 哈合 尔你 呼乎 乌鸟 鲁鱼 安女 庄压 浙淅 苏办 晋普 冀翼 徽微 赣贡 闽阅 疆缰 藏臧 宁子 州洲川 原源愿 堂常 民明
卫卩 健建 教敎 育肓 财材 农衣 业亚 水冰 利刹 审宙 计什 统绕 商啇 科料 技枝 旅族 游流 退腿 役没 医区 保堡 障章 资咨 源原
信倌 息想 城诚 房旁 住往 交文 运远 输愉 税悦 监临 督鑫 管菅 理埋 条务 列例 例列 处外 罚罸 许讦 可司 开升 秩抶 序字
"""


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    sounds = [line.split(" ")[1] for line in lines("alike.txt")]
    for group in (*sounds, *_SHAPES.split()):
        for letter in group:
            found.setdefault(letter, set()).update(group)
    return {letter: frozenset(group - {letter}) for letter, group in found.items()}


def alike(one: str, other: str) -> bool:
    """Whether one character may stand for the other by mistake."""
    return other in _groups().get(one, ())


def slips(name: str, *, swaps: bool = True) -> Iterator[str]:
    """The name with one character taken for one that is alike, or with two neighbours swapped."""
    for at, letter in enumerate(name):
        for other in sorted(_groups().get(letter, ())):
            yield name[:at] + other + name[at + 1 :]
    if swaps:
        for at in range(len(name) - 1):
            if name[at] != name[at + 1]:
                yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]
