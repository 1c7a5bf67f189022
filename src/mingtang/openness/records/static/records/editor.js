// Gives the editor its words and a name for screen readers. Loaded before the editor's own modules.
const source = document.querySelector("[data-editor-labels]");
const labels = source ? JSON.parse(source.dataset.editorLabels) : {};
const translate = (text) => labels[text] ?? text;
// The editor asks this function for the words of its dialogs.
window.gettext = translate;

const name = (root) => {
  for (const button of root.querySelectorAll(".prose-menubar [title]")) {
    if (labels[button.title]) {
      button.setAttribute("aria-label", labels[button.title]);
      button.title = labels[button.title];
    }
  }
  for (const option of root.querySelectorAll(".prose-menubar__option > *")) {
    if (labels[option.textContent]) option.textContent = labels[option.textContent];
  }
  const area = root.querySelector(":scope > .ProseMirror[contenteditable]");
  if (area && !area.hasAttribute("aria-label")) {
    area.setAttribute("role", "textbox");
    area.setAttribute("aria-multiline", "true");
    area.setAttribute("aria-label", labels.body);
    const help = root.querySelector("textarea")?.getAttribute("aria-describedby");
    if (help) area.setAttribute("aria-describedby", help);
    const label = document.querySelector(`label[for="${root.querySelector("textarea")?.id}"]`);
    label?.addEventListener("click", () => area.focus());
  }
};

const refresh = () => {
  document.querySelectorAll(".prose-editor").forEach(name);
  for (const option of document.querySelectorAll(".prose-editor-dialog option")) {
    if (labels[option.textContent]) option.textContent = labels[option.textContent];
  }
};

new MutationObserver(refresh).observe(document.body, {
  childList: true,
  subtree: true,
});

// Puts an uploaded picture where the cursor was; the caption is then written in the text.
for (const button of document.querySelectorAll("[data-insert-figure]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const editor = document.querySelector(".prose-editor > .ProseMirror[contenteditable]")?.editor;
    const image = Object.assign(document.createElement("img"), { alt: button.dataset.insertAlt });
    image.setAttribute("src", button.dataset.insertFigure);
    const figure = document.createElement("figure");
    figure.append(image, document.createElement("figcaption"));
    editor?.chain().focus().insertContent(figure.outerHTML).run();
  });
}
