// Buttons that copy an address.
for (const button of document.querySelectorAll("[data-copied]")) {
  button.hidden = !navigator.clipboard;
  button.onclick = async () => {
    await navigator.clipboard.writeText(button.value);
    button.textContent = button.dataset.copied;
  };
}
