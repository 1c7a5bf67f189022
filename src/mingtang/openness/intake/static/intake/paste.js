/* Keeps the tables and headings of what is pasted: the HTML of the clipboard goes into a field of its own.
   Markup: a textarea [data-paste]; without script it takes the plain text. */
for (const area of document.querySelectorAll("[data-paste]")) {
  const kept = document.createElement("input");
  kept.type = "hidden";
  kept.name = area.name;
  area.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!html || area.value.trim()) return;
    kept.value = html;
    area.removeAttribute("name");
    area.after(kept);
  });
  // What is typed or deleted afterwards counts again as text.
  area.addEventListener("keydown", (event) => {
    if (!kept.isConnected || event.ctrlKey || event.metaKey || event.key.length > 1 && !["Backspace", "Delete"].includes(event.key)) return;
    kept.remove();
    area.name = kept.name;
  });
}
