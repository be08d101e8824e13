// The times on the page move its player; without this file they open the audio there.
const audio = document.querySelector("audio"), lines = [...document.querySelectorAll(".words")];
const [speed, share] = document.querySelector(".tools").elements;
let current, moved = 0; // the line that is heard; when the reader last scrolled

function follow(block) {
  share.value = `${location.href.split("#")[0]}#t=${Math.floor(audio.currentTime)}`;
  const now = lines.findLast((line) => line.dataset.t < audio.currentTime + 0.1);
  if (now === current) return;
  current?.removeAttribute("aria-current");
  now?.setAttribute("aria-current", "true");
  current = now;
  if (block || (!audio.paused && Date.now() > moved + 5e3)) now?.scrollIntoView({ block: block || "nearest" });
}

function seek(time) {
  audio.currentTime = time;
  audio.play();
}

onclick = (event) => {
  const time = event.target.closest("[data-t]")?.dataset.t;
  if (!time || event.ctrlKey || event.metaKey || `${getSelection()}`) return;
  event.preventDefault();
  seek(time);
};

onkeydown = (event) => {
  const step = { ArrowLeft: -10, ArrowRight: 10 }[event.key];
  if (event.altKey || event.metaKey || event.target.closest("button, select, summary, audio")) return;
  if (step) seek(audio.currentTime + step);
  else if (event.key === " ") audio.paused ? audio.play() : audio.pause();
  else return;
  event.preventDefault();
};

onwheel = ontouchmove = () => { moved = Date.now(); };
audio.ontimeupdate = () => follow();
speed.onchange = () => { audio.playbackRate = speed.value; };
(onhashchange = () => {
  const time = parseFloat(location.hash.slice(3));
  if (time >= 0) audio.currentTime = time, follow("center");
})();
