// The paper beside its findings: a field shows its place in the text, a place leads to its field, and a
// selected passage fills the field that had the focus. Without a script the places are plain links.
const paper = document.querySelector("[data-paper]");
const pages = document.querySelector("[data-pages]");
const rows = [...document.querySelectorAll("[data-place-of]")];
const control = "input:not([type=hidden]), select, textarea";
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase().replace(/\s+/g, " ").trim();
let last = null;

const show = (name) => {
  if (!paper) return;
  for (const place of paper.querySelectorAll(".here")) place.classList.remove("here");
  const places = [...paper.querySelectorAll(`[data-place="${CSS.escape(name)}"]`)];
  for (const place of places) place.classList.add("here");
  if (!places.length) return;
  into(paper, places[0], 1 / 3);
  const page = pages?.querySelector(`[data-picture="${CSS.escape(places[0].dataset.page ?? "")}"]`);
  if (page) into(pages, page, 0);
};

// Scrolls a part of a box into it, so far below its upper edge; a box that is not shown stays as it is.
const into = (box, part, share) => {
  const edge = box.getBoundingClientRect();
  const at = part.getBoundingClientRect();
  if (at.top < edge.top || at.bottom > edge.bottom) box.scrollTop += at.top - edge.top - edge.height * share;
};

for (const row of rows) {
  row.addEventListener("focusin", (event) => {
    if (event.target.matches(control)) last = event.target;
    show(row.dataset.placeOf);
  });
}

const focusOn = (name) => {
  const row = rows.find((one) => one.dataset.placeOf === name);
  if (!row) return;
  for (let up = row.parentElement; up; up = up.parentElement) if (up.matches("details")) up.open = true;
  const field = row.querySelector(control);
  field?.focus({ preventScroll: true });
  const edge = (field ?? row).getBoundingClientRect();
  if (edge.top < 64 || edge.bottom > innerHeight - 144) row.scrollIntoView({ block: "start" });
};

// A link marks its place in the text beside it; on a narrow screen the page goes there. Then: the next row.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-show]");
  if (!link || !paper) return;
  const edge = paper.getBoundingClientRect();
  const beside = edge.bottom > 0 && edge.top < innerHeight;
  if (beside) event.preventDefault();
  show(link.dataset.show);
});
for (const button of document.querySelectorAll("[data-next-look]")) {
  button.hidden = !rows.some((row) => "look" in row.dataset);
  button.addEventListener("click", () => {
    const doubtful = rows.filter((row) => "look" in row.dataset);
    const at = doubtful.findIndex((row) => row.contains(last));
    focusOn(doubtful[(at + 1) % doubtful.length].dataset.placeOf);
  });
}

const asDay = (text) => {
  const found = text.match(/(\d{1,2})\D{1,9}(\d{1,2})\D{1,7}(\d{4})/);
  return found ? `${found[1].padStart(2, "0")}/${found[2].padStart(2, "0")}/${found[3]}` : "";
};

// What a passage means for a field; nothing when it means nothing there.
const meaning = (field, text) => {
  const plain = text.replace(/\s+/g, " ").trim();
  if (field.matches("select")) {
    const asked = fold(plain);
    const options = [...field.options].filter((one) => one.value);
    const found = options.find((one) => fold(one.text) === asked) || options.find((one) => fold(one.text).includes(asked));
    return found ? found.value : "";
  }
  if (/issued_on|dated/.test(field.name)) return asDay(plain);
  if (field.name === "code") return plain.replace(/^số\s*:?\s*/i, "").replace(/\s*([/–-])\s*/g, "$1");
  return field.matches("textarea[name=recipients], textarea[name=signer_titles]") ? text.trim() : plain;
};

if (paper) {
  paper.addEventListener("click", (event) => {
    const place = event.target.closest("[data-place]");
    if (!place) return;
    event.preventDefault();
    if (window.getSelection().isCollapsed) focusOn(place.dataset.place);
  });
  paper.addEventListener("keydown", (event) => event.key === "Escape" && last?.focus());
}

const bar = document.querySelector("[data-use]");
if (paper && bar) {
  const said = bar.querySelector("[data-use-said]");
  let passage = "";
  document.addEventListener("selectionchange", () => {
    const selection = window.getSelection();
    if (selection.isCollapsed || !paper.contains(selection.anchorNode)) return;
    passage = selection.toString();
    said.textContent = "";
    bar.hidden = !passage.trim();
  });
  bar.querySelector("button").addEventListener("click", () => {
    const field = last?.isConnected && last.type !== "checkbox" ? last : document.querySelector(`[data-first] ${control}`);
    const value = field && meaning(field, passage);
    if (!value) {
      said.textContent = bar.dataset.useless;
      return;
    }
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    bar.hidden = true;
    field.focus();
  });
}

if (!location.hash) document.querySelector(`[data-first] :is(${control})`)?.focus({ preventScroll: true });
else focusOn(location.hash.replace("#field-", ""));
