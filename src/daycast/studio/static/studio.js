// The studio's page: the server draws every row, the files beside this one move, write and play them.
import { $, GONE, list, tell } from "./page.js";
import { ask, asked, refresh } from "./server.js";
import { at, current, move, nextProblem, step, take } from "./rows.js";
import { add, edit } from "./write.js";
import { pause, play, playOrPause } from "./hear.js";
import { open as openBoard } from "./board.js";

// --- a word's pronunciation ---

const speakAs = $("#speak-as");

function pronounce() {
  const { word, said } = $("form", speakAs).elements;
  word.value = String(getSelection()).trim();
  said.value = "";
  speakAs.returnValue = "";
  speakAs.showModal();
  (word.value ? said : word).focus();
}

speakAs.addEventListener("close", () => {
  const { word, said } = $("form", speakAs).elements;
  if (speakAs.returnValue) ask("pronounce", { word: word.value, said: said.value });
});

// --- buttons ---

const onTurns = (does) => () => current?.dataset.kind === "turn" && does();
const onRows = (does) => () => current && does();
const tool = {
  add,
  play: () => play(current),
  edit: onRows(() => edit(current)),
  split: onTurns(() => edit(current)),
  mark: onTurns(() => asked("mark", { at: at(current), take: current.dataset.take !== "true" })),
  pronounce: onTurns(pronounce),
  up: onRows(() => move(false)),
  down: onRows(() => move(true)),
  delete: onRows(() => asked("rewrite", { at: at(current), text: "" })),
};

let before = null; // where one was when the pointer went down: the first click goes to a row, the second one edits it
list.addEventListener("pointerdown", () => (before = current), true);
list.addEventListener("click", ({ target }) => {
  const row = target.closest(".row");
  if (!row || target.closest("a, form, select, label")) return;
  const selecting = Boolean(String(getSelection()));
  if (target.dataset.tool) tool[target.dataset.tool]();
  else if (target.closest(".uncite")) asked("uncite", { at: at(row), label: target.dataset.label });
  else if (target.closest(".play")) (take(row, false), play(row));
  else if (before === row && target.closest(".words") && !selecting) edit(row);
  else take(row, !selecting);
});
list.addEventListener("focusin", ({ target }) => target.matches(".row") && take(target, false));
$("#tools select").addEventListener("change", ({ target }) => asked("reword", { at: at(current), speaker: target.value, words: current.dataset.words }));

document.addEventListener("click", ({ target }) => {
  if (target.dataset.verb) ask(target.dataset.verb);
  if (target.dataset.close !== undefined) target.closest("dialog").close();
});
$("#play-all").addEventListener("click", () => play(current ?? list.firstElementChild, true));
$("#next-problem").addEventListener("click", nextProblem);
$("#open-board").addEventListener("click", openBoard);
$("#open-help").addEventListener("click", () => $("#help").showModal());
$("#day").addEventListener("change", ({ target }) => (location.pathname = `/${target.value}/`));

window.addEventListener("beforeunload", (event) => $("form.editor") && event.preventDefault()); // words not yet saved

// --- keys ---

const key = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Home: () => take(list.firstElementChild),
  End: () => take(list.lastElementChild),
  Enter: tool.edit,
  Delete: tool.delete,
  Escape: pause,
  " ": playOrPause,
  "Shift+ ": () => play(current ?? list.firstElementChild, true),
  "Alt+ArrowUp": tool.up,
  "Alt+ArrowDown": tool.down,
  n: tool.add,
  o: tool.mark,
  p: tool.pronounce,
  u: () => ask("undo"),
  "Shift+U": () => ask("redo"),
  b: openBoard,
  "!": nextProblem,
  r: () => ask("render"),
  "?": () => $("#help").showModal(),
};

document.addEventListener("keydown", (event) => {
  const { target } = event;
  const writing = target.closest("input, textarea, select, dialog, audio");
  const pressing = target.closest("button, a") && [" ", "Enter"].includes(event.key);
  if (writing || pressing || event.ctrlKey || event.metaKey || event.isComposing) return;
  const name = `${event.altKey ? "Alt+" : ""}${event.shiftKey && !"?!".includes(event.key) ? "Shift+" : ""}${event.key}`;
  if (!key[name]) return;
  event.preventDefault();
  key[name]();
});

// --- news ---

const news = new EventSource("/events");
news.addEventListener("open", () => (tell(""), refresh())); // also after the connection was lost for a while
news.addEventListener("error", () => tell(GONE));
news.addEventListener("changed", refresh);
news.addEventListener("told", ({ data }) => tell(JSON.parse(data).message));
news.addEventListener("job", ({ data }) => {
  const { doing, done, total } = JSON.parse(data);
  $("#job").hidden = !doing;
  $("#doing").textContent = doing;
  $("#progress").max = total || 1;
  $("#progress").value = done;
});
