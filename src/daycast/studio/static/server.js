// Asks the server, one thing after the other, and shows what it answers: rows that did not change stay as they are.
import { $, GONE, day, list, read, settle, tell } from "./page.js";
import { current, renew, take } from "./rows.js";
import { redrawn } from "./hear.js";
import { clash } from "./conflict.js";

const drawn = new Map(); // the HTML of each row by its mark, which the server sends once
let version = "";
let run = ""; // of the server: what it counts begins anew with each
let shown = 0; // answers may overtake each other: only a later state replaces the one that is shown
let before = Promise.resolve();

// Does `verb` once everything before it is done. `fields` may be a function that is asked only then; null is not asked.
// Gives the line of the file that was changed first; undefined where it was refused, or there was nothing to ask.
export function ask(verb, fields = {}) {
  before = before.then(() => asking(verb, typeof fields === "function" ? fields() : fields)).catch((error) => tell(String(error)));
  return before;
}

async function asking(verb, fields) {
  if (!fields) return undefined;
  const body = JSON.stringify({ verb, ...fields });
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body };
  const answer = await fetch(`/${day}/do?have=${version}`, options).catch(() => null);
  if (!answer) return tell(GONE, "ask");
  const said = await read(answer);
  if (answer.status === 409) return clash(verb, fields, said);
  if (!answer.ok) return tell(said.message, "ask");
  settle("ask");
  show(said);
  return said.line;
}

export async function refresh() {
  const answer = await fetch(`/${day}/rows?have=${version}`).catch(() => null);
  if (!answer) return;
  const said = await read(answer);
  if (!answer.ok) return tell(said.message, "rows");
  settle("rows");
  show(said);
}

// The row of a line of the file.
export const rowAt = (line) => [...list.children].findLast((row) => Number(row.dataset.line) <= line);

function show(sight) {
  if (!sight.rows) return tell(sight.message, "rows"); // done, and a file of settings is in the way of showing it
  if (sight.run === run && sight.number < shown) return;
  run = sight.run;
  shown = sight.number;
  for (const [mark, html] of Object.entries(sight.html)) drawn.set(mark, html);
  if (sight.rows.some(([mark]) => !drawn.has(mark))) return void ((version = ""), refresh());
  const known = new Map();
  for (const row of list.children) known.set(row.dataset.mark, [...(known.get(row.dataset.mark) ?? []), row]);
  const wanted = sight.rows.map(([mark, line]) => {
    const row = known.get(mark)?.shift() ?? made(mark);
    row.dataset.line = line;
    return row;
  });
  renewEditors(wanted);
  const playing = $(".row.playing", list);
  const place = [...list.children].indexOf(current);
  const active = document.activeElement;
  const focused = list.contains(active);
  const there = playing && !wanted.includes(playing) && list.children.length === wanted.length;
  if (there) redrawn(playing, wanted[[...list.children].indexOf(playing)]);
  keepEditors(wanted);
  arrange(wanted);
  if (list.contains(active) && active !== document.activeElement) active.focus({ preventScroll: true }); // it was moved
  if (!current?.isConnected) take(list.children[Math.min(Math.max(place, 0), list.children.length - 1)], focused || active === document.body);
  tellAbout(sight);
}

function tellAbout(sight) {
  version = sight.version;
  $("[data-verb=approve]").dataset.sha256 = sight.sha256;
  $("#status").textContent = sight.status;
  $("#next-problem").disabled = !sight.problems;
  $("#empty").hidden = list.children.length > 0;
  $("#overview path").setAttribute("d", sight.overview);
  for (const button of document.querySelectorAll("[data-verb]")) {
    const able = sight.able[button.dataset.verb];
    button.hidden = able === undefined;
    button.disabled = !able;
  }
}

function made(mark) {
  const holder = document.createElement("template");
  holder.innerHTML = drawn.get(mark);
  const row = holder.content.firstElementChild;
  row.dataset.mark = mark;
  return row;
}

// A row that was only drawn anew while somebody writes in it, as its line was spoken by now, is still the same row.
function renewEditors(wanted) {
  for (const form of list.querySelectorAll("form.editor")) {
    const row = form.closest(".row");
    if (!row.dataset.mark || wanted.includes(row)) continue;
    const away = (other) => Math.abs(other.dataset.line - row.dataset.line);
    const [same] = wanted.filter((other) => !other.isConnected && other.dataset.text === row.dataset.text).sort((a, b) => away(a) - away(b));
    if (!same) continue;
    wanted[wanted.indexOf(same)] = row;
    renew(row, same);
  }
}

// A row in which somebody is writing stays between its neighbours, whatever became of it elsewhere.
function keepEditors(wanted) {
  for (const form of list.querySelectorAll("form.editor")) {
    const row = form.closest(".row");
    if (wanted.includes(row) || row.matches(".saving")) continue;
    if (row.dataset.mark) $(".stale", form).hidden = false;
    delete row.dataset.mark;
    let above = row.previousElementSibling;
    while (above && !wanted.includes(above)) above = above.previousElementSibling;
    const below = wanted.indexOf(row.nextElementSibling);
    wanted.splice(below >= 0 ? below : wanted.indexOf(above) + 1, 0, row);
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
