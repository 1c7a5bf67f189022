/* Guided reading: keys that jump by region and by heading. Letters and the digits 1 to 6 are left to screen readers;
   in fields all keys type as usual. */
const REGIONS = "header.masthead, nav, form[role=search], main, main form, main section[aria-labelledby], main section[aria-label], aside, footer.footer";
const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable=true], [role=textbox], [role=combobox]";
const seen = (element) => element.getClientRects().length > 0;

export async function start(part) {
  const guide = await part("guide");
  const dialog = guide.querySelector("dialog");
  const said = guide.querySelector("[data-said]");
  const list = guide.querySelector("[data-list]");
  const words = dialog.dataset;

  function regions() {
    return [...document.querySelectorAll(REGIONS)].filter((one) => seen(one) && !guide.contains(one) && !one.closest(".aloud, .pager"));
  }
  function kind(region) {
    if (region.matches("form[role=search]")) return "search";
    return { HEADER: "header", NAV: "nav", MAIN: "main", FORM: "form", SECTION: "section", ASIDE: "aside", FOOTER: "footer" }[region.tagName];
  }
  function nameOf(region) {
    const by = region.getAttribute("aria-labelledby");
    const label = region.getAttribute("aria-label") ?? (by && document.getElementById(by)?.textContent.trim());
    return label ? `${words[kind(region)]}：${label}` : words[kind(region)];
  }
  function go(element, text) {
    if (!element) { tell(words.none); return; }
    if (!element.hasAttribute("tabindex") && !element.matches("a[href], button")) {
      element.setAttribute("tabindex", "-1");
      element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
    }
    element.classList.add("guided");
    element.addEventListener("blur", () => element.classList.remove("guided"), { once: true });
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "start" });
    if (text) tell(text);
  }
  function tell(text) {
    said.textContent = "";
    requestAnimationFrame(() => { said.textContent = text; });
  }
  function jump(region) {
    const all = regions();
    go(region, region && `${nameOf(region)}，${words.place.replace("#", all.indexOf(region) + 1).replace("%", all.length)}`);
  }
  /* The next or last one after the place of the focus in the page. */
  function beside(all, step) {
    const here = document.activeElement;
    if (!here || here === document.body) return step > 0 ? all[0] : all.at(-1);
    const at = all.indexOf(here);
    if (at >= 0) return all[at + step] ?? all.at(step > 0 ? 0 : -1);
    const side = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
    const found = all.filter((one) => here.compareDocumentPosition(one) & side);
    return (step > 0 ? found[0] : found.at(-1)) ?? all.at(step > 0 ? 0 : -1);
  }
  function headings() { return [...document.querySelectorAll("h1, h2, h3, h4")].filter((one) => seen(one) && !guide.contains(one)); }
  function help() {
    list.replaceChildren(...regions().map((region) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = nameOf(region);
      button.addEventListener("click", () => { dialog.close(); jump(region); });
      item.append(button);
      return item;
    }));
    dialog.showModal();
  }
  const first = (...kinds) => regions().find((region) => kinds.includes(kind(region)));
  const keys = {
    "]": () => jump(beside(regions(), 1)),
    "[": () => jump(beside(regions(), -1)),
    "}": () => go(beside(headings(), 1)),
    "{": () => go(beside(headings(), -1)),
    7: () => jump(first("nav")),
    8: () => jump(first("main")),
    9: () => jump(first("form") ?? first("search")),
    0: help,
  };
  const CODES = { BracketRight: ["]", "}"], BracketLeft: ["[", "{"], Digit7: [7], Digit8: [8], Digit9: [9], Digit0: [0] };

  // By place on the keyboard: under a Chinese input method the same keys type 【 and 】.
  function pressed(event) {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
    const act = keys[CODES[event.code]?.[event.shiftKey ? 1 : 0]];
    if (!act) return;
    event.preventDefault();
    act();
  }
  document.addEventListener("keydown", pressed);
  document.body.append(guide);
  return {
    stop() {
      document.removeEventListener("keydown", pressed);
      guide.remove();
    },
  };
}
