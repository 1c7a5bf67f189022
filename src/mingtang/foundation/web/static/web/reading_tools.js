/* The settings opened in place, below the masthead. Esc or the same button closes them. */
let open = null;

export async function toggle(link, settingsPage, attend, change) {
  const here = document.querySelector("main form.reading-form");
  if (here) { here.querySelector("input[type=radio]:checked").focus(); return; }
  if (open) { close(link); return; }
  const page = await settingsPage();
  if (open) return;
  const form = document.importNode(page.querySelector("form.reading-form"), true);
  open = document.createElement("section");
  open.className = "reading-tools no-print";
  open.setAttribute("aria-labelledby", "reading-tools-title");
  open.innerHTML = '<div class="wrap"><h2 id="reading-tools-title" tabindex="-1"></h2></div>';
  const title = open.querySelector("h2");
  title.textContent = page.querySelector("h1").textContent;
  open.firstElementChild.append(form);
  for (const box of form.querySelectorAll("input[type=radio]")) {
    box.checked = box.value === (document.documentElement.dataset[box.name] ?? "");
  }
  const done = form.querySelector("[data-done]");
  done.textContent = form.dataset.close;
  done.type = "button";
  done.addEventListener("click", () => close(link));
  const reset = form.querySelector("[data-reset]");
  reset.type = "button";
  reset.addEventListener("click", () => {
    change(Object.fromEntries(Object.keys(document.documentElement.dataset).map((name) => [name, ""])));
  });
  attend(form);
  open.addEventListener("keydown", (event) => { if (event.key === "Escape") close(link); });
  document.querySelector("header.masthead").after(open);
  link.setAttribute("aria-expanded", "true");
  title.focus();
}

function close(link) {
  open?.remove();
  open = null;
  link.setAttribute("aria-expanded", "false");
  link.focus();
}
