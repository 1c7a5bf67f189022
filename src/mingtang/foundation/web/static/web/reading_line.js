/* A line across the page (and one down it) at the pointer, or below what has the focus. */
const root = document.documentElement;

export function start() {
  const lines = ["across", "down"].map((way) => {
    const line = document.createElement("div");
    line.className = `guide-line guide-line-${way} no-print`;
    line.setAttribute("aria-hidden", "true");
    document.body.append(line);
    return line;
  });
  const [across, down] = lines;

  function place(x, y) {
    across.style.transform = `translateY(${Math.round(y)}px)`;
    down.style.transform = `translateX(${Math.round(x)}px)`;
  }
  function pointed(event) { place(event.clientX + 2, event.clientY + 14); }
  function focused() {
    const box = document.activeElement?.getBoundingClientRect();
    if (box && document.activeElement !== document.body) place(box.left - 6, Math.min(box.bottom + 4, innerHeight - 4));
  }
  document.addEventListener("pointermove", pointed);
  document.addEventListener("focusin", focused);
  place(0, innerHeight / 2);
  return {
    update() { down.hidden = root.dataset.line !== "cross"; },
    stop() {
      document.removeEventListener("pointermove", pointed);
      document.removeEventListener("focusin", focused);
      lines.forEach((line) => line.remove());
    },
  };
}
