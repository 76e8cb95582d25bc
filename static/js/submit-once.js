// A second click on the button of a form that is already on its way does nothing.
for (const form of document.querySelectorAll("form[data-submit-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    // The value of the pressed button must travel, so it is marked as disabled, not made so.
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
  });
}
// The page kept by the browser comes back with "Back": the form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});
