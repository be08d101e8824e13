// What every part of the page needs: finding things, and telling the person something.
export const day = document.body.dataset.day;
export const $ = (selector, within = document) => within.querySelector(selector);
export const list = $("#rows");

const told = $("#told");

export function tell(message) {
  $("p", told).textContent = message;
  told.hidden = !message;
}

export const GONE = "The studio does not answer. Is `daycast edit` still running?";

$("#dismiss").addEventListener("click", () => tell(""));
