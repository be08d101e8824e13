// Chapter links move the page's own player. Without this file they open the audio at that time.
const audio = document.querySelector("audio");

function seek(hash) {
  const time = /^#t=([\d.]+)$/.exec(hash);
  if (time) audio.currentTime = Number(time[1]);
  return time !== null;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  if (!link || elsewhere || !seek(link.hash)) return;
  event.preventDefault();
  history.replaceState(null, "", link.hash);
  audio.play();
});

seek(location.hash);
