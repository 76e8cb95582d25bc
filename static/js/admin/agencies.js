// Agencies in groups: typing leaves those whose name or short name holds the words, in any order and without accents;
// the tick at the head of a group ticks what is shown of it. Without a script the groups fold and that tick stands for
// all members.
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();

for (const box of document.querySelectorAll("[data-agencies]")) {
  const find = box.querySelector("[data-find] input");
  const told = box.querySelector("[data-told]");
  const groups = [...box.querySelectorAll("details")].map((details) => ({
    details,
    whole: details.querySelector(".vt-whole input"),
    opened: details.open,
    members: [...details.querySelectorAll("li")].map((line) => {
      const tick = line.querySelector("input");
      return { line, tick, words: fold(`${line.textContent} ${tick.dataset.also || ""}`) };
    }),
  }));
  const all = groups.flatMap((group) => group.members);

  const count = () => {
    for (const { whole, members } of groups) {
      if (!whole) continue;
      const shown = members.filter(({ line }) => !line.hidden);
      const ticked = shown.filter(({ tick }) => tick.checked).length;
      whole.checked = ticked === shown.length;
      whole.indeterminate = ticked > 0 && !whole.checked;
    }
    const chosen = `${told.dataset.chosen} ${all.filter(({ tick }) => tick.checked).length}`;
    const shown = all.filter(({ line }) => !line.hidden).length;
    told.textContent = find.value.trim() ? `${told.dataset.found} ${shown}, ${chosen}` : chosen;
  };

  const narrow = () => {
    const words = fold(find.value).split(/\s+/).filter(Boolean);
    for (const group of groups) {
      let shown = 0;
      for (const { line, words: has } of group.members) {
        line.hidden = !words.every((word) => has.includes(word));
        shown += !line.hidden;
      }
      group.details.hidden = !shown;
      group.details.open = words.length ? shown > 0 : group.opened;
      if (group.whole) group.whole.closest("label").hidden = words.length > 0 && shown < 2;
    }
    count();
  };

  box.addEventListener("change", ({ target }) => {
    const group = groups.find(({ whole }) => whole === target);
    if (group) for (const { line, tick } of group.members) if (!line.hidden) tick.checked = target.checked;
    count();
  });
  box.addEventListener("toggle", ({ target }) => {
    const group = groups.find(({ details }) => details === target);
    if (group && !find.value.trim()) group.opened = target.open;
  }, true);
  find.addEventListener("input", narrow);
  find.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && find.value) {
      find.value = "";
      narrow();
    } else if (event.key === "Enter") {
      event.preventDefault(); // the form is sent by its button
      const shown = all.filter(({ line }) => !line.hidden);
      if (find.value.trim() && shown.length === 1) {
        shown[0].tick.checked = !shown[0].tick.checked;
        count();
      }
    }
  });
  // The ticks say all; a head that stands for more than is ticked would say it again.
  find.form?.addEventListener("submit", () => {
    for (const { whole } of groups) if (whole) whole.checked = false;
  });
  box.querySelector("[data-find]").hidden = false;
  count();
}
