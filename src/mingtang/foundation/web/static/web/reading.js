/* Reading settings: shown at once, kept by the server. The page's data attributes are the settings (reading.py); they
   are written by the server, so pages look right without this script. Others of our pages hear of a change by storage. */
const root = document.documentElement;
const script = document.getElementById("reading-script");
const STORE = "mingtang:reading";
const PARTS = ["line", "aloud", "guide"];
const running = {};
let sending = Promise.resolve();
let settings = null;

/* The page of the settings: the form for the tools, and what reading aloud and the guide put into the page. */
function settingsPage() {
  settings ??= fetch(document.querySelector("[data-reading-open]")?.href ?? script.dataset.post)
    .then((answer) => { if (!answer.ok) throw new Error(`settings: ${answer.status}`); return answer.text(); })
    .then((text) => new DOMParser().parseFromString(text, "text/html"))
    .catch((error) => { settings = null; throw error; });
  return settings;
}

async function part(name) {
  const find = (where) => where.querySelector(`template[data-part=${name}]`);
  const template = find(document) ?? find(await settingsPage());
  return document.importNode(template.content.firstElementChild, true);
}

/* Starts and stops what needs script. A part that cannot be fetched is tried again at the next change. */
async function run() {
  for (const name of PARTS) {
    try {
      const wanted = root.dataset[name];
      if (wanted) running[name] ??= import(script.dataset[name]).then((module) => module.start(part, change));
      if (!running[name]) continue;
      const tool = await running[name];
      if (wanted) tool.update?.();
      else if (!root.dataset[name]) { delete running[name]; tool.stop(); }
    } catch { delete running[name]; }
  }
}

function show(state) {
  for (const name of Object.keys(root.dataset)) if (!state[name]) delete root.dataset[name];
  for (const [name, value] of Object.entries(state)) if (value) root.dataset[name] = value;
  for (const form of document.querySelectorAll("form.reading-form")) {
    for (const box of form.querySelectorAll("input[type=radio]")) box.checked = box.value === (root.dataset[box.name] ?? "");
  }
  return run();
}

function tell(chosen) {
  try { localStorage.setItem(STORE, JSON.stringify(chosen)); } catch { /* other pages see it when they load */ }
}

function change(values) {
  const done = show({ ...root.dataset, ...values });
  const body = new URLSearchParams({ ...root.dataset });
  tell(root.dataset);
  // One after the other: the last word counts.
  sending = sending.then(() => fetch(script.dataset.post, { method: "POST", body, redirect: "manual", keepalive: true })).catch(() => {});
  return done;
}

/* Live while the form is used; its own buttons still send it. What is sent away is forgotten here too, or a page out of
   the back-forward cache would bring it back. */
function attend(form) {
  form.addEventListener("submit", (event) => { if (event.submitter?.name === "reset") tell({}); });
  form.addEventListener("change", (event) => change({ [event.target.name]: event.target.value }));
}

for (const form of document.querySelectorAll("form[data-reading-mode]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change({ mode: event.submitter?.value === "elder" ? "elder" : "" });
    [...form.querySelectorAll("button")].find((button) => button.getClientRects().length)?.focus();
  });
}
for (const link of document.querySelectorAll("[data-reading-open]")) {
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); link.click(); } });
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try { (await import(script.dataset.tools)).toggle(link, settingsPage, attend, change); } catch { location.href = link.href; }
  });
}
document.querySelectorAll("form.reading-form").forEach(attend);

addEventListener("storage", (event) => { if (event.key === STORE && event.newValue) show(JSON.parse(event.newValue)); });
// A page taken out of the back-forward cache may be from before the change.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  try { const kept = localStorage.getItem(STORE); if (kept) show(JSON.parse(kept)); } catch { /* it stays as it was */ }
});
run();
