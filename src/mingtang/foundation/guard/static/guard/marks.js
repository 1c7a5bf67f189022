/* Marks in the text what the guard finds while it is written, and offers what may take its place.
   <form data-guard="url"> says where to ask; words come from <template data-guard-words>. Without this script the
   same hits stand on the page "发布前检查". */
import { pm } from "django-prose-editor/editor";

const { Plugin, PluginKey } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const WAIT = 1200;
const SHOWN = 8;
const key = new PluginKey("guard");
const form = document.querySelector("form[data-guard]");
const words = document.querySelector("template[data-guard-words]")?.dataset ?? {};

const fill = (text, values) => Object.entries(values).reduce((all, [name, value]) => all.replaceAll(`{${name}}`, value), text ?? "");

const make = (tag, attributes = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...children.filter((child) => child !== null));
  return element;
};

/* The blocks with text, each as its characters and where each stands in the document. */
const blocksOf = (doc) => {
  const blocks = [];
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true;
    const characters = [];
    node.forEach((child, offset) => {
      const from = at + 1 + offset;
      if (child.isText) {
        let place = from;
        for (const character of child.text) {
          characters.push([character, place]);
          place += character.length;
        }
      } else if (child.type.name === "hardBreak") characters.push(["\n", from]);
    });
    if (characters.some(([character]) => character.trim())) blocks.push(characters);
    return false;
  });
  return blocks;
};

/* From and to in the document, or null when the text has changed since it was asked about. */
const rangeOf = (blocks, mark) => {
  const characters = blocks[mark.block]?.slice(mark.start, mark.end) ?? [];
  if (!characters.length || characters.map(([character]) => character).join("") !== mark.text) return null;
  const [last, at] = characters[characters.length - 1];
  return [characters[0][1], at + last.length];
};

const decorated = (doc, marks) => {
  const blocks = blocksOf(doc);
  const found = [];
  marks.forEach((mark, number) => {
    const range = mark.field === "body" && mark.block >= 0 && rangeOf(blocks, mark);
    if (range) found.push(Decoration.inline(...range, { class: `guard-mark guard-${mark.severity}` }, { number }));
  });
  return DecorationSet.create(doc, found);
};

class Guard {
  constructor(form) {
    this.form = form;
    this.marks = [];
    this.asked = 0;
    this.panel = document.querySelector("[data-guard-panel]");
    this.panel.hidden = false;
    form.addEventListener("input", () => this.soon());
    form.addEventListener("change", () => this.soon());
    this.waitForEditor();
  }

  /* The editor is made by a script of its own, before or after this one. */
  waitForEditor() {
    const area = this.form.querySelector(".prose-editor > .ProseMirror[contenteditable]");
    if (!area?.editor) {
      requestAnimationFrame(() => this.waitForEditor());
      return;
    }
    this.editor = area.editor;
    this.editor.registerPlugin(new Plugin({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (transaction, old) => transaction.getMeta(key) ?? old.map(transaction.mapping, transaction.doc),
      },
      props: {
        decorations: (state) => key.getState(state),
        handleClick: (view, at) => {
          const hit = key.getState(view.state).find(at, at)[0];
          if (hit) this.show(hit.spec.number);
          return false;
        },
      },
    }));
    this.editor.on("update", () => this.soon());
    this.ask();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const number = ++this.asked;
    const data = new FormData(this.form);
    data.set("body", this.editor.getHTML());
    try {
      const answer = await fetch(this.form.dataset.guard, { method: "POST", body: data, credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.status);
      const { marks, too_long: tooLong } = await answer.json();
      if (number !== this.asked) return;
      this.marks = marks;
      this.draw(tooLong ? words.tooLong : "");
    } catch {
      if (number === this.asked) this.say(words.failed);
    }
  }

  draw(note) {
    const { state, view } = this.editor;
    view.dispatch(state.tr.setMeta(key, decorated(state.doc, this.marks)).setMeta("addToHistory", false));
    const stops = this.marks.filter((mark) => mark.severity === "block").length;
    const warns = this.marks.filter((mark) => mark.severity === "warn").length;
    const summary = note || (stops ? fill(words.stops, { n: stops }) : warns ? fill(words.warns, { n: warns }) : words.clean);
    this.say(summary);
    const list = this.panel.querySelector("[data-guard-list]");
    const all = this.panel.querySelector("[data-guard-all]");
    const open = list.dataset.open === "true";
    list.replaceChildren(...this.marks.slice(0, open ? undefined : SHOWN).map((mark, number) => this.line(mark, number)));
    const sure = this.marks.filter((mark) => mark.new && (mark.sure || mark.masks));
    all.replaceChildren();
    if (sure.some((mark) => mark.masks)) all.append(this.button(words.maskAll, () => this.replaceAll((mark) => mark.masks)));
    if (sure.some((mark) => mark.sure)) all.append(this.button(words.fixAll, () => this.replaceAll((mark) => mark.sure)));
    if (this.marks.length > SHOWN && !open) {
      all.append(this.button(fill(words.more, { n: this.marks.length - SHOWN }), () => { list.dataset.open = "true"; this.draw(note); }));
    }
  }

  say(text) {
    const place = this.panel.querySelector("[data-guard-summary]");
    if (place.textContent !== text) place.textContent = text;
  }

  button(text, act) {
    const button = make("button", { type: "button", className: "button button-secondary button-small", textContent: text });
    button.addEventListener("click", act);
    return button;
  }

  line(mark, number) {
    const go = make("button", { type: "button", className: "guard-go" },
      make("span", { className: `badge badge-${{ block: "late", warn: "soon" }[mark.severity] ?? "info"}`, textContent: mark.label }),
      " ", make("mark", { textContent: mark.text }));
    go.addEventListener("click", () => this.go(mark));
    const row = make("div", { className: "button-row" });
    if (mark.new) {
      row.append(this.button(fill(mark.masks ? words.mask : words.change, { word: mark.new }), () => this.replace([mark])));
      const alike = this.marks.filter((other) => other.kind === mark.kind && other.text === mark.text && other.new === mark.new);
      if (alike.length > 1) row.append(this.button(fill(words.alike, { n: alike.length }), () => this.replace(alike)));
    }
    return make("li", { id: `guard-line-${number}`, tabIndex: -1 }, go,
      make("p", { className: "help", textContent: `${mark.why} ${mark.todo}` }), row.children.length ? row : null);
  }

  show(number) {
    const list = this.panel.querySelector("[data-guard-list]");
    if (number >= SHOWN) { list.dataset.open = "true"; this.draw(""); }
    const line = document.getElementById(`guard-line-${number}`);
    for (const other of list.children) other.classList.toggle("guard-current", other === line);
    line?.scrollIntoView({ block: "nearest" });
  }

  go(mark) {
    const range = mark.field === "body" && rangeOf(blocksOf(this.editor.state.doc), mark);
    if (range) {
      this.editor.chain().focus().setTextSelection({ from: range[0], to: range[1] }).scrollIntoView().run();
      return;
    }
    this.form.querySelector(`[name="${CSS.escape(mark.field)}"]`)?.focus();
  }

  replaceAll(wanted) {
    this.replace(this.marks.filter((mark) => mark.new && wanted(mark)));
  }

  /* From the end to the beginning, so that the places before stay what they are; one step for "undo". */
  replace(marks) {
    const { state, view } = this.editor;
    const blocks = blocksOf(state.doc);
    const places = marks.map((mark) => [mark, mark.field === "body" ? rangeOf(blocks, mark) : null]);
    const change = state.tr;
    for (const [mark, range] of places.filter(([, range]) => range).sort((a, b) => b[1][0] - a[1][0])) {
      const at = state.doc.resolve(range[0]);
      change.replaceWith(range[0], range[1], state.schema.text(mark.new, at.marksAcross(state.doc.resolve(range[1])) ?? []));
    }
    if (change.docChanged) view.dispatch(change);
    for (const [mark] of places.filter(([mark]) => mark.field !== "body").sort((a, b) => b[0].start - a[0].start)) {
      const control = this.form.querySelector(`[name="${CSS.escape(mark.field)}"]`);
      if (!control) continue;
      const characters = [...control.value];
      if (characters.slice(mark.start, mark.end).join("") !== mark.text) continue;
      characters.splice(mark.start, mark.end - mark.start, mark.new);
      control.value = characters.join("");
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.ask();
  }
}

if (form) new Guard(form);
