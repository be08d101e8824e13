// The form in which a row is written.
import { $, list, tell } from "./page.js";
import { asked } from "./server.js";
import { at, choose, current, take } from "./rows.js";

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

  const fit = () => {
    words.style.height = "auto";
    words.style.height = `${words.scrollHeight + 2}px`;
  };
  const close = () => {
    form.remove();
    row.classList.remove("editing");
    if (!row.dataset.mark) row.remove();
    take(row.isConnected ? row : list.firstElementChild);
  };
  const isAsItWas = () => words.value.trim() === (turn ? row.dataset.words : row.dataset.text) && (!turn || speaker.value === row.dataset.speaker);
  const send = async (verb, fields) => {
    if (form.inert) return;
    form.inert = true;
    row.classList.toggle("saving", !fresh); // the row goes when its new text is shown; until then the words are kept
    const done = await asked(verb, fields);
    row.classList.remove("saving");
    form.inert = false;
    if ($("#conflict").open) row.remove(); // the words are in the dialog
    else if (done && row.isConnected) fresh ? row.remove() : close();
  };
  const save = () => {
    const text = words.value.trim();
    if (fresh) return text ? send("add", { after: at(row.previousElementSibling), text: speaker.value ? `${speaker.value}: ${text}` : text }) : close();
    if (isAsItWas()) return close();
    return turn ? send("reword", { at: at(row), speaker: speaker.value, words: text }) : send("rewrite", { at: at(row), text });
  };
  const cut = () => {
    const [first, second] = [words.value.slice(0, words.selectionStart), words.value.slice(words.selectionStart)];
    if (!first.trim() || !second.trim()) return tell("Put the cursor between two sentences to split the line there.");
    return send("split", { at: at(row), speaker: speaker.value, first, second });
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
    const enter = event.key === "Enter" && !event.isComposing;
    const whole = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") close();
    else if (enter && whole) (turn && !fresh ? cut : save)();
    else if (enter && event.target === words && turn && speaker.value && !event.shiftKey) save();
    else return;
    event.preventDefault();
  });
  $(".said", row).append(form);
  row.classList.add("editing");
  take(row, false);
  fit();
  words.focus();
}

// A new line below the current row.
export function add() {
  const row = $("#blank").content.firstElementChild.cloneNode(true);
  if (current) current.after(row);
  else list.append(row);
  edit(row, true);
}
