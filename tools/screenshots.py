"""Takes the pictures of the documents: `python tools/screenshots.py [URL]` against a server with the demo county.

Writes docs/images/*.png with the system's Chromium, each reduced to a palette so that the repository stays small.
What is shown is found by words of the demo, not by ids, so that a fresh load gives the same pictures.
"""

import argparse
import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
WIDE, PHONE = (1280, 800), (375, 800)
CLERK = "minzheng.fenguan"
RECORD, STATE = "一般公共预算收支执行情况", "待审核"
OFFICE = "gongkaiban.zhuren"
WRITER, PAPER = "minzheng.zhuanyuan", "冬季困难群众救助"
DOUBTFUL = """社会救助领域基层政务公开标准目录
一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,全社会,主动,依申请,县级
临时救助,办事指南,救助对象；申请材料；办理流程,《社会救助暂行办法》,视情况而定,县水务局,■政府网站□政府公报,√,√,√,√
"""
COLOURS = 48
MOST_BYTES = 1_200_000


@contextmanager
def page_of(browser: Browser, size: tuple[int, int]) -> Iterator[Page]:
    """A page of its own session, still and in the county's language."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def keep(page: Page, name: str) -> int:
    """Writes what the window shows; returns the size in bytes."""
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path = FOLDER / f"{name}.png"
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(FOLDER.parent.parent)}  {path.stat().st_size // 1024} kB")
    return path.stat().st_size


def portal(browser: Browser, url: str) -> int:
    with page_of(browser, WIDE) as page:
        page.goto(f"{url}/")
        size = keep(page, "portal-home")
        page.goto(f"{url}/records/?q={quote(RECORD)}")
        page.click(f"main a:has-text('{RECORD}') >> nth=0")
        page.wait_for_selector("article h1")
        address = page.url
        size += keep(page, "record")
        page.goto(f"{url}/catalogue/")
        size += keep(page, "catalogue")
    with page_of(browser, PHONE) as page:
        page.goto(address)
        return size + keep(page, "record-phone")


def desk(browser: Browser, url: str, password: str) -> int:
    with page_of(browser, WIDE) as page:
        page.goto(f"{url}/desk/")
        page.fill("[name=username]", CLERK)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"{url}/desk/")
        size = keep(page, "desk-home")
        page.click(f"main li:has-text('{STATE}') a >> nth=0")
        page.wait_for_url(f"{url}/desk/records/**")
        return size + keep(page, "desk-case")


def imports(browser: Browser, url: str, password: str) -> int:
    """The preview of an import that is given up again afterwards."""
    with page_of(browser, WIDE) as page:
        page.goto(f"{url}/desk/catalogue/imports/")
        page.fill("[name=username]", OFFICE)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"{url}/desk/catalogue/imports/")
        file = {"name": "社会救助目录.csv", "mimeType": "text/csv", "buffer": DOUBTFUL.encode()}
        page.set_input_files("[type=file]", file)  # type: ignore[arg-type]
        page.click("main button[type=submit]")
        page.wait_for_selector("#rows")
        page.evaluate("document.querySelector('.import-row').scrollIntoView()")
        size = keep(page, "catalogue-import")
        page.click("aside a:has-text('放弃导入')")
        page.fill("[name=reason]", "只为截图")
        page.click("main button[type=submit]")
        return size


def intake(browser: Browser, url: str, password: str) -> int:
    """A document handed in, beside what was recognised in it."""
    with page_of(browser, WIDE) as page:
        page.goto(f"{url}/desk/intake/")
        page.fill("[name=username]", WRITER)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"{url}/desk/intake/")
        page.click("main a:has-text('冬季救助文件') >> nth=0")
        page.click(f"main a:has-text('{PAPER}') >> nth=0")
        page.wait_for_selector("form [name=title]")
        return keep(page, "intake")


def main() -> int:
    """1 when the pictures are too heavy together."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url", nargs="?", default="http://127.0.0.1:8000", help="where the demo county runs")
    parser.add_argument("--password", default="mingtang-demo", help="of the demo's logins")
    wanted = parser.parse_args()
    url = wanted.url.rstrip("/")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        print("Chromium is not installed (Debian: apt-get install chromium)", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        size = portal(browser, url) + desk(browser, url, wanted.password)
        size += imports(browser, url, wanted.password) + intake(browser, url, wanted.password)
        browser.close()
    print(f"{size / 1e6:.2f} MB together, at most {MOST_BYTES / 1e6:.1f}")
    return int(size > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main())
