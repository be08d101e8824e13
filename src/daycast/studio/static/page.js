// What every part of the page needs: finding things, and telling the person something.
export const day = document.body.dataset.day;
export const $ = (selector, within = document) => within.querySelector(selector);
export const list = $("#rows");
export const GONE = "The studio does not answer. Is `daycast edit` still running?";

const told = $("#told");

// `about` is what it is told of: what is told of one request goes with the next one, everything else when it was read.
export function tell(message, about = "") {
  $("p", told).textContent = message;
  told.hidden = !message;
  told.dataset.about = about;
}

export const settle = (about) => told.dataset.about === about && tell("");

// An answer of the server's as values; what it says in plain words becomes a message.
export async function read(answer) {
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch {
    return { message: text || GONE };
  }
}

// Whether the person is writing: then nothing may take the cursor away.
export const writing = () => Boolean(document.activeElement?.closest("form, dialog"));

$("#dismiss").addEventListener("click", () => tell(""));
