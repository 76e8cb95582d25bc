// Counts the chosen proposals on the button, and chooses all that are certain at once.
const form = document.querySelector("form[data-proposals]");
if (form) {
  const rows = [...form.querySelectorAll("[data-proposal]")];
  const box = (row, name) => row.querySelector(`input[type=checkbox][name$="-${name}"]`);
  const button = form.querySelector("[data-count]");
  const all = form.querySelector("[data-all]");
  const every = all?.querySelector("input");
  const sure = rows.filter((row) => "sure" in row.dataset);

  const count = () => {
    const chosen = rows.filter((row) => box(row, "make").checked);
    button.textContent = button.dataset.count.replace("#", chosen.length);
    if (every) every.checked = sure.every((row) => box(row, "make").checked);
  };
  form.addEventListener("change", (event) => {
    const row = event.target.closest("[data-proposal]");
    if (event.target === every) for (const one of sure) box(one, "make").checked = every.checked && !box(one, "skip").checked;
    else if (row && event.target === box(row, "make") && event.target.checked) box(row, "skip").checked = false;
    else if (row && event.target === box(row, "skip") && event.target.checked) box(row, "make").checked = false;
    count();
  });
  if (all) all.hidden = false;
  count();
}
