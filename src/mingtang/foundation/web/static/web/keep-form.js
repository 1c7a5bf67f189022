/* Keeps what was typed into <form data-keep="key"> on this device until it has arrived.
   Each page load writes its own draft, so neither a second tab nor an unanswered offer overwrites an older text.
   <body data-kept-clear="key key2"> says that these forms have arrived. Words come from <template data-keep-offer>. */
const PREFIX = "mingtang:kept:";
const MOST = 20;
const SKIP = "[type=hidden], [type=password], [type=file], [type=submit], [type=button], [type=image], [type=reset], [name=csrfmiddlewaretoken], [data-keep-skip]";

function load(key) {
  try {
    const drafts = JSON.parse(localStorage.getItem(PREFIX + key));
    return Array.isArray(drafts) ? drafts : [];
  } catch { return []; }
}

function store(key, drafts) {
  try {
    if (drafts.length) localStorage.setItem(PREFIX + key, JSON.stringify(drafts.slice(0, MOST)));
    else localStorage.removeItem(PREFIX + key);
  } catch { /* storage is full or forbidden: the text stays in the page */ }
}

/* Fields by name and place: "street:0" -> control. Repeated names (choices) are told apart by their place. */
function controls(form) {
  const found = new Map();
  const seen = {};
  // Not form.elements: a field of that name would stand in its place.
  for (const control of form.querySelectorAll("input, select, textarea")) {
    if (!control.name || !control.matches("input, textarea, select") || control.matches(SKIP)) continue;
    const place = (seen[control.name] = (seen[control.name] ?? -1) + 1);
    found.set(`${control.name}:${place}`, control);
  }
  return found;
}

const tick = (control) => control.type === "checkbox" || control.type === "radio";
const lines = (text) => text.replace(/\r\n?/g, "\n");

function now(control) {
  if (tick(control)) return control.checked;
  if (control.localName === "select") return [...control.options].filter((o) => o.selected).map((o) => o.value);
  return lines(control.value);
}

function served(control) {
  if (tick(control)) return control.defaultChecked;
  if (control.localName === "select") {
    const chosen = [...control.options].filter((o) => o.defaultSelected).map((o) => o.value);
    return chosen.length || control.multiple || !control.options.length ? chosen : [control.options[0].value];
  }
  return lines(control.defaultValue);
}

function values(form, get) {
  return Object.fromEntries([...controls(form)].map(([id, control]) => [id, get(control)]));
}

/* Whether the draft says something else than the other values; fields that are gone or new are no difference. */
function differs(draft, other) {
  return Object.keys(draft).some((id) => id in other && JSON.stringify(draft[id]) !== JSON.stringify(other[id]));
}

function put(control, value) {
  if (tick(control)) control.checked = value;
  else if (control.localName === "select") for (const option of control.options) option.selected = value.includes(option.value);
  else {
    control.value = value;
    const editor = control.closest(".prose-editor")?.querySelector(".ProseMirror[contenteditable]")?.editor;
    editor?.commands?.setContent(value);
  }
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

function keep(form) {
  const key = form.dataset.keep;
  const initial = values(form, served);
  const equal = load(key).find((draft) => !differs(draft.values, initial));
  let slot = equal?.id ?? crypto.getRandomValues(new Uint32Array(2)).join("-");
  let dirty = false;
  let timer = 0;

  function save() {
    clearTimeout(timer);
    if (!dirty) return;
    dirty = false;
    const others = load(key).filter((draft) => draft.id !== slot);
    store(key, [{ id: slot, at: Date.now(), values: values(form, now) }, ...others]);
  }

  function touched(event) {
    if (event.target.matches?.(SKIP)) return;
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, 300);
  }

  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("submit", save);
  addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });

  let shown = null;
  function offer() {
    shown?.remove();
    shown = null;
    const present = values(form, now);
    const draft = load(key).find((one) => one.id !== slot && differs(one.values, initial) && differs(one.values, present));
    const template = form.querySelector("template[data-keep-offer]") ?? document.querySelector("template[data-keep-offer]");
    if (!draft || !template) return;
    shown = template.content.firstElementChild.cloneNode(true);
    const when = shown.querySelector("[data-keep-when]");
    if (when) when.textContent = new Date(draft.at).toLocaleString(document.documentElement.lang || undefined, { dateStyle: "long", timeStyle: "short" });
    shown.querySelector("[data-keep-restore]").addEventListener("click", () => {
      save();
      slot = draft.id;
      const fields = controls(form);
      for (const [id, value] of Object.entries(draft.values)) if (fields.has(id)) put(fields.get(id), value);
      save();
      offer();
      fields.values().next().value?.focus();
    });
    shown.querySelector("[data-keep-drop]").addEventListener("click", () => {
      store(key, load(key).filter((one) => one.id !== draft.id));
      offer();
      if (!shown) controls(form).values().next().value?.focus();
    });
    form.before(shown);
  }
  offer();
}

for (const key of (document.body.dataset.keptClear ?? "").split(/\s+/).filter(Boolean)) store(key, []);
for (const form of document.querySelectorAll("form[data-keep]")) keep(form);
