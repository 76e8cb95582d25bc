// Keeps what is typed on the server every 20 seconds: <form data-draft-url="…" data-draft-saved="Đã lưu nháp lúc">.
// The server answers GET with {"saved": "09:12", "fields": {name: value or list}} when it holds a draft and
// POST with {"saved": "09:13"}; a notice [data-draft-notice] with a button offers the kept draft.
const EVERY = 20000;
const values = (form) => {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
};
const text = (form) => new URLSearchParams(values(form)).toString();

const restore = (form, fields) => {
  for (const [name, value] of Object.entries(fields)) {
    const wanted = [value].flat().map(String);
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "hidden" || field.type === "file") continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = wanted.includes(field.value);
      else field.value = wanted[0] ?? "";
    }
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
};

for (const form of document.querySelectorAll("form[data-draft-url]")) {
  const url = form.dataset.draftUrl;
  const told = form.querySelector("[data-draft-status]");
  const notice = form.querySelector("[data-draft-notice]");
  let kept = text(form);

  if (notice && !document.querySelector("[data-focus-error]")) {
    fetch(url, { headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : {}))
      .then(({ saved, fields }) => {
        if (!saved || !fields) return;
        notice.hidden = false;
        for (const place of notice.querySelectorAll("[data-draft-time]")) place.textContent = saved;
        notice.querySelector("button").addEventListener("click", () => {
          restore(form, fields);
          notice.hidden = true;
        });
      })
      .catch(() => {});
  }

  const save = async () => {
    const now = text(form);
    if (now === kept || form.dataset.sent) return;
    try {
      // On leaving the request outlives the page, which browsers allow to small ones only.
      const body = new URLSearchParams(now);
      const response = await fetch(url, { method: "POST", body, keepalive: document.hidden && now.length < 60000 });
      if (!response.ok && response.status !== 409) return;
      kept = now;
      const { saved, refused } = await response.json();
      if (told) told.textContent = refused ?? `${form.dataset.draftSaved} ${saved}`;
    } catch {
      // The network is away: the next turn tries again.
    }
  };
  window.setInterval(save, EVERY);
  document.addEventListener("visibilitychange", () => document.hidden && save());
}
