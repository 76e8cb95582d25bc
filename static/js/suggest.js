// Suggestions in a list below a search box: <input data-suggest="address" data-told="name of the list">.
// The box itself is never rewritten: Telex and Unikey type by sending backspaces. A choice is a link that is followed.
for (const input of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggest`;
  list.className = "suggest";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.told);
  list.hidden = true;
  const told = document.createElement("span");
  told.className = "vh";
  told.setAttribute("role", "status");
  input.after(list, told);
  input.parentElement.classList.add("suggests");
  const say = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(say)) input.setAttribute(name, value);

  let asked, timer;
  let active = -1;
  const options = () => [...list.children];
  const mark = (place) => {
    active = place;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
    if (place < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options()[place].id);
    options()[place].scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const show = (found) => {
    list.replaceChildren(...found.map(({ words, detail, address }, i) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${i}`;
      option.setAttribute("role", "option");
      option.dataset.address = address;
      const small = document.createElement("small");
      small.textContent = detail;
      option.append(words, " ", small);
      return option;
    }));
    if (!found.length || document.activeElement !== input) return close();
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(-1);
  };
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    if (!input.value.trim()) return show([]);
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`, { signal: asked.signal });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      show(suggestions);
      told.textContent = suggestions.length ? `${input.dataset.told}: ${suggestions.length}` : "";
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") mark(active === last ? -1 : active + 1);
    else if (event.key === "ArrowUp") mark(active < 0 ? last : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) window.location.assign(options()[active].dataset.address);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) window.location.assign(option.dataset.address);
  });
  input.addEventListener("blur", close);
}
