// The row that the person is at, and its buttons.
import { $, list } from "./page.js";
import { asked } from "./server.js";

export let current = null;

const tools = $("#tools");

// Where a row stands in the file, as the server wants to know it; null for what is not there yet.
export const at = (row) => (row?.dataset.line ? { line: Number(row.dataset.line), text: row.dataset.text } : null);

export const hasFocus = () => [list, tools].some((part) => part.contains(document.activeElement)) || document.activeElement === document.body;

export function take(row, focus = true) {
  if (row !== current) {
    mark(current, false);
    current = row;
    mark(row, true);
  }
  tools.hidden = !row || Boolean($("form", row));
  if (!row) return;
  if (tools.parentElement !== row) row.append(tools);
  tools.classList.toggle("other", row.dataset.kind !== "turn");
  choose($("select", tools), row.dataset.speaker ?? "");
  $("[data-tool=mark]", tools).setAttribute("aria-pressed", row.dataset.take ?? "false");
  $("[data-tool=play]", tools).disabled = !row.dataset.key;
  if (!focus) return;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

// Only the row that one is at stands in the way of the Tab key, with what is in it.
function mark(row, isCurrent) {
  row?.classList.toggle("current", isCurrent);
  for (const part of row ? [row, ...row.querySelectorAll(":scope > .play, .evidence a, .uncite")] : []) part.tabIndex = isCurrent ? 0 : -1;
}

export function step(by) {
  const next = by > 0 ? current?.nextElementSibling : current?.previousElementSibling;
  take(next ?? current ?? list.firstElementChild);
}

// To the next row that has a problem, from the last one to the first.
export function nextProblem() {
  const rows = [...list.querySelectorAll(".row:has(.problems)")];
  take(rows.find((row) => current && current.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING) ?? rows[0] ?? current);
}

// Moves the row before the one above it or behind the one below; the front matter stays at the top.
export function move(down) {
  const isFront = (row) => row?.dataset.kind === "front matter";
  const above = current.previousElementSibling;
  const below = current.nextElementSibling;
  if (isFront(current) || (down ? !below : !above || isFront(above))) return;
  asked("move", { at: at(current), after: at(down ? below : above.previousElementSibling) });
}

export function choose(select, name) {
  if (![...select.options].some((option) => option.value === name)) select.add(new Option(name, name));
  select.value = name;
}
