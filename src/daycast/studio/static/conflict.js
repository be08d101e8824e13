// What a person wrote into a line that was changed elsewhere meanwhile: both are shown, and the person decides.
import { $ } from "./page.js";
import { asked, refresh } from "./server.js";

const dialog = $("#conflict");
let theirs = null;

// `answer` has what the line says `now` ("" if it is gone) and what was to stand there (`mine`); `seen` was its place.
export function clash(answer, seen) {
  theirs = answer.now ? { line: seen.line, text: answer.now } : null;
  $(".theirs", dialog).textContent = answer.now || "(the line is gone)";
  $("#mine").value = answer.mine;
  $("[data-conflict=mine]", dialog).disabled = !theirs;
  dialog.showModal();
  refresh();
}

dialog.addEventListener("click", ({ target }) => {
  const choice = target.dataset.conflict;
  if (!choice) return;
  dialog.close();
  const text = $("#mine").value;
  if (choice === "mine") asked("rewrite", { at: theirs, text });
  if (choice === "both") asked("add", { after: theirs, text });
});
dialog.addEventListener("cancel", (event) => event.preventDefault()); // Escape would drop what was written
