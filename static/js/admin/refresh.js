// What changes by itself is fetched anew: <div data-refresh="2000">. A page that has no such part any more, because
// the work has ended, is loaded whole. Without a script the page says how often it loads itself.
const part = document.querySelector("[data-refresh]");
const again = async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-refresh]");
    if (answer.redirected || !fresh) location.reload();
    else if (fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
  } catch {
    // The network is away: the next turn tries again.
  }
};
if (part) window.setInterval(again, Number(part.dataset.refresh));
