"""axe in the page a test looks at.

Only violations are worked out and handed over: what passed is most of a result, and no test asks for it.
"""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SCRIPT = Axe().axe_script
# Preloaded styles and media serve rules that are experimental or never more than a hint.
_OPTIONS = {"resultTypes": ["violations"], "preload": False}
_RUN = """options => axe.run(document, options).then(found => found.violations.map(
  v => `${v.id} (${v.help}): ${v.nodes.map(n => n.html.slice(0, 200) + " " + n.failureSummary).join("; ")}`))"""


def findings(page: Page, *rules: str) -> list[str]:
    """What violates the rules named, or any rule, a line for each rule."""
    if page.evaluate("() => !window.axe"):
        page.evaluate(_SCRIPT)
    options: dict[str, Any] = {**_OPTIONS, "runOnly": list(rules)} if rules else _OPTIONS
    return list(page.evaluate(_RUN, options))
