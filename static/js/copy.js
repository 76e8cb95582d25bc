// Copies the text kept in data-copy and says so in the button: <button data-copy="…" data-copied="Đã sao chép">.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const words = button.dataset.words || (button.dataset.words = button.textContent);
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  } catch {
    window.prompt(words, button.dataset.copy);
  }
  window.setTimeout(() => (button.textContent = words), 3000);
});
for (const hidden of document.querySelectorAll("button[data-copy][hidden]")) hidden.hidden = false;
