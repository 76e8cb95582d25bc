"""What is asked of every page: no finding of axe, no sideways scroll, no small target, a title of its own."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from agencies.models import User

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async tags => {
  const asked = {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations', 'incomplete']};
  const found = await axe.run(document, asked);
  const place = node => `${node.target} ${node.any[0]?.message || ''}`;
  const told = rows => rows.map(row => `${row.id}: ${row.nodes.slice(0, 3).map(place).join(' | ')}`);
  return [...told(found.violations), ...told(found.incomplete).map(one => 'incomplete ' + one)];
}"""
SIDEWAYS = """() => {
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over <= 0) return [];
  const wide = [...document.querySelectorAll('body *')].filter(
    one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.skip, .vh'));
  const named = wide.slice(0, 4).map(one => `${one.tagName}.${one.className}`);
  return [`${over} px sideways: ${named.join(', ')}`];
}"""
SMALL = """() => [...document.querySelectorAll('a, button, input, select, summary')].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && (box.height < 24 || box.width < 24) && getComputedStyle(one).display !== 'inline'
    && !one.closest('.skip, .vh');
}).map(one => `small target: ${one.outerHTML.slice(0, 80)}`)"""
OUTLINE = """() => {
  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => +one.tagName[1]);
  const found = levels.filter(one => one === 1).length === 1 ? [] : ['not one h1'];
  levels.forEach((level, i) => {
    if (i && level > levels[i - 1] + 1) found.push(`h${levels[i - 1]} then h${level}`);
  });
  const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  if (twice.length) found.push(`id twice: ${[...new Set(twice)]}`);
  if (document.documentElement.lang !== 'vi') found.push('language not vi');
  if ([...document.querySelectorAll('table')].some(one => !one.caption)) found.push('table without caption');
  return found;
}"""
BROKEN_SYMBOLS = """() => [...document.querySelectorAll('.sym')].filter(
  one => new Set([...one.getClientRects()].map(box => Math.round(box.top))).size > 1).map(
  one => `symbol broken over lines: ${one.textContent}`)"""
SPACING = "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"

SPREAD = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}"""


ADMIN = """async tags => {
  const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
  const places = row => row.nodes.slice(0, 3).map(node => node.target).join(" | ");
  return found.violations.map(row => `${row.id}: ${places(row)}`);
}"""


# What is fading in has half its colour: Wagtail's messages slide in for half a second once the page is ready.
MOVING = """() => [...document.querySelectorAll('.messages > ul')].some(
    one => getComputedStyle(one).opacity !== '1')
  || document.getAnimations().some(
    one => one.playState === 'running' && one.effect.getComputedTiming().endTime !== Infinity)"""


def _settle(page: Page) -> None:
    for _ in range(100):
        if not page.evaluate(MOVING):
            return
        page.wait_for_timeout(50)


def findings_in_admin(page: Page) -> list[str]:
    """The bar for pages inside Wagtail's admin: its own markup is judged by the WCAG rules alone."""
    _settle(page)
    page.evaluate(AXE)
    found: list[str] = page.evaluate(ADMIN, [tag for tag in TAGS if tag != "best-practice"])
    return found + page.evaluate(SIDEWAYS)


def findings(page: Page) -> list[str]:
    """Everything wrong with the page as it stands; empty when there is nothing."""
    _settle(page)
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, TAGS)
    for question in (SIDEWAYS, SMALL, OUTLINE, BROKEN_SYMBOLS):
        found += page.evaluate(question)
    if not page.title().strip() or page.title().startswith("–"):
        found.append("no title of its own")
    return found


def findings_when_spaced(page: Page) -> list[str]:
    """Sideways scroll once the reader spreads letters and lines (WCAG 1.4.12)."""
    page.evaluate(SPREAD, SPACING)
    found: list[str] = page.evaluate(SIDEWAYS)
    return [f"spaced: {one}" for one in found]


def sign_in(context: BrowserContext, person: User, address: str) -> None:
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
