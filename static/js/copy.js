// Copies text: <button data-copy="…" data-copied="Đã sao chép">, and the citation of a clause beside its "#" link
// (the button appears where the reader is, so that a long text is not full of buttons).
const put = async (button, text, copied) => {
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = copied;
    window.setTimeout(() => (button.textContent = words), 3000);
  } catch {
    window.prompt(words, text);
  }
};

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => put(button, button.dataset.copy, button.dataset.copied));
}

for (const text of document.querySelectorAll("[data-cite]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link act";
  button.textContent = text.dataset.copyWords;
  let clause = "";
  const beside = (link) => {
    if (!link || link === button.previousElementSibling) return;
    clause = link.dataset.clause;
    link.after(button);
  };
  button.addEventListener("click", () => put(button, `${clause} ${text.dataset.cite}`.trim(), text.dataset.copied));
  text.addEventListener("focusin", (event) => beside(event.target.closest("a[data-clause]")));
  text.addEventListener("click", (event) => beside(event.target.closest("a[data-clause]")));
  const here = () => beside(document.getElementById(decodeURIComponent(location.hash.slice(1)))?.querySelector("a[data-clause]"));
  window.addEventListener("hashchange", here);
  here();
}
