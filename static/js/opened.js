// Notes which result of a question was opened, without a name: <div data-question data-opened><article data-document data-place>.
for (const list of document.querySelectorAll("[data-question]")) {
  list.addEventListener("click", (event) => {
    const result = event.target.closest("a") && event.target.closest("[data-document]");
    if (!result) return;
    const { document: paper, place } = result.dataset;
    const said = new URLSearchParams({ question: list.dataset.question, document: paper, place });
    navigator.sendBeacon(list.dataset.opened, said);
  });
}
