// The studio's page: the server draws every row, the files beside this one move, write and play them.
import { $, GONE, day, list, settle, tell } from "./page.js";
import { ask, refresh } from "./server.js";
import { at, current, move, nextProblem, step, take } from "./rows.js";
import { add, edit, unsaved } from "./write.js";
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

// Asks about a row as it stands when its turn comes; about one that is gone by then, nothing: a second click is no second wish.
const about = (row, verb, fields) => ask(verb, () => at(row) && { at: at(row), ...fields });
// What needs every word to be in the file.
const finish = (verb) => (unsaved() ? tell("Save the line that you are writing, or leave it with Esc, first.", "ask") : ask(verb));
const tool = {
  add,
  play: () => play(current),
  edit: onRows(() => edit(current)),
  split: onTurns(() => edit(current)),
  mark: onTurns(() => about(current, "mark", { take: current.dataset.take !== "true" })),
  pronounce: onTurns(pronounce),
  up: onRows(() => move(false)),
  down: onRows(() => move(true)),
  delete: onRows(() => about(current, "rewrite", { text: "" })),
};

let before = null; // where one was when the pointer went down: the first click goes to a row, the second one edits it
list.addEventListener("pointerdown", () => (before = current), true);
list.addEventListener("click", ({ target }) => {
  const row = target.closest(".row");
  if (!row || target.closest("a, form, select, label")) return;
  const selecting = Boolean(String(getSelection()));
  if (target.dataset.tool) tool[target.dataset.tool]();
  else if (target.closest(".uncite")) about(row, "uncite", { label: target.dataset.label });
  else if (target.closest(".play")) (take(row, false), play(row));
  else if (before === row && target.closest(".words") && !selecting) edit(row);
  else take(row, !selecting);
});
list.addEventListener("focusin", ({ target }) => target.matches(".row") && take(target, false));
$("#tools select").addEventListener("change", ({ target }) => about(current, "reword", { speaker: target.value, words: current.dataset.words }));

document.addEventListener("click", ({ target }) => {
  const { verb } = target.dataset;
  if (verb === "approve") ask("approve", { sha256: target.dataset.sha256 });
  else if (verb) (["undo", "redo"].includes(verb) ? ask : finish)(verb);
  if (target.dataset.close !== undefined) target.closest("dialog").close();
});
$("#play-all").addEventListener("click", () => play(current ?? list.firstElementChild, true));
$("#next-problem").addEventListener("click", nextProblem);
$("#open-board").addEventListener("click", openBoard);
$("#open-help").addEventListener("click", () => $("#help").showModal());
window.addEventListener("pageshow", () => ($("#day").value = day)); // also when one came back to this page
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
  "Ctrl+z": () => ask("undo"),
  "Ctrl+Shift+Z": () => ask("redo"),
  b: openBoard,
  "!": nextProblem,
  r: () => finish("render"),
  "?": () => $("#help").showModal(),
};

// Letters are keys wherever no words are meant; who speaks to the machine may want them on the rows alone.
const letters = $("#letters");
letters.checked = localStorage.getItem("letters") !== "rows";
letters.addEventListener("change", () => localStorage.setItem("letters", letters.checked ? "all" : "rows"));

document.addEventListener("keydown", (event) => {
  const { target } = event;
  const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
  const elsewhere = target.closest("input, textarea, select, dialog, audio") || (isLetter && !letters.checked && !list.contains(target));
  const pressing = target.closest("button, a") && [" ", "Enter"].includes(event.key);
  if (elsewhere || pressing || event.isComposing) return;
  const held = [(event.ctrlKey || event.metaKey) && "Ctrl+", event.altKey && "Alt+", event.shiftKey && !"?!".includes(event.key) && "Shift+"];
  const does = key[held.filter(Boolean).join("") + event.key];
  if (!does) return;
  event.preventDefault();
  does();
});

// --- news ---

let news = null;

// A browser has few connections for all its pages: one that nobody sees gives its own back.
function listen() {
  if (document.hidden) {
    news?.close();
    news = null;
  } else if (!news) {
    news = new EventSource("/events");
    news.addEventListener("open", () => (settle("news"), refresh())); // also after the connection was lost for a while
    news.addEventListener("error", () => tell(GONE, "news"));
    for (const [name, does] of Object.entries(happens)) {
      news.addEventListener(name, ({ data }) => {
        const told = JSON.parse(data);
        if (!told.day || told.day === day) does(told);
      });
    }
  }
}

const happens = {
  changed: refresh,
  told: ({ message }) => tell(message, "told"),
  job: ({ doing, done, total }) => {
    $("#job").hidden = !doing;
    $("#doing").textContent = doing;
    $("#progress").max = total || 1;
    $("#progress").value = done;
  },
};

document.addEventListener("visibilitychange", listen);
listen();

// What is said below the header must not be hidden by it, however many lines it has.
new ResizeObserver(([{ target }]) => {
  const sticks = getComputedStyle(target).position === "sticky";
  document.documentElement.style.scrollPaddingTop = sticks ? `${target.offsetHeight + 8}px` : "1rem";
}).observe($("header"));
