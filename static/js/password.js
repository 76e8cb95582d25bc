// Adds a button that shows the password: <form data-show="Hiện" data-hide="Ẩn">; pasting stays allowed.
for (const input of document.querySelectorAll("form[data-show] input[type=password]")) {
  const words = input.form.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn second";
  const write = () => {
    const hidden = input.type === "password";
    button.textContent = hidden ? words.show : words.hide;
    button.setAttribute("aria-pressed", String(!hidden));
  };
  button.addEventListener("click", () => {
    input.type = input.type === "password" ? "text" : "password";
    write();
  });
  write();
  input.after(" ", button);
}
