// Plays a line, or the script from a line on, each take after the quiet that the episode will have before it.
import { $, GONE, day, list, read, tell } from "./page.js";
import { current, show, take } from "./rows.js";

const audio = $("#audio");
const overview = $("#overview");
const WIDTH = 480; // of the overview's drawing
let playing = null;
let goesOn = false;
let waiting = 0; // for the quiet before the next line

const heard = () => [...list.querySelectorAll("[data-key]")];
const source = (row) => `/${day}/takes/${row.dataset.key}`;
const seconds = (rows) => rows.reduce((sum, row) => sum + Number(row.dataset.seconds), 0);

export function play(row, on = false) {
  const rows = heard();
  row = rows.find((other) => other === row || (row && row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING));
  if (!row) return;
  clearTimeout(waiting);
  playing?.classList.remove("playing");
  playing = row;
  goesOn = on;
  row.classList.add("playing");
  $("#playing").textContent = row.dataset.speaker ? `${row.dataset.speaker}: ${row.dataset.words}` : row.dataset.text;
  audio.src = source(row);
  audio.play().catch((error) => error.name === "AbortError" || silent(row));
  const next = rows[rows.indexOf(row) + 1];
  if (on && next) fetch(source(next)).catch(() => null); // so that it is spoken by then
}

export function pause() {
  clearTimeout(waiting);
  audio.pause();
  goesOn = false;
}

// A line that was drawn anew while it plays goes on playing.
export function redrawn(old, row) {
  if (old !== playing || !row) return;
  playing = row;
  row.classList.add("playing");
}

export const playOrPause = () => (audio.paused ? play(current ?? list.firstElementChild) : pause());

async function silent(row) {
  const answer = await fetch(source(row)).catch(() => null);
  if (!answer?.ok) tell(answer ? (await read(answer)).message : GONE, "ask");
}

audio.addEventListener("ended", () => {
  const rows = heard();
  const place = rows.indexOf(playing);
  const next = goesOn && place >= 0 && rows[place + 1];
  playing?.classList.remove("playing");
  if (next) waiting = setTimeout(() => goesOn && (show(next), play(next, true)), 1000 * Number(next.dataset.quiet));
});

audio.addEventListener("timeupdate", () => {
  const rows = heard();
  const place = rows.indexOf(playing);
  const passed = seconds(rows.slice(0, Math.max(place, 0))) + audio.currentTime;
  $("#cursor").setAttribute("x", place < 0 ? -4 : (WIDTH * passed) / seconds(rows)); // out of sight where the line is gone
});

// A click goes to the line at that time; the arrow keys go from line to line anyway.
overview.addEventListener("click", (event) => {
  const rows = heard();
  const box = overview.getBoundingClientRect();
  let left = ((event.clientX - box.left) / box.width) * seconds(rows);
  take(rows.find((row) => (left -= Number(row.dataset.seconds)) < 0) ?? rows.at(-1));
});
