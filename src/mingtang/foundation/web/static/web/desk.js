/* Keyboard for the desk. Markup: [data-rows] around rows that hold a link; [data-filter-field] or a search field;
   dialog#desk-keys with [data-keys-switch]; [data-keys-open]. The focus sits on the link itself, so Enter opens it. */
const STORE = "mingtang:keys";
const dialog = document.getElementById("desk-keys");
const toggle = dialog?.querySelector("[data-keys-switch]");
const opener = document.querySelector("[data-keys-open]");

function read() {
  try { return localStorage.getItem(STORE) !== "off"; } catch { return true; }
}

let on = read();

function links() {
  return [...document.querySelectorAll("[data-rows] > *")]
    .map((row) => row.querySelector("a[href]"))
    .filter((link) => link && link.getClientRects().length);
}

function move(step) {
  const all = links();
  if (!all.length) return;
  const here = all.findIndex((link) => link.closest("[data-rows] > *").contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + step));
  all[next].focus({ preventScroll: true });
  all[next].scrollIntoView({ block: "nearest" });
}

function typing(node) {
  return node instanceof HTMLElement && (node.isContentEditable || node.matches("input, textarea, select, [role=textbox], [role=combobox]"));
}

function showKeys() {
  if (dialog && !dialog.open) dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (!on || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  switch (event.key) {
    case "j": case "J": move(1); break;
    case "k": case "K": move(-1); break;
    case "/": case "、": {
      const field = document.querySelector("[data-filter-field], main input[type=search]");
      if (!field) return;
      field.focus();
      field.select?.();
      break;
    }
    case "?": case "？": showKeys(); break;
    default: return;
  }
  event.preventDefault();
});

if (dialog && opener) {
  opener.hidden = false;
  opener.addEventListener("click", showKeys);
}
if (toggle) {
  toggle.checked = on;
  toggle.addEventListener("change", () => {
    on = toggle.checked;
    try { localStorage.setItem(STORE, on ? "on" : "off"); } catch { /* for this page only */ }
  });
}
