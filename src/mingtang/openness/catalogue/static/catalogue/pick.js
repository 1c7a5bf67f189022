/* Ticks all rows of a page at once. Markup: [data-check-all] with a checkbox, in the form of the rows' checkboxes. */
for (const label of document.querySelectorAll("[data-check-all]")) {
  const all = label.querySelector("input");
  const form = label.closest("form");
  const rows = () => [...form.querySelectorAll("input[type=checkbox]:is([name=row], [name=matter], [name=duty]):not(:disabled)")];
  label.hidden = false;
  all.addEventListener("change", () => rows().forEach((row) => { row.checked = all.checked; }));
  form.addEventListener("change", (event) => {
    if (event.target !== all) all.checked = rows().every((row) => row.checked);
  });
}
