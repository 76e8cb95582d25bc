// Opens the <details data-disclose> that stand beside the text on wide screens; on phones they stay closed.
const wide = window.matchMedia("(min-width: 60em)");
const follow = () => {
  for (const details of document.querySelectorAll("details[data-disclose]")) details.open = wide.matches;
};
if (wide.matches) follow();
wide.addEventListener("change", follow);
