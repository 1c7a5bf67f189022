/* Says how many records the conditions find, while they are being typed. Markup: form[data-count] holds the address
   that answers with the piece of the page for [data-count-result]; without script there is the button. */
const form = document.querySelector("form[data-count]");
const result = document.querySelector("[data-count-result]");
let waiting = 0;
let asked = 0;

async function ask() {
  const turn = ++asked;
  try {
    const answer = await fetch(form.dataset.count, { method: "POST", body: new FormData(form) });
    if (answer.ok && !answer.redirected && turn === asked) result.innerHTML = await answer.text();
  } catch { /* the connection is away for now; the button still works */ }
}

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, 500);
});
ask();
