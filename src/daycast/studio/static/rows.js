// The row that the person is at, and its buttons.
import { $, list, writing } from "./page.js";
import { ask } from "./server.js";

export let current = null;

const tools = $("#tools");

// Where a row stands in the file, as the server wants to know it; null for what is not there (any more).
export function at(row) {
  if (!row?.isConnected || !row.dataset.line) return null;
  const twins = [...list.children].filter((other) => other.dataset.mark && other.dataset.text === row.dataset.text);
  return { line: Number(row.dataset.line), text: row.dataset.text, nth: Math.max(twins.indexOf(row), 0), twins: twins.includes(row) ? twins.length : 0 };
}

// Goes to a row, unless the person is writing in another one.
export function take(row, focus = true) {
  if (writing() && !row?.contains(document.activeElement)) return;
  if (row !== current) {
    mark(current, false);
    current = row ?? null;
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
  show(row);
}

// Into sight, and once more when the rows on the way there have been drawn and have their true height.
export function show(row) {
  row.scrollIntoView({ block: "nearest" });
  requestAnimationFrame(() => requestAnimationFrame(() => row.scrollIntoView({ block: "nearest" })));
}

// Only the row that one is at stands in the way of the Tab key, with what is in it.
function mark(row, isCurrent) {
  row?.classList.toggle("current", isCurrent);
  row?.toggleAttribute("aria-current", isCurrent);
  for (const part of row ? [row, ...row.querySelectorAll(":scope > .play, .evidence a, .uncite")] : []) part.tabIndex = isCurrent ? 0 : -1;
}

// Shows in `row`, whose form stays as it is, everything else of `fresh`: the same line, drawn anew.
export function renew(row, fresh) {
  const said = $(".said", row);
  const form = $("form", said);
  const parts = [...fresh.children];
  const middle = parts.findIndex((part) => part.matches(".said"));
  for (const part of [...row.children, ...said.children]) if (![said, form, tools].includes(part)) part.remove();
  said.before(...parts.slice(0, middle));
  said.after(...parts.slice(middle + 1));
  form.before(...parts[middle].children);
  for (const name of ["key", "quiet", "line", "mark", "seconds"]) {
    if (name in fresh.dataset) row.dataset[name] = fresh.dataset[name];
    else delete row.dataset[name];
  }
  mark(row, row === current);
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
export async function move(down) {
  const row = current;
  await ask("move", () => {
    const [above, below] = [row.previousElementSibling, row.nextElementSibling];
    const isFront = (other) => other?.dataset.kind === "front matter";
    if (!at(row) || isFront(row) || (down ? !below : !above || isFront(above))) return null;
    return { at: at(row), after: at(down ? below : above.previousElementSibling) };
  });
  if (row === current) show(row);
}

export function choose(select, name) {
  if (![...select.options].some((option) => option.value === name)) select.add(new Option(name, name));
  select.value = name;
}
