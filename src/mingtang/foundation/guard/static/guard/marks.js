/* Marks in the text what the guard finds while it is written, and offers what may take its place.
   <form data-guard="url"> says where to ask; words come from <template data-guard-words>. Without this script the
   same hits stand on the page "发布前检查". */
import { pm } from "django-prose-editor/editor";
import { blocksOf, charactersOf, decorated, groupsOf, hiddenOf, rangeOf } from "./places.js";

const { Plugin, PluginKey } = pm.state;
const { DecorationSet } = pm.view;
const WAIT = 1200;
const SHOWN = 8;
const TONE = { block: "late", warn: "soon", inform: "info" };
const key = new PluginKey("guard");
const form = document.querySelector("form[data-guard]");
const words = document.querySelector("template[data-guard-words]")?.dataset ?? {};
const narrow = matchMedia("(max-width: 959.98px)");

const fill = (text, values = {}) => Object.entries(values).reduce((all, [name, value]) => all.replaceAll(`{${name}}`, value), text ?? "");

const make = (tag, attributes = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...children.filter(Boolean));
  return element;
};

class Guard {
  constructor(form) {
    this.form = form;
    this.groups = [];
    this.asked = 0;
    this.panel = document.querySelector("[data-guard-panel]");
    this.list = this.panel.querySelector("[data-guard-list]");
    this.panel.hidden = false;
    form.addEventListener("input", () => this.soon());
    form.addEventListener("change", () => this.soon());
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.card) return;
      if (this.card.contains(document.activeElement)) this.editor.view.focus();
      this.closeCard();
    });
    this.waitForEditor();
  }

  /* The editor is made by a script of its own, before or after this one. */
  waitForEditor() {
    const area = this.form.querySelector(".prose-editor > .ProseMirror[contenteditable]");
    if (!area?.editor) return void requestAnimationFrame(() => this.waitForEditor());
    this.editor = area.editor;
    this.editor.registerPlugin(new Plugin({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (transaction, old) => transaction.getMeta(key) ?? old.map(transaction.mapping, transaction.doc),
      },
      props: {
        decorations: (state) => key.getState(state),
        // Marks are drawn anew only when the editor knows where the cursor went, or it would put it back.
        handleClick: (view, at) => {
          setTimeout(() => this.touched(this.hitAt(view.state, at), narrow.matches), 50);
          return false;
        },
      },
    }));
    this.editor.on("selectionUpdate", ({ editor: { state } }) => this.touched(this.hitAt(state, state.selection.head), false));
    this.editor.on("update", () => this.soon());
    area.addEventListener("scroll", () => { if (Math.abs(area.scrollTop - this.cardScroll) > 8) this.closeCard(); });
    // Before the editor, to which Enter is a new line whatever else is pressed.
    area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.altKey) return;
      const { state, view } = this.editor;
      // The editor learns a moment later where the cursor went.
      const { focusNode, focusOffset } = getSelection();
      const hit = (area.contains(focusNode) && this.hitAt(state, view.posAtDOM(focusNode, focusOffset))) || this.hitAt(state, state.selection.head);
      if (!hit) return;
      event.preventDefault();
      event.stopPropagation();
      this.touched(hit, true);
      this.card?.querySelector("button").focus();
    }, true);
    this.ask();
  }

  hitAt(state, at) {
    return key.getState(state).find(at, at)[0];
  }

  fieldOf(mark) {
    return this.form.querySelector(`[name="${CSS.escape(mark.field)}"]`);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    clearTimeout(this.timer);
    const number = ++this.asked;
    const data = new FormData(this.form);
    data.set("body", this.editor.getHTML());
    try {
      const answer = await fetch(this.form.dataset.guard, { method: "POST", body: data, credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.status);
      const { marks, too_long: tooLong } = await answer.json();
      if (number !== this.asked) return;
      const before = new Map(this.groups.map((group) => [group.id, group.at]));
      this.groups = groupsOf(marks);
      for (const group of this.groups) group.at = Math.min(before.get(group.id) ?? 0, group.marks.length - 1);
      this.note = tooLong ? words.tooLong : "";
      this.draw();
    } catch {
      if (number === this.asked) this.say(words.failed);
    }
  }

  /* Drawing anew takes neither the focus nor the place from who works in the list. */
  draw() {
    this.mark();
    const count = (severity) => this.groups.filter((group) => group.first.severity === severity).reduce((all, group) => all + group.marks.length, 0);
    const [stops, warns, informs] = ["block", "warn", "inform"].map(count);
    this.say(this.note || (stops ? fill(words.stops, { n: stops }) : warns ? fill(words.warns, { n: warns }) : informs ? fill(words.informs, { n: informs }) : words.clean));
    const held = this.panel.contains(document.activeElement) ? document.activeElement : null;
    const line = held?.closest("li");
    const [id, place, act] = [line?.dataset.group, line ? [...this.list.children].indexOf(line) : -1, held?.dataset.act];
    const scrolled = this.panel.scrollTop;
    this.list.replaceChildren(...this.groups.slice(0, this.open ? undefined : SHOWN).map((group) => this.line("li", group)));
    this.explainOnce();
    this.drawAll();
    this.panel.scrollTop = scrolled;
    if (held) {
      const now = [...this.list.children].find((one) => one.dataset.group === id) ?? this.list.children[Math.min(place, this.list.children.length - 1)];
      ((now ?? this.panel).querySelector(`[data-act="${act}"]`) ?? now?.querySelector("button") ?? this.panel.querySelector("h2")).focus({ preventScroll: true });
    }
    if (this.card) {
      const group = this.groups.find((one) => one.id === this.card.dataset.group);
      group ? this.card.replaceChildren(...this.cardParts(group)) : this.closeCard();
    }
  }

  mark() {
    const { state, view } = this.editor;
    view.dispatch(state.tr.setMeta(key, decorated(state.doc, this.groups, this.current)).setMeta("addToHistory", false));
  }

  /* Why it is wrong need not stand below each of ten numbers. */
  explainOnce() {
    const said = new Set();
    for (const line of this.list.children) {
      const { kind, why } = this.groups.find((group) => group.id === line.dataset.group).first;
      line.querySelector(".help").hidden = said.has(kind + why) && line.dataset.group !== this.current;
      said.add(kind + why);
    }
  }

  drawAll() {
    const marks = this.groups.flatMap((group) => group.marks).filter((mark) => mark.new);
    const buttons = [];
    if (marks.some((mark) => mark.masks)) buttons.push(this.button("mask-all", words.maskAll, () => this.replace(marks.filter((mark) => mark.masks))));
    if (marks.some((mark) => mark.sure)) buttons.push(this.button("fix-all", words.fixAll, () => this.replace(marks.filter((mark) => mark.sure))));
    if (this.done) buttons.push(this.button("undo", words.undo, () => this.undo()));
    this.panel.querySelector("[data-guard-all]").replaceChildren(...buttons);
    const more = this.panel.querySelector("[data-guard-more]");
    const rest = this.open ? 0 : this.groups.length - SHOWN;
    more.replaceChildren(...(rest > 0 ? [this.button("more", fill(words.more, { n: rest }), () => { this.open = true; this.draw(); })] : []));
  }

  say(text) {
    const place = this.panel.querySelector("[data-guard-summary]");
    if (place.textContent !== text) place.textContent = text;
  }

  button(act, text, press) {
    const button = make("button", { type: "button", className: "button button-secondary button-small", textContent: text });
    button.dataset.act = act;
    button.addEventListener("click", press);
    return button;
  }

  line(tag, group) {
    const { first, marks } = group;
    const mark = marks[group.at];
    const many = marks.length > 1;
    const where = make("span", { className: "meta", textContent: many ? fill(words.nth, { place: mark.place, k: group.at + 1, n: marks.length }) : mark.place });
    const go = make("button", { type: "button", className: "guard-go" },
      make("span", { className: `badge badge-${TONE[first.severity]}`, textContent: first.label }), " ",
      first.text && make("mark", { textContent: first.text }), where);
    go.dataset.act = "go";
    go.addEventListener("click", () => this.go(group, 0));
    const buttons = [];
    if (first.new) {
      const [one, all, only] = first.masks ? [words.mask, words.maskAlike, words.maskOne] : [words.change, words.changeAlike, words.changeOne];
      if (many) buttons.push(this.button("all", fill(all, { word: first.new, n: marks.length }), () => this.replace(marks)));
      buttons.push(this.button("one", fill(many ? only : one, { word: first.new }), () => this.replace([mark])));
    }
    if (first.part === "link") buttons.push(this.button("unlink", words.unlink, () => this.unlink(marks)));
    if (many) buttons.push(this.button("next", words.next, () => this.go(group, 1)));
    const made = make(tag, {}, go, make("p", { className: "help", textContent: `${first.why} ${first.todo}` }),
      buttons.length && make("div", { className: "button-row" }, ...buttons));
    made.dataset.group = group.id;
    made.classList.toggle("guard-current", group.id === this.current);
    return made;
  }

  /* The cursor came to a mark: its line is shown beside the text, or on a small screen a card below the mark. */
  touched(hit, asCard) {
    const group = hit && this.groups.find((one) => one.id === hit.spec.group);
    if (!group) {
      if (!this.card?.contains(document.activeElement)) this.closeCard();
      return;
    }
    group.at = Math.max(group.marks.indexOf(hit.spec.mark), 0);
    this.show(group);
    if (asCard) this.openCard(group, hit.to);
  }

  show(group) {
    this.current = group.id;
    if (!this.open && this.groups.indexOf(group) >= SHOWN) this.open = true;
    const line = [...this.list.children].find((one) => one.dataset.group === group.id);
    if (line) line.replaceWith(this.line("li", group));
    else this.draw();
    this.mark();
    this.explainOnce();
    for (const other of this.list.children) {
      const own = other.dataset.group === group.id;
      other.classList.toggle("guard-current", own);
      if (!own) continue;
      const [inner, outer] = [other.getBoundingClientRect(), this.panel.getBoundingClientRect()];
      if (inner.top < outer.top) this.panel.scrollTop += inner.top - outer.top;
      else if (inner.bottom > outer.bottom) this.panel.scrollTop += Math.min(inner.bottom - outer.bottom, inner.top - outer.top);
    }
  }

  openCard(group, at) {
    this.closeCard();
    const field = this.editor.view.dom.closest(".field");
    this.card = make("div", { className: "guard-card" }, ...this.cardParts(group));
    this.card.setAttribute("role", "group");
    this.card.setAttribute("aria-label", words.card);
    this.card.dataset.group = group.id;
    field.append(this.card);
    this.cardScroll = this.editor.view.dom.scrollTop;
    this.card.style.top = `${this.editor.view.coordsAtPos(at).bottom - field.getBoundingClientRect().top + 6}px`;
    const below = this.card.getBoundingClientRect().bottom + 8 - innerHeight;
    if (below > 0) scrollBy({ top: below });
  }

  cardParts(group) {
    const made = this.line("div", group);
    const row = made.querySelector(".button-row") ?? made.appendChild(make("div", { className: "button-row" }));
    row.append(this.button("close", words.close, () => { this.closeCard(); this.editor.view.focus(); }));
    return [...made.childNodes];
  }

  closeCard() {
    this.card?.remove();
    this.card = null;
  }

  /* To the place of a line, or to the next one of the same. */
  go(group, steps) {
    group.at = (group.at + steps) % group.marks.length;
    const held = document.activeElement?.dataset?.act;
    this.show(group);
    const mark = group.marks[group.at];
    const { doc } = this.editor.state;
    const range = rangeOf(doc, blocksOf(doc), mark);
    const control = mark.field !== "body" && this.fieldOf(mark);
    if (range) {
      this.editor.chain().setTextSelection({ from: range[0], to: range[1] }).scrollIntoView().run();
      const { top, bottom } = this.editor.view.coordsAtPos(range[0]);
      if (top < 80 || bottom > innerHeight - 40) scrollBy({ top: top - innerHeight / 3 });
      if (steps === 0) this.editor.view.focus();
    } else if (control) {
      const before = [...control.value].slice(0, mark.start).join("").length;
      control.focus();
      control.setSelectionRange?.(before, before + mark.text.length);
    }
    // Who goes on from place to place presses the same button again.
    if (steps && !narrow.matches) [...this.list.children].find((one) => one.dataset.group === group.id)?.querySelector(`[data-act="${held}"]`)?.focus({ preventScroll: true });
    if (narrow.matches && range) this.openCard(group, range[1]);
  }

  /* From the end to the beginning, so that the places before stay what they are; one step for "undo". */
  replace(marks) {
    const { state, view } = this.editor;
    const blocks = blocksOf(state.doc);
    const change = pm.history.closeHistory(state.tr);
    const inText = marks.filter((mark) => mark.field === "body").map((mark) => [mark, rangeOf(state.doc, blocks, mark)]).filter(([, range]) => range);
    for (const [mark, range] of inText.sort((a, b) => b[1][0] - a[1][0])) {
      if (mark.part === "body") this.put(change, charactersOf(blocks, mark), mark.new);
      else this.putHidden(change, hiddenOf(state.doc, mark)[mark.nth], mark);
    }
    const fields = [];
    for (const mark of marks.filter((mark) => mark.field !== "body").sort((a, b) => b.start - a.start)) {
      const control = this.fieldOf(mark);
      const characters = [...(control?.value ?? "")];
      if (characters.slice(mark.start, mark.end).join("") !== mark.text) continue;
      const before = control.value;
      characters.splice(mark.start, mark.end - mark.start, mark.new);
      control.value = characters.join("");
      fields.push([control, before, control.value]);
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (change.docChanged) view.dispatch(change);
    this.done = { doc: change.docChanged ? this.editor.state.doc : null, fields };
    this.closeCard();
    this.ask();
  }

  unlink(marks) {
    const { state, view } = this.editor;
    const change = pm.history.closeHistory(state.tr);
    for (const mark of marks) {
      const [from, to, link] = hiddenOf(state.doc, mark)[mark.nth] ?? [];
      if (link) change.removeMark(from, to, link);
    }
    view.dispatch(change);
    this.done = { doc: this.editor.state.doc, fields: [] };
    this.closeCard();
    this.ask();
  }

  /* As many letters as before: each takes the place of one, so that what is bold stays bold. */
  put(change, characters, text) {
    const letters = [...text];
    const { schema, doc } = this.editor.state;
    const marksAt = (at) => doc.nodeAt(at)?.marks ?? [];
    if (letters.length !== characters.length) {
      change.replaceWith(characters[0][1], characters.at(-1)[2], schema.text(text, marksAt(characters[0][1])));
      return;
    }
    for (let n = letters.length - 1; n >= 0; n -= 1) {
      const [old, from, to] = characters[n];
      if (old !== letters[n]) change.replaceWith(from, to, schema.text(letters[n], marksAt(from)));
    }
  }

  putHidden(change, [from, to, holder], mark) {
    const put = (text) => text.replace(mark.text, () => mark.new);
    if (mark.part === "alt") change.setNodeMarkup(from, null, { ...holder.attrs, alt: put(holder.attrs.alt) });
    else change.removeMark(from, to, holder).addMark(from, to, holder.type.create({ ...holder.attrs, href: put(holder.attrs.href) }));
  }

  /* Takes back the last press of a button, in the text and in the fields, as far as nobody wrote there since. */
  undo() {
    const { doc, fields } = this.done;
    this.done = null;
    if (doc && this.editor.state.doc.eq(doc)) this.editor.commands.undo();
    for (const [control, before, after] of fields.reverse()) {
      if (control.value !== after) continue;
      control.value = before;
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.ask();
  }
}

if (form) new Guard(form);
