// Asks the server, and shows what it answers: rows that did not change stay the elements that they are.
import { $, day, list, tell } from "./page.js";
import { current, hasFocus, take } from "./rows.js";
import { clash } from "./conflict.js";

let version = "";

// Does `verb`; gives the rows that are new by it, null where it was refused or did not arrive.
export async function ask(verb, fields = {}) {
  const body = JSON.stringify({ verb, ...fields });
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body };
  const answer = await fetch(`/${day}/do?have=${version}`, options).catch(() => null);
  if (!answer) return tell("The studio does not answer. Is `daycast edit` still running?"), null;
  const said = await answer.json();
  if (answer.status === 409) return clash(said, fields.at ?? fields.after), null;
  if (!answer.ok) return tell(said.message), null;
  tell("");
  return show(said);
}

// The same, and goes to what is new, unless the person is writing already.
export async function asked(verb, fields) {
  const fresh = await ask(verb, fields);
  if (fresh?.length) take(fresh[0], !document.activeElement.closest("form:not([inert])"));
  return fresh;
}

export async function refresh() {
  const answer = await fetch(`/${day}/rows?have=${version}`).catch(() => null);
  if (!answer) return;
  const said = await answer.json();
  if (answer.ok) show(said);
  else tell(said.message);
}

function show(sight) {
  const known = Map.groupBy(list.children, (row) => row.dataset.mark);
  if (sight.rows.some(([mark]) => !known.has(mark) && !sight.html[mark])) return (version = ""), refresh();
  const fresh = [];
  const wanted = sight.rows.map(([mark, line]) => {
    const row = known.get(mark)?.shift() ?? made(sight.html[mark], mark, fresh);
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
  return fresh;
}

function made(html, mark, fresh) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const row = holder.content.firstElementChild;
  row.dataset.mark = mark;
  fresh.push(row);
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
