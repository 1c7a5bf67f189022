/* Where a hit stands in the text that is being written: the server counts blocks and characters, the editor positions. */
import { pm } from "django-prose-editor/editor";

const { Decoration, DecorationSet } = pm.view;
const TEXT_MOST = 200;
const BLANK = /[ \t\n\r\f]/;
const RANK = { block: 0, warn: 1, inform: 2 };

/* The blocks with text, each as its characters with where they stand in the document; blanks count as a browser shows
   them, as on the server. */
export const blocksOf = (doc) => {
  const blocks = [];
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true;
    const characters = [];
    let gap = null;
    node.forEach((child, offset) => {
      let place = at + 1 + offset;
      if (child.type.name === "hardBreak") {
        gap = null;
        characters.push(["\n", place, place + 1]);
      }
      for (const character of child.text ?? "") {
        const next = place + character.length;
        if (BLANK.test(character)) {
          if (gap) gap[2] = next;
          else if (characters.length && characters.at(-1)[0] !== "\n") gap = [" ", place, next];
        } else {
          if (gap) characters.push(gap);
          gap = null;
          characters.push([character, place, next]);
        }
        place = next;
      }
    });
    if (characters.some(([character]) => character !== "\n")) blocks.push(characters);
    return false;
  });
  return blocks;
};

/* What the words of a link or a picture hide: [from, to, set] of each whose address or description has this text. */
export const hiddenOf = (doc, mark) => {
  const found = [];
  doc.descendants((node, at) => {
    const link = mark.part === "link" && node.marks.find((one) => one.type.name === "link" && one.attrs.href?.includes(mark.text));
    const last = found.at(-1);
    if (link && last?.[1] === at && last[2].eq(link)) last[1] = at + node.nodeSize;
    else if (link) found.push([at, at + node.nodeSize, link]);
    else if (mark.part === "alt" && node.attrs.alt?.includes(mark.text)) found.push([at, at + node.nodeSize, node]);
  });
  return found;
};

/* The characters of a mark in its block, or null when the text has changed since it was asked about. */
export const charactersOf = (blocks, mark) => {
  const characters = mark.part === "body" ? (blocks[mark.block]?.slice(mark.start, mark.end) ?? []) : [];
  const text = characters.slice(0, TEXT_MOST).map(([character]) => character).join("");
  return characters.length && text === mark.text ? characters : null;
};

/* From and to in the document; null for what stands in a field, or no longer. */
export const rangeOf = (doc, blocks, mark) => {
  if (mark.field !== "body") return null;
  if (mark.part !== "body") return hiddenOf(doc, mark)[mark.nth]?.slice(0, 2) ?? null;
  const characters = charactersOf(blocks, mark);
  return characters && [characters[0][1], characters.at(-1)[2]];
};

export const decorated = (doc, groups, current) => {
  const blocks = blocksOf(doc);
  const found = [];
  for (const group of groups) {
    for (const mark of group.marks) {
      const range = rangeOf(doc, blocks, mark);
      const now = group.id === current && mark === group.marks[group.at] ? " guard-now" : "";
      const attributes = { class: `guard-mark guard-${mark.severity}${now}` };
      if (range) found.push((mark.part === "alt" ? Decoration.node : Decoration.inline)(...range, attributes, { group: group.id, mark }));
    }
  }
  return DecorationSet.create(doc, found);
};

/* Equal hits are one line; the gravest first. */
export const groupsOf = (marks) => {
  const groups = new Map();
  const seen = new Map();
  for (const mark of marks) {
    const id = [mark.kind, mark.severity, mark.text, mark.new].join("\u0000");
    const part = `${id}\u0000${mark.part}`;
    mark.nth = seen.get(part) ?? 0;
    seen.set(part, mark.nth + 1);
    if (groups.has(id)) groups.get(id).marks.push(mark);
    else groups.set(id, { id, at: 0, first: mark, marks: [mark] });
  }
  return [...groups.values()].sort((a, b) => RANK[a.first.severity] - RANK[b.first.severity]);
};
