// Narrows a long list of checkboxes as one types, whatever the accents and the case: <input data-narrow="id of the list">.
export const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();

for (const input of document.querySelectorAll("input[data-narrow]")) {
  const list = document.getElementById(input.dataset.narrow);
  if (!list) continue;
  const labels = [...list.querySelectorAll("label")];
  const words = labels.map((label) => fold(label.textContent));
  const told = document.createElement("span");
  told.className = "hint";
  told.setAttribute("role", "status");
  input.after(told);
  input.closest("[hidden]")?.removeAttribute("hidden");
  const narrow = () => {
    const wanted = fold(input.value);
    let shown = 0;
    labels.forEach((label, i) => {
      const match = words[i].includes(wanted) || label.querySelector(":checked");
      (label.parentElement === list ? label : label.parentElement).hidden = !match;
      if (match) shown += 1;
    });
    told.textContent = wanted ? `${shown} / ${labels.length}` : "";
  };
  input.addEventListener("input", narrow);
  input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
}
