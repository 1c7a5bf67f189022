/* How far a file has been read. Markup: [data-progress] holds the address that says {reading, done, total}. */
const box = document.querySelector("[data-progress]");
const bar = box.querySelector("progress");
const count = box.querySelector("[data-progress-count]");

async function look() {
  try {
    const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
    if (answer.redirected || !answer.ok) return location.reload();
    const state = await answer.json();
    if (!state.reading) return location.reload();
    if (state.total) {
      bar.max = state.total;
      bar.value = state.done;
      count.textContent = `${state.done} / ${state.total}`;
    }
  } catch { /* the connection is away for now; ask again */ }
  setTimeout(look, 1000);
}

setTimeout(look, 700);
