/* Reads the page aloud with the speech of the device, sentence by sentence, and marks the sentence.
   Pausing forgets the voice and remembers the sentence: pause() of browsers is unreliable. */
const speech = globalThis.speechSynthesis;
const RATES = { slow: 0.7, fast: 1.4, faster: 1.9 };
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, dt, dd, td, th, caption, figcaption, blockquote, legend, label, summary, pre, div, section, article, main";
const SKIP = "script, style, template, svg, select, option, button, textarea, noscript, [hidden], [aria-hidden=true], .visually-hidden, .no-print, .breadcrumb, .aloud, .guide, .reading-tools";
const SENTENCE = /[^。！？；!?;\n]+[。！？；!?;]*[”’」』）)]*/g;
const MOST = 120;
const root = document.documentElement;

/* Sentences of an element in the order of reading: a range, its words, the block it stands in. */
export function sentencesOf(whole) {
  const walker = document.createTreeWalker(whole, NodeFilter.SHOW_TEXT);
  const found = [];
  let block = null, nodes = [], text = "";

  function range(from, to) {
    const made = document.createRange();
    let at = 0;
    for (const node of nodes) {
      const end = at + node.data.length;
      if (from >= at && from < end) made.setStart(node, from - at);
      if (to > at && to <= end) made.setEnd(node, to - at);
      at = end;
    }
    return made;
  }
  function flush() {
    for (const match of text.matchAll(SENTENCE)) {
      // A voice may give up on very long sentences; they are read in pieces at their commas.
      let at = match.index;
      for (const piece of pieces(match[0])) {
        const words = piece.replace(/\s+/g, " ").trim();
        const lead = piece.length - piece.trimStart().length;
        if (/[\p{L}\p{N}]/u.test(words)) found.push({ words, block, range: range(at + lead, at + lead + piece.trim().length) });
        at += piece.length;
      }
    }
    nodes = [];
    text = "";
  }
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (parent.closest(SKIP) || !parent.getClientRects().length) continue;
    const its = parent.closest(BLOCKS);
    if (its !== block) { flush(); block = its; }
    nodes.push(node);
    text += node.data.replace(/[\t\r\n]/g, " ");
  }
  flush();
  return found;
}

function pieces(sentence) {
  if (sentence.length <= MOST) return [sentence];
  const parts = [];
  for (const part of sentence.match(/[^，、,：:]+[，、,：:]*|[，、,：:]+/g)) {
    if (parts.length && (parts.at(-1) + part).length <= MOST) parts[parts.length - 1] += part;
    else for (let at = 0; at < part.length; at += MOST) parts.push(part.slice(at, at + MOST));
  }
  return parts;
}

/* Chinese words are read by a Chinese voice, also on a page whose labels are in another language. */
function languageOf(words, block) {
  const said = block.closest("[lang]")?.lang || "zh";
  if (/hant/i.test(said)) return "zh-TW";
  return /^zh/i.test(said) || /\p{Script=Han}/u.test(words) ? "zh-CN" : said;
}

function voiceFor(language) {
  const same = speech.getVoices().filter((voice) => {
    const its = voice.lang.replace("_", "-").toLowerCase();
    return its.split("-")[0] === language.split("-")[0].toLowerCase() || (language.startsWith("zh") && its.startsWith("cmn"));
  });
  const exact = same.filter((voice) => voice.lang.replace("_", "-").toLowerCase() === language.toLowerCase());
  return exact.find((voice) => voice.localService) ?? exact[0] ?? same[0] ?? null;
}

const main = () => document.querySelector("main article") ?? document.querySelector("main");

export async function start(part, change) {
  const bar = await part("aloud");
  const note = bar.querySelector("[data-note]");
  const rate = bar.querySelector("[data-rate]");
  const press = (name) => bar.querySelector(`[data-act=${name}]`);
  let sentences = [], place = 0, state = "idle", turn = 0, utterance = null, lastFocus = null;

  function say(words) { note.textContent = words ?? ""; }
  function become(next) {
    state = next;
    for (const words of bar.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== next;
    for (const name of ["stop", "back", "on"]) press(name).disabled = next === "idle";
  }
  function mark(sentence) {
    for (const marked of document.querySelectorAll(".aloud-here")) marked.classList.remove("aloud-here");
    if (globalThis.Highlight && CSS.highlights) {
      if (sentence) CSS.highlights.set("aloud", new Highlight(sentence.range));
      else CSS.highlights.delete("aloud");
    } else sentence?.block.classList.add("aloud-here");
    if (!sentence) return;
    const box = sentence.range.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight - bar.offsetHeight) scrollBy({ top: box.top - innerHeight / 3, behavior: "auto" });
  }
  function halt() {
    turn += 1;
    speech?.cancel();
  }
  function speak() {
    halt();
    const mine = turn;
    const sentence = sentences[place];
    if (!sentence) { stop(); return; }
    become("reading");
    mark(sentence);
    utterance = new SpeechSynthesisUtterance(sentence.words);
    utterance.lang = languageOf(sentence.words, sentence.block);
    utterance.voice = voiceFor(utterance.lang);
    utterance.rate = RATES[root.dataset.rate] ?? 1;
    utterance.onend = () => { if (mine === turn) { place += 1; speak(); } };
    utterance.onerror = () => { if (mine === turn) { pause(); say(bar.dataset.failed); } };
    speech.speak(utterance);
  }
  function pause() { halt(); become("paused"); }
  function stop() { halt(); mark(null); place = 0; become("idle"); }

  /* From the words selected, or from what had the focus, or from the top of the text. */
  function begin() {
    const whole = main();
    sentences = sentencesOf(whole);
    const chosen = getSelection();
    const from = chosen?.rangeCount && !chosen.isCollapsed ? chosen.getRangeAt(0).startContainer : lastFocus;
    place = 0;
    if (from && whole.contains(from) && from !== whole) {
      const after = sentences.findIndex(({ range }) => {
        const end = document.createRange();
        end.setStart(from, from === chosen?.anchorNode || from === chosen?.focusNode ? chosen.getRangeAt(0).startOffset : 0);
        return range.compareBoundaryPoints(Range.START_TO_END, end) > 0;
      });
      if (after > 0) place = after;
    }
    chosen?.removeAllRanges();
    if (!sentences.length) { say(bar.dataset.nothing); return; }
    say("");
    speak();
  }
  function step(by) {
    place = Math.min(sentences.length - 1, Math.max(0, place + by));
    speak();
  }
  const acts = {
    play: () => (state === "reading" ? pause() : state === "paused" ? speak() : begin()),
    stop,
    back: () => step(-1),
    on: () => step(1),
    close: () => change({ aloud: "" }),
  };
  // A page that is left falls silent; when it comes back it goes on where it was.
  function left() { if (state === "reading") pause(); }
  function focused(event) { if (!bar.contains(event.target)) lastFocus = event.target; }

  /* Voices come late in some browsers, and in some never. */
  function ready() {
    const voices = speech?.getVoices() ?? [];
    const able = Boolean(speech) && (!voices.length || voiceFor(languageOf(main().textContent, main())) !== null);
    press("play").disabled = !able;
    if (!speech) say(bar.dataset.noApi);
    else if (voices.length) say(able ? bar.dataset.help : bar.dataset.noVoice);
  }
  bar.addEventListener("click", (event) => acts[event.target.closest("[data-act]")?.dataset.act]?.());
  rate.addEventListener("change", async () => { await change({ rate: rate.value }); if (state === "reading") speak(); });
  document.addEventListener("focusin", focused);
  addEventListener("pagehide", left);
  speech?.addEventListener?.("voiceschanged", ready);
  const late = setTimeout(() => {
    if (speech && !speech.getVoices().length && state === "idle") { press("play").disabled = true; say(bar.dataset.noVoice); }
  }, 3000);
  document.body.append(bar);
  become("idle");
  ready();
  return {
    update() { rate.value = root.dataset.rate ?? ""; },
    stop() {
      stop();
      clearTimeout(late);
      document.removeEventListener("focusin", focused);
      removeEventListener("pagehide", left);
      speech?.removeEventListener?.("voiceschanged", ready);
      bar.remove();
    },
  };
}
