// Finds lines: a year's words tell in which months to look (see search.py), newest first.
const form = document.forms.search, list = document.querySelector(".results");
const fold = (text) => ` ${text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()}`.replace(/[^\p{L}\p{N}]+/gu, " ");
const wanted = fold(form.q.value = new URLSearchParams(location.search).get("q") || "").match(/\S+/g) || [];
const has = (text) => wanted.filter((word) => fold(text).includes(` ${word}`)).length;
const load = async (name) => (await fetch(`../search/${name}.json`)).json();

function make(tag, ...inside) {
  const node = document.createElement(tag);
  node.append(...inside);
  return node;
}

function found(day, title, time, line) {
  const parts = line.split(/([\p{L}\p{N}\p{M}]+)/u).map((part) => has(part) ? make("mark", part) : part);
  const link = make("a", `${day} · ${title}`);
  link.href = `../${day}/#t=${time}`;
  list.append(make("li", link, make("p", ...parts)));
}

async function search() {
  for (const year of form.dataset.years.split(" "))
    for (const [month, words] of Object.entries(await load(year)).reverse()) {
      if (has(words) < wanted.length || list.children.length > 99) continue;
      for (const [day, [title, lines]] of Object.entries(await load(month)).reverse())
        for (const [time, line] of lines) if (has(line) === wanted.length) found(day, title, time, line);
    }
  form.nextElementSibling.textContent = form.dataset.found + list.children.length;
}

if (wanted[0]) search();
