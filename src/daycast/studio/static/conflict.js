// What a person wrote into a line that was changed elsewhere meanwhile: both are shown, and the person decides.
import { $, tell } from "./page.js";
import { ask, refresh } from "./server.js";

const dialog = $("#conflict");
let theirs = null;

// `answer` has what the line says `now` ("" if it is gone) and what was to stand there (`mine`).
export function clash(verb, fields, answer) {
  refresh();
  const words = verb === "reword" || verb === "split" || (verb === "rewrite" && fields.text);
  if (!words) return tell("That line was changed elsewhere meanwhile, so nothing was done. Look again.", "ask");
  theirs = answer.now ? { line: fields.at.line, text: answer.now } : null;
  $(".theirs", dialog).textContent = answer.now || "(the line is gone)";
  $("#mine").value = answer.mine;
  $("[data-conflict=mine]", dialog).disabled = !theirs;
  if (!dialog.open) dialog.showModal();
}

dialog.addEventListener("click", async ({ target }) => {
  const choice = target.dataset.conflict;
  if (!choice) return;
  const text = $("#mine").value;
  const done =
    choice === "theirs" ||
    (choice === "mine" && (await ask("rewrite", { at: theirs, text })) !== undefined) ||
    (choice === "both" && (await ask("add", { after: theirs, text })) !== undefined);
  if (done) dialog.close(); // else the words stay where they are
});
dialog.addEventListener("cancel", (event) => event.preventDefault()); // Escape would drop what was written
