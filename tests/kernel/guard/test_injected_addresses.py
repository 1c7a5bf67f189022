"""Links, addresses and scripts that do not belong into a page of ours."""

import time

import pytest

from mingtang.kernel.guard.injection.addresses import address_of, addresses_in
from mingtang.kernel.guard.injection.hosts import Hosts
from tests.kernel.guard.injected import hits, said


@pytest.mark.parametrize(
    ("target", "host"),
    [
        ("http://www.example.com/a?b#c", "www.example.com"),
        ("//example.com", "example.com"),
        ("\\\\example.com\\a", "example.com"),
        ("https:example.com", "example.com"),
        (" \n HTTPS:///EXAMPLE.com.", "example.com"),
        ("http://www.mingtang.gov.cn@example.com:81/", "example.com"),
        ("http://www。example。com/", "www.example.com"),
        ("http://ex%61mple.com/", "example.com"),
        ("http://[::1]:80/", "[::1]"),
    ],
)
def test_a_link_is_read_as_browsers_do(target: str, host: str) -> None:
    address = address_of(target)
    assert address is not None
    assert address.host == host
    assert target[address.start : address.end] == address.raw


@pytest.mark.parametrize(
    "target", ["", "/a/b", "#x", "mailto:a@b.example", "tel:110", "a.html?u=http://b.example", "?x"]
)
def test_what_stays_on_its_page_or_is_no_web_address_is_none(target: str) -> None:
    assert address_of(target) is None


def test_addresses_in_running_text() -> None:
    text = "见www.a.example.com/x，或http://b.example.top:8088/y？和c.cn。版本3.5、e.g.、zs@d.com、说明.txt、第3.1.com条、f.com"
    assert [address.host for address in addresses_in(text)] == [
        "www.a.example.com",
        "b.example.top",
        "c.cn",
        "f.com",
    ]


@pytest.mark.parametrize(
    "link",
    [
        "/files/1", "#", "mailto:a@b.top", "https://www.mingtang.gov.cn/x", "http://jyj.mingtang.gov.cn/", "https://www.gov.cn/zhengce",
        "http://mingshan.gov.cn/", "https://www.people.com.cn/n1", "https://mp.weixin.qq.com/s/x", "https://x.edu.cn/",
        "https://service.weibo.com/share?url=https://www.mingtang.gov.cn/1", "/leaving/?to=https%3A%2F%2Fa.example%3Asign", "http://www.gov.cn:80/",
    ],
)  # fmt: skip
def test_links_of_every_day_are_no_hits(link: str) -> None:
    assert said(f'<p>详见<a href="{link}">原文</a>。</p>') == []


def test_a_link_to_any_other_host_only_informs() -> None:
    assert said('<p><a href="https://www.example.com/a">某公司</a></p>') == [
        ("host", "inform", "www.example.com")
    ]
    assert said("<p>详见 https://www.example.com/a 。</p>") == []


@pytest.mark.parametrize(
    "host",
    [
        "www.mingtang.gov.cn.example.com", "mingtang-gov.cn", "www.mingtang-gov-cn.com", "www.g0v.cn", "gov-cn.example.net",
        "mingtang.gov.com", "mingtanggov.com", "mingtang.gоv.cn", "ｍingtang.gοv.cn", "xn--mngtang-zya.com.cn", "mlngtang.gov.com", "mingtang.govcn.top",
    ],
)  # fmt: skip
def test_a_host_that_looks_like_a_government_s_blocks(host: str) -> None:
    for source in (f'<p><a href="http://{host}/">点此</a></p>', f"<p>请登录http://{host}/查询</p>"):
        if "xn--" in host or not (source.startswith("<p>请") and not host.isascii()):
            found = hits(source)
            assert [(hit.kind, hit.severity.value) for hit in found] == [("injection.host", "block")], (
                source,
                found,
            )
            assert hit_text(found[0].text) == host


def hit_text(text: str) -> str:
    return text.removeprefix("http://").rstrip("/")


def test_look_alikes_in_running_text_are_seen_behind_their_letters() -> None:
    assert [one[:2] for one in said("<p>请登录www.mingtang.gоv.cn查询</p>")] == [("host", "block")]
    assert [one[:2] for one in said("<p>请登录ming\u200btang-gov.cn查询</p>")] == [("host", "block")]


@pytest.mark.parametrize(
    ("link", "severity"),
    [
        ("http://1.2.3.4/", "warn"),
        ("http://3232235777/", "warn"),
        ("http://www.example.com:8765/", "warn"),
        ("http://www.example.top/", "warn"),
        ("http://hg0088.com/", "warn"),
        ("http://www.mingtang.com/", "warn"),
        ("http://www.mingtang.gov.cn@example.com/", "block"),
        ("http://www.bocai-vip.cc/", "block"),
    ],
)
def test_manners_of_bad_links_warn_or_block(link: str, severity: str) -> None:
    assert [one[:2] for one in said(f'<p><a href="{link}">点此</a></p>')] == [("host", severity)]


def test_what_a_link_says_makes_it_worse_unless_it_warns() -> None:
    assert ("host", "block", "www.example.com") in said(
        '<p><a href="http://www.example.com">澳门百家乐</a></p>'
    )
    assert said('<p><a href="http://www.example.com">警方破获百家乐网络赌博案</a></p>') == [
        ("host", "inform", "www.example.com")
    ]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ('<a href="/go?url=http://evil.example.com/">x</a>', ("redirect", "warn", "http://evil.example.com/")),
        ('<a href="https://www.mingtang.gov.cn/r?to=%2F%2Fevil.top">x</a>', ("redirect", "block", "%2F%2Fevil.top")),
        ("https://www.mingtang.gov.cn/r?redirect_uri=https://evil.top/a", ("redirect", "block", "https://evil.top/a")),
        ('<meta http-equiv="refresh" content="0;url=https://evil.example.com/">', ("redirect", "warn", "evil.example.com")),
        ('<script>window.location.href = "http://evil.top/"</script>', ("redirect", "block", "evil.top")),
        ('<!doctype html><script>if (/baidu|sogou/.test(document.referrer)) location = u</script>', ("redirect", "block", "if (/baidu|sogou/.test(document.referrer)) location = u")),
    ],
)  # fmt: skip
def test_ways_to_be_sent_elsewhere(source: str, wanted: tuple[str, str, str]) -> None:
    assert said(source) == [wanted]


@pytest.mark.parametrize(
    "source",
    [
        "<script>var a = 1</script>", '<p onclick="x()">a</p>', '<a href="javascript:alert(1)">a</a>', '<a href="JaVa\tscript:alert(1)">a</a>',
        '<a href="&#106;avascript&colon;x()">a</a>', '<a href="data:text/html;base64,PA==">a</a>', '<iframe src="/x"></iframe>', '<iframe srcdoc="&lt;b&gt;"></iframe>',
        '<object data="/x.swf"></object>', '<embed src="//e.example.com/x">', '<script src="https://cdn.example.com/x.js"></script>', '<a href="vbscript:x">a</a>',
        '<!doctype html><script>eval(unescape("%61"))</script>', '<!doctype html><script>document.write(String.fromCharCode(60))</script>',
        '<!doctype html><script>document.title="\\u516d\\u5408\\u5f69\\u5f00\\u5956"</script>', '<!doctype html><script>x=String.fromCharCode(20845,21512,24425,24320,22870)</script>',
        '<!doctype html><script src="http://js.example.top/x.js"></script>',
    ],
)  # fmt: skip
def test_code_where_none_may_be_blocks(source: str) -> None:
    assert [one[:2] for one in said(source)] == [("script", "block")]


def test_scripts_and_menus_of_an_ordinary_page_are_no_hits() -> None:
    source = (
        "<!doctype html><style>.menu{display:none}</style><script src=/jq.js></script><script src=https://cdn.example.com/a.js></script>"
        "<script>var x = {a: 1}; document.getElementById('q').onclick = function () { location.href = '/search?q=' + x }</script>"
        "<ul class=menu><li><a href=/a>机构职能</a><li><a href='javascript:void(0)' onclick='f()'>更多</a></ul><noscript>请启用脚本</noscript>"
    )
    assert said(source) == []


def test_hosts_of_units_below_ours_are_ours() -> None:
    hosts = Hosts(["www.mingtang.gov.cn"])
    assert hosts.own("jyj.mingtang.gov.cn")
    assert not hosts.own("xmingtang.gov.cn")


@pytest.mark.parametrize(
    "unit",
    ["a.", "a", "http://", "www.", "1.", "a.b-", "点com", "//@", "?url=http:", "\\u0041", "fromCharCode(1,"],
)
def test_traps_for_addresses_and_scripts_take_no_longer_than_their_size_says(unit: str) -> None:
    def taken(size: int) -> float:
        text = unit * (size // len(unit))
        begun = time.process_time()
        hits(text)
        hits(f"<script>{text}</script>")
        return time.process_time() - begun

    small, large = taken(10_000), taken(80_000)
    assert large < 0.2 + 24 * small
