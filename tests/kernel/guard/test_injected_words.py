"""Advertisements of gambling, pornography and illegal trade are told from those who fight them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.kernel.guard.injection.lists import context, rows, terms, variants
from mingtang.kernel.guard.injection.squashing import squashed
from tests.kernel.guard.injected import hits, said

ADVERTS = """
gambling 澳门百家乐 注册送58元 加微信 abc12345
gambling 2026香港六合彩开奖结果 管家婆一肖一码免费公开
gambling 幸运飞艇计划群 稳赚不赔 加QQ 384756210
gambling 某镇召开工作会议。太阳城娱乐集团官网开户即送38元体验金。会议强调要抓好落实。
gambling 皇家赌场 网投开户 首存一百送一百
gambling 六 合 彩 今晚开奖
gambling 六.合.彩 资料
gambling liu合彩 资料
gambling bo彩网 送彩金
gambling du博平台 注册送88
gambling 時時彩計劃群 註冊送
gambling 百傢樂 真人視訊
porn 同城约炮 附近的人 加微信 mm520520
porn 成人视频在线观看 免费高清无码
porn 裸~聊 平~台
porn 約pao 同城
porn 小jie上门 bao夜
trade 代开各类增值税发票 点位低 先开后付 电话13912345678
trade 专业办证刻章 质量保证 微信同号 15800001111
trade 代孕公司 包成功包男孩 无忧代孕
trade 信用卡套现 花呗白条套现 秒到账
trade 办❤证 刻❤章 QQ 778899001
trade 迷*药 催*情 货到付款
trade 代kai发piao 微亻言 abc12388
trade 收售银行卡四件套 高价长期
trade 教师资格证包过 内部名额 微信 jszg888
"""

LAWFUL = """
县公安局破获一起特大网络赌博案，抓获犯罪嫌疑人26名，冻结涉案资金300万元。
反诈宣传：所谓“注册送彩金”“稳赚不赔”的百家乐平台，都是诈骗。不轻信、不转账。
警方提醒：凡是要求“裸聊”的都是骗局，切勿点击陌生链接。
开设赌场罪典型案例：被告人张某在境外开设“百家乐”赌博网站，判处有期徒刑五年。
2025年度中央专项彩票公益金支持乡村学校少年宫项目绩效自评报告
体育彩票销售网点分布：城关镇3个，河口镇2个，双色球、大乐透均可购买。
以营利为目的，聚众赌博或者以赌博为业的，处三年以下有期徒刑、拘役或者管制，并处罚金。
关于严厉打击非法买卖枪支弹药、仿真枪的通告
严禁利用计划生育服务开展代孕行为，违者依法吊销执业证书。
代孕子女户口登记问题的答复
税务局办税服务厅代开增值税发票办理指南：申请人携带身份证件到窗口申请代开发票。
企业开办专窗提供免费刻章服务。
办证大厅搬迁公告：县政务服务中心办证窗口搬至二楼，咨询电话0990-5551234。
农商银行推出无抵押贷款产品，支持小微企业，联系电话0990-5556789。
扫黄打非办公室查缴淫秽色情出版物3000余件，关闭黄色网站15个。
侵犯著作权案：被告人未经许可运营“传奇”私服，非法获利80万元。
网络安全通报：某单位网站被植入暗链，出现“六合彩”“时时彩”等内容，已责令整改。
南京市六合区与我县开展对口协作。
皇冠假日酒店会议接待服务采购公告
“三黄片”“牛黄解毒片”等药品抽检结果
关注微信公众号“明堂发布”，点击进入“便民服务”，在线办理社保查询。
经营者在经营性服务过程中，不得强制服务。
在鱼、虾、蟹、贝的重要繁殖区引水、用水的，应当采取避开幼体的措施。
养老院上门服务项目清单：助餐、助浴、助洁，24小时热线0990-5550000
县残联盲人按摩机构扶持办法
支援交警大队春运执勤志愿者名单
出口交易会、路口交通标志、满足交付条件
时时彩云追月，处处春光好
"""


@pytest.mark.parametrize("line", ADVERTS.strip().splitlines())
def test_an_advertisement_is_a_hit(line: str) -> None:
    group, _, text = line.partition(" ")
    assert group in {hit.kind.removeprefix("injection.") for hit in hits(text)}


@pytest.mark.parametrize("text", LAWFUL.strip().splitlines())
def test_lawful_text_is_none(text: str) -> None:
    assert said(text) == []


def test_a_word_on_its_own_warns_and_one_with_an_offer_blocks() -> None:
    assert said("百家乐") == [("gambling", "warn", "百家乐")]
    assert said("百家乐，注册送58元，加微信 abc12345") == [("gambling", "block", "百家乐")]


def test_the_same_words_hidden_weigh_more() -> None:
    source = "<p>通知</p><p>{}博彩</p>"
    assert said(source.format("")) == []
    hidden = said("<p>通知</p><p>全文<span style='font-size:0'>博彩排名</span></p>")
    assert hidden == [("hidden", "block", "博彩排名"), ("gambling", "block", "博彩排名")]


def test_words_split_over_tags_and_written_in_references_are_found() -> None:
    assert [one[2] for one in said("<p>六<b>合</b><i>彩</i>资料大全</p>")] == ["六合彩"]
    assert [one[2] for one in said("<p>&#20845;&#21512;&#24425;&#24320;&#22870;</p>")] == ["六合彩"]
    assert [one[2] for one in said("六\u200b合\u200b彩资料大全")] == ["六\u200b合\u200b彩"]


def test_the_link_beside_a_word_speaks_against_it() -> None:
    plain = "<p>友情链接：葡京</p>"
    assert said(plain) == []
    linked = said('<p>友情链接：<a href="https://www.example.com/">葡京</a></p>')
    assert ("gambling", "warn", "葡京") in linked


def test_letters_far_apart_or_in_two_sentences_are_no_word() -> None:
    for text in ("六            合            彩", "县城六，合彩", "六________合彩", "组委会时，时彩云追月"):
        assert said(text) == []
    assert said("百家乐，注册。开户") == [("gambling", "warn", "百家乐")]


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from([*"六合彩百家乐注册，。 \n_❤-、a1“”送58加微信:", "      ", "bo", "______"]),
        max_size=40,
    ).map("".join)
)
def test_whatever_stands_between_letters_hits_stand_where_they_say(text: str) -> None:
    for hit in hits(text):
        assert text[hit.start : hit.end] == hit.text
        assert hit.text


def test_title_and_keywords_of_a_page_are_looked_at() -> None:
    assert {one[0] for one in said("<title>六合彩开奖直播-明堂县人民政府</title>")} == {"gambling"}
    assert "gambling" in [
        one[0] for one in said('<meta name="keywords" content="&#30334;&#23478;&#20048;,真人赌场">')
    ]


def test_what_the_paper_is_about_helps_it() -> None:
    text = "百家乐"
    assert said(text, title="公安局公布打击跨境赌博犯罪典型案例") == []


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<p>正文<span style='display:none'>某某建站</span></p>", [("hidden", "warn", "某某建站")]),
        ("<p>正文<span class='visually-hidden'>件</span></p>", []),
        ("<p>正文<noscript>请启用脚本</noscript></p>", [("hidden", "inform", "请启用脚本")]),
        ("<p>正文<span hidden>。</span></p>", []),
        ("<!doctype html><div style='display:none'>菜单</div>", []),
        (
            "<!doctype html><div style='text-indent:-9999px'><a href='http://www.example.com'>某某建站</a></div>",
            [("host", "warn", "www.example.com"), ("hidden", "warn", "某某建站")],
        ),
        ("<!doctype html><!-- 百家乐 加微信 abc12345 -->", [("gambling", "block", "百家乐")]),
    ],
)
def test_hidden_text(source: str, wanted: list[tuple[str, str, str]]) -> None:
    assert said(source) == wanted


def test_the_lists_are_whole() -> None:
    assert {group for group, *_ in rows("terms.txt")} == {"gambling", "porn", "trade", "innocent"}
    assert {side for side, *_ in rows("context.txt")} == {"advert", "lawful"}
    words = [word for _, _, *words in rows("terms.txt") for word in words]
    assert len(words) == len(set(words))
    assert all(squashed(word).text == word for word in [*words, *context().lexicon.words])
    assert len(terms().meanings) == len(terms().lexicon.words)
    assert all(
        len(letter) == 1 and len(found) >= 2 and found[-1].isascii() for letter, found in variants().items()
    )
