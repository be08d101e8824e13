// The form in which a row is written.
import { $, list, tell } from "./page.js";
import { ask, rowAt } from "./server.js";
import { at, choose, current, take } from "./rows.js";

// Whether a line is being written that was changed and is not saved yet; goes there.
export function unsaved() {
  const form = [...list.querySelectorAll("form.editor")].find((other) => other.isChanged());
  form?.elements.words.focus();
  return Boolean(form);
}

// Opens the form in `row`; `fresh` is a row that the file does not have yet.
export function edit(row, fresh = false) {
  if (!row || $("form", row)) return;
  const form = $("#editor").content.firstElementChild.cloneNode(true);
  const { speaker, words, split, cancel } = form.elements;
  const turn = fresh || row.dataset.kind === "turn";
  if (turn) choose(speaker, row.dataset.speaker ?? speaker.value);
  else $(".who", form).remove();
  if (fresh) speaker.add(new Option("as written: a heading, a pause, a sound, a note", ""));
  if (fresh || !turn) split.remove();
  if (!turn) $(".what span", form).textContent = "As it stands in the file";
  words.value = (turn ? row.dataset.words : row.dataset.text) ?? "";
  const was = [words.value, turn && speaker.value];
  let warned = false;

  form.isChanged = () => words.value.trim() !== was[0] || (!fresh && turn && speaker.value !== was[1]);
  const fit = () => {
    words.style.height = "auto";
    words.style.height = `${words.scrollHeight + 2}px`;
  };
  const close = () => {
    form.remove();
    row.classList.remove("editing");
    const next = row.previousElementSibling;
    if (!row.dataset.mark) row.remove();
    take(row.isConnected ? row : (next ?? list.firstElementChild));
  };
  const leave = () => {
    if (!form.isChanged() || warned) return close();
    warned = true;
    $(".dropping", form).hidden = false;
  };
  const send = async (verb, fields) => {
    if (form.inert) return;
    form.inert = true;
    row.classList.toggle("saving", !fresh); // the row goes when its new text is shown; until then the words are kept
    let line;
    try {
      line = await ask(verb, fields);
    } finally {
      row.classList.remove("saving");
      form.inert = false;
    }
    if ($("#conflict").open) return row.remove(); // the words are in the dialog
    if (line === undefined) return words.focus();
    if (!fresh) return row.isConnected && close();
    const here = row === current;
    row.remove();
    if (here) take(rowAt(line));
  };
  const save = () => {
    const text = words.value.trim();
    if (!form.isChanged()) return close();
    if (fresh) return send("add", () => ({ after: behind(row), text: speaker.value ? `${speaker.value}: ${text.replace(/\s*\n\s*/g, " ")}` : text }));
    return turn ? send("reword", { at: seen(row), speaker: speaker.value, words: text }) : send("rewrite", { at: seen(row), text });
  };
  const cut = () => {
    const [first, second] = [words.value.slice(0, words.selectionStart), words.value.slice(words.selectionStart)];
    if (!first.trim() || !second.trim()) return tell("Put the cursor between two sentences to split the line there.", "ask");
    return send("split", { at: seen(row), speaker: speaker.value, first, second });
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  cancel.addEventListener("click", close);
  split.addEventListener("click", cut);
  words.addEventListener("input", fit);
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const whole = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") leave();
    else if (event.key === "Enter" && whole) (turn && !fresh ? cut : save)();
    else if (event.key === "Enter" && event.target === words && turn && speaker.value && !event.shiftKey) save();
    else return;
    event.preventDefault();
  });
  $(".said", row).append(form);
  row.classList.add("editing");
  take(row, false);
  fit();
  words.focus();
}

// The line as it was when it was opened; where it was changed elsewhere since, the server finds none like it.
const seen = (row) => ({ ...at(row), ...(row.dataset.mark ? {} : { nth: 0, twins: 1_000_000 }) });

// The row of the file that a new one stands behind.
function behind(row) {
  let above = row.previousElementSibling;
  while (above && !above.dataset.mark) above = above.previousElementSibling;
  return at(above);
}

// A new line below the current row.
export function add() {
  const row = $("#blank").content.firstElementChild.cloneNode(true);
  if (current?.isConnected) current.after(row);
  else list.append(row);
  edit(row, true);
}
