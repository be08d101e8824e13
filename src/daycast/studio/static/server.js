// Asks the server, and shows what it answers: rows that did not change stay the elements that they are.
import { $, GONE, day, list, tell } from "./page.js";
import { current, hasFocus, take } from "./rows.js";
import { clash } from "./conflict.js";

const drawn = new Map(); // the HTML of each row by its mark, which the server sends once
let version = "";
let shown = 0; // answers may overtake each other: only a later state replaces the one that is shown

// Does `verb`; gives the line of the file that was changed first, undefined where it was refused or did not arrive.
export async function ask(verb, fields = {}) {
  const body = JSON.stringify({ verb, ...fields });
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body };
  const answer = await fetch(`/${day}/do?have=${version}`, options).catch(() => null);
  if (!answer) return tell(GONE);
  const said = await answer.json();
  if (answer.status === 409) return clash(said, fields.at ?? fields.after);
  if (!answer.ok) return tell(said.message);
  tell("");
  show(said);
  return said.line;
}

// The same for an edit, and goes to what it changed, unless the person is writing already.
export async function asked(verb, fields) {
  const line = await ask(verb, fields);
  if (line === undefined) return false;
  const row = [...list.children].findLast((other) => Number(other.dataset.line) <= line);
  if (verb !== "move") take(row, !document.activeElement.closest("form:not([inert])"));
  return true;
}

export async function refresh() {
  const answer = await fetch(`/${day}/rows?have=${version}`).catch(() => null);
  if (!answer) return;
  const said = await answer.json();
  if (answer.ok) show(said);
  else tell(said.message);
}

function show(sight) {
  if (sight.number < shown) return;
  for (const [mark, html] of Object.entries(sight.html)) drawn.set(mark, html);
  shown = sight.number;
  const known = new Map();
  for (const row of list.children) known.set(row.dataset.mark, [...(known.get(row.dataset.mark) ?? []), row]);
  const wanted = sight.rows.map(([mark, line]) => {
    const row = known.get(mark)?.shift() ?? made(mark);
    row.dataset.line = line;
    return row;
  });
  const place = [...list.children].indexOf(current);
  const focused = hasFocus();
  keepEditors(wanted);
  arrange(wanted);
  version = sight.version;
  $("#status").textContent = sight.status;
  $("#next-problem").disabled = !sight.problems;
  $("#empty").hidden = wanted.length > 0;
  $("#overview path").setAttribute("d", sight.overview);
  for (const button of document.querySelectorAll("[data-verb]")) {
    const able = sight.able[button.dataset.verb];
    button.hidden = able === undefined;
    button.disabled = !able;
  }
  if (place >= 0 && !current.isConnected) take(list.children[Math.min(place, list.children.length - 1)], focused);
}

function made(mark) {
  const holder = document.createElement("template");
  holder.innerHTML = drawn.get(mark);
  const row = holder.content.firstElementChild;
  row.dataset.mark = mark;
  return row;
}

// A row in which somebody is writing stays, whatever became of it elsewhere.
function keepEditors(wanted) {
  for (const form of list.querySelectorAll("form.editor")) {
    const row = form.closest(".row");
    if (wanted.includes(row) || row.matches(".saving")) continue;
    if (row.dataset.mark) $(".stale", form).hidden = false;
    delete row.dataset.mark;
    let before = row.previousElementSibling;
    while (before && !wanted.includes(before)) before = before.previousElementSibling;
    wanted.splice(wanted.indexOf(before) + 1, 0, row);
  }
}

function arrange(wanted) {
  let at = list.firstElementChild;
  for (const row of wanted) {
    if (row === at) at = at.nextElementSibling;
    else list.insertBefore(row, at);
  }
  while (at) {
    const next = at.nextElementSibling;
    at.remove();
    at = next;
  }
}
