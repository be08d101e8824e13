// The story board: what goes deep, in which order, what is left out. The script follows.
import { $, GONE, day, read, tell } from "./page.js";
import { ask } from "./server.js";

const dialog = $("#board");

export async function open() {
  const answer = await fetch(`/${day}/board`).catch(() => null);
  if (!answer?.ok) return tell(answer ? (await read(answer)).message : GONE, "ask");
  $("#stories").innerHTML = await answer.text();
  if (!dialog.open) dialog.showModal();
}

dialog.addEventListener("click", async ({ target }) => {
  const verb = target.dataset.decide;
  if (!verb) return;
  const label = target.getAttribute("aria-label");
  const name = target.closest(".story")?.dataset.name ?? "";
  const names = [...dialog.querySelectorAll(".story:not(.dropped)")].map((story) => story.dataset.name);
  if (verb === "up" || verb === "down") {
    const from = names.indexOf(name);
    names.splice(verb === "up" ? from - 1 : from + 1, 0, ...names.splice(from, 1));
    await ask("order", { order: names });
  } else await ask(verb, { name });
  await open();
  [...dialog.querySelectorAll("button")].find((button) => button.getAttribute("aria-label") === label)?.focus();
});
