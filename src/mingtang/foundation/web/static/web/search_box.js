/* What a search that is being typed may become, below <form data-suggest="address">: arrow keys choose, Enter takes,
   Escape closes. The key / goes to the search box. Without script the box is an ordinary field. */
const WAIT = 150;
let made = 0;

function equip(form) {
  const field = form.querySelector('input[type="search"]');
  const address = form.dataset.suggest;
  if (!field || !address) return;
  const list = document.createElement("ul");
  list.className = "suggest-list no-print";
  list.id = `suggest-${(made += 1)}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label")?.textContent ?? "");
  list.lang = "zh-hans";
  list.hidden = true;
  form.append(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("autocomplete", "off");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  let typed = field.value;
  let chosen = -1;
  let timer = 0;
  let asking = null;

  const options = () => [...list.children];

  function close() {
    asking?.abort();
    clearTimeout(timer);
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function show(suggestions) {
    close();
    if (!suggestions.length || document.activeElement !== field) return;
    list.replaceChildren(...suggestions.map(({ text }, n) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${n}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = text;
      return option;
    }));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  }

  function choose(number) {
    const all = options();
    chosen = (number + all.length + 1) % (all.length + 1);
    all.forEach((option, n) => option.setAttribute("aria-selected", String(n === chosen)));
    if (chosen < all.length) {
      field.value = all[chosen].textContent;
      field.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    } else {
      field.value = typed;
      field.removeAttribute("aria-activedescendant");
    }
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q: typed })}`, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch { /* typed on, or no connection: the box works without */ }
  }

  field.addEventListener("input", (event) => {
    typed = field.value;
    clearTimeout(timer);
    if (event.isComposing) return;
    if (typed.trim()) timer = setTimeout(ask, WAIT);
    else close();
  });
  field.addEventListener("compositionend", () => {
    typed = field.value;
    clearTimeout(timer);
    if (typed.trim()) timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const all = options();
    if (event.key === "ArrowDown") choose(chosen === -1 ? 0 : chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen === -1 ? all.length - 1 : chosen - 1);
    else if (event.key === "Escape") { field.value = typed; close(); }
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (!option) return;
    field.value = option.textContent;
    close();
    form.requestSubmit();
  });
  field.addEventListener("blur", () => setTimeout(close, 0));
  form.addEventListener("submit", close);
}

document.querySelectorAll("form[data-suggest]").forEach(equip);

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = document.querySelector('form[data-suggest] input[type="search"]');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
