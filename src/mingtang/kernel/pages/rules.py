"""The rules on one page, and those that need many pages. Each names its code and, in `detail`, what it saw.

Tags: 政府网站发展指引 (国办发〔2017〕47号), 网页设计规范, 标签规范. What else an inspection looks for (footer marks,
alternative texts, links that lead nowhere or out, injected links) follows the practice of inspections, not the wording
of a rule.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from mingtang.kernel.pages.reading import OWN, SHANGHAI_DAY, Page, Site, moment_of, words_of

COLUMN_TYPES = frozenset(
    [
        "首页",
        "概况信息",
        "机构职能",
        "负责人信息",
        "工作动态",
        "政策文件",
        "信息公开指南",
        "信息公开目录",
        "信息公开年报",
        "依申请公开",
        "数据发布",
        "数据开放",
        "政策解读",
        "回应关切",
        "办事服务",
        "咨询投诉",
        "征集调查",
        "在线访谈",
    ]
)
"""Values of ColumnType that the rule lists; its list is open at the end."""

_SITE_CODE = re.compile(r"bm\d{8}|\d{10}")
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*(?:0[a-z%]*|1p[xt])\s*(?:[;!]|$)|text-indent\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_NEEDED_WORDS = 20


@dataclass(frozen=True)
class Fault:
    """`rule` is a code of `RULES` or `SITE_RULES`; `detail` what was seen, such as a tag, an address or a text."""

    rule: str
    path: str
    detail: str = ""


Check = Callable[[Page, Site, datetime], Iterable[str]]
RULES: dict[str, Check] = {}


def rule(code: str) -> Callable[[Check], Check]:
    def add(check: Check) -> Check:
        RULES[code] = check
        return check

    return add


def faults_of(page: Page, site: Site, now: datetime) -> list[Fault]:
    """All that is wrong with one page; of a page that does not answer, only that. `now` is in the county's time."""
    if page.status != 200:
        return [Fault("status", page.path, str(page.status))]
    return [Fault(code, page.path, seen) for code, check in RULES.items() for seen in check(page, site, now)]


@rule("title")
def _title(page: Page, site: Site, now: datetime) -> Iterator[str]:
    if not (page.root.findtext(".//title") or "").strip():
        yield "<title>"


@rule("language")
def _language(page: Page, site: Site, now: datetime) -> Iterator[str]:
    if not page.root.get("lang"):
        yield "<html lang>"


@rule("heading")
def _heading(page: Page, site: Site, now: datetime) -> Iterator[str]:
    if len(page.headings) != 1 or not page.headings[0]:
        yield f"<h1> × {len(page.headings)}"


@rule("empty")
def _empty(page: Page, site: Site, now: datetime) -> Iterator[str]:
    main = page.root.xpath("//main")
    if len(words_of(main[0]) if main else "") < _NEEDED_WORDS:
        yield "<main>"


@rule("tag_missing")
def _tags(page: Page, site: Site, now: datetime) -> Iterator[str]:
    needed = [
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
    ]
    if page.content:
        needed += ["ArticleTitle", "PubDate", "ContentSource"]
    yield from (name for name in needed if not page.meta.get(name))


@rule("site_name")
def _site_name(page: Page, site: Site, now: datetime) -> Iterator[str]:
    said = page.meta.get("SiteName")
    if said and said != site.name:
        yield said


@rule("site_domain")
def _site_domain(page: Page, site: Site, now: datetime) -> Iterator[str]:
    said = page.meta.get("SiteDomain")
    if said and said != site.domain:
        yield said


@rule("site_code")
def _site_code(page: Page, site: Site, now: datetime) -> Iterator[str]:
    said = page.meta.get("SiteIDCode")
    if said and (not _SITE_CODE.fullmatch(said) or said != site.code):
        yield said


@rule("column_type")
def _column_type(page: Page, site: Site, now: datetime) -> Iterator[str]:
    said = page.meta.get("ColumnType")
    if said and said not in COLUMN_TYPES:
        yield said


@rule("article_title")
def _article_title(page: Page, site: Site, now: datetime) -> Iterator[str]:
    said = page.meta.get("ArticleTitle")
    if said and "".join(said.split()) not in page.headings:
        yield said


@rule("date_form")
def _date_form(page: Page, site: Site, now: datetime) -> Iterator[str]:
    said = page.meta.get("PubDate")
    if said and moment_of(said) is None:
        yield said


@rule("date_shown")
def _date_shown(page: Page, site: Site, now: datetime) -> Iterator[str]:
    """The visible date counts; an item without one counts as not updated (§1.4)."""
    moment = moment_of(page.meta.get("PubDate", ""))
    if moment and not any(form.format(moment) in page.words for form in SHANGHAI_DAY):
        yield page.meta["PubDate"]


@rule("date_future")
def _date_future(page: Page, site: Site, now: datetime) -> Iterator[str]:
    moment = moment_of(page.meta.get("PubDate", ""))
    if moment and moment > now:
        yield page.meta["PubDate"]


@rule("footer")
def _footer(page: Page, site: Site, now: datetime) -> Iterator[str]:
    """`site.marks` are names with the text or address the footer must hold; an empty one is not set at all."""
    shown = "" if page.footer is None else words_of(page.footer)
    targets = "" if page.footer is None else " ".join(tag.get("href", "") for tag in page.footer.iter("a"))
    for name, mark in site.marks:
        if not mark or ("".join(mark.split()) not in shown and mark not in targets):
            yield name


@rule("breadcrumb")
def _breadcrumb(page: Page, site: Site, now: datetime) -> Iterator[str]:
    if page.path != "/" and not page.root.xpath("//nav[contains(@class, 'breadcrumb')]"):
        yield "nav"


@rule("picture")
def _picture(page: Page, site: Site, now: datetime) -> Iterator[str]:
    """A picture that means nothing says so with an empty text; one without the attribute says nothing."""
    yield from (tag.get("src", "")[:200] for tag in page.root.iter("img") if tag.get("alt") is None)


@rule("twice")
def _twice(page: Page, site: Site, now: datetime) -> Iterator[str]:
    counted = Counter(page.root.xpath("//@id"))
    yield from (f"id={name}" for name, number in counted.items() if number > 1)


@rule("leads_out")
def _leads_out(page: Page, site: Site, now: datetime) -> Iterator[str]:
    """Links to other than government sites go by the page that says so; never from the page itself."""
    own = urlsplit(site.origin).hostname
    for _tag, target in page.links():
        parts = urlsplit(target)
        host = parts.hostname or ""
        foreign = parts.scheme in ("http", "https") and not target.startswith(f"{OWN}/") and host != own
        if foreign and not host.endswith(".gov.cn") and not page.path.startswith("/leaving/"):
            yield target[:200]


@rule("hidden_link")
def _hidden_link(page: Page, site: Site, now: datetime) -> Iterator[str]:
    """The common sign of injected text: links that people cannot see."""
    for tag, target in page.links():
        around = [tag, *tag.iterancestors()]
        if any(_HIDING.search(one.get("style") or "") for one in around):
            yield target.removeprefix(OWN)[:200]


@rule("foreign_part")
def _foreign_part(page: Page, site: Site, now: datetime) -> Iterator[str]:
    """Scripts, styles, frames and pictures from elsewhere."""
    own = urlsplit(site.origin).hostname
    sources = page.root.xpath("//script/@src | //img/@src | //iframe/@src | //link[@rel='stylesheet']/@href")
    for source in sources:
        if _host(source) not in ("", own):
            yield source[:200]


@rule("data")
def _data(page: Page, site: Site, now: datetime) -> Iterator[str]:
    blocks = page.root.xpath("//script[@type='application/ld+json']")
    if page.content and not blocks:
        yield "JSON-LD"
    for block in blocks:
        try:
            json.loads(block.text or "")
        except ValueError as error:
            yield str(error)[:200]


@rule("canonical")
def _canonical(page: Page, site: Site, now: datetime) -> Iterator[str]:
    """The permanent address of an item; it may not name another."""
    named = page.root.xpath("//link[@rel='canonical']/@href")
    if page.content and [address.removeprefix(site.origin) for address in named] != [page.path.split("?")[0]]:
        yield " ".join(named)


def _host(address: str) -> str:
    """Of an address; nothing where it has none or is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def faults_between(pages: Iterable[Page], statuses: Mapping[str, int]) -> list[Fault]:
    """What only many pages show: links that lead nowhere (`statuses` by path), and titles that stand for two pages."""
    found: list[Fault] = []
    titles: dict[str, str] = {}
    for page in pages:
        if page.status != 200:
            continue
        for path in sorted(page.inner_paths):
            if statuses.get(path, 200) >= 400 and statuses[path] != 410:
                found.append(Fault("link", page.path, f"{path} ({statuses[path]})"))
        title = (page.root.findtext(".//title") or "").strip()
        if title and not page.content:
            if title in titles:
                found.append(Fault("title_twice", page.path, f"{title} = {titles[title]}"))
            titles.setdefault(title, page.path)
    return found
