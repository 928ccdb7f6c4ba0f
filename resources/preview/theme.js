// Runs in the application's own world of a page that the site's own Hugo has made: the theme's scripts do not see it.
"use strict";
window.pw = (() => {
  // What the server sent last. The page itself may have been changed since, by the theme's scripts.
  let source = null;
  let asked = 0;
  const BLOCKS = "h1,h2,h3,h4,h5,h6,p,li,td,th,dt,dd,pre,blockquote,figcaption";
  // What a theme's scripts turn into something else once the page is loaded.
  const FOR_SCRIPTS = "script,link,style,canvas,.mermaid,.math,[data-src],[data-lazy]";
  const MATH = /\$|\\[([]/;

  async function read() {
    const answer = await fetch(location.href, { cache: "no-store", credentials: "omit" });
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  function isForScripts(node) {
    if (!document.scripts.length) return false;
    return MATH.test(node.textContent) || node.matches?.(FOR_SCRIPTS) || !!node.querySelector?.(FOR_SCRIPTS);
  }

  function isSame(live, old) {
    if (live.nodeName !== old.nodeName) return false;
    if (live.nodeType !== Node.ELEMENT_NODE) return live.data === old.data || !live.data.trim() && !old.data.trim();
    return live.id === old.id || !old.id;
  }

  // The nodes of the page that stand for those that were sent; others are the scripts' own. None where one is gone.
  function standing(live, old) {
    const found = [];
    let next = live.firstChild;
    for (const sent of old.childNodes) {
      while (next && !isSame(next, sent)) next = next.nextSibling;
      if (!next) return null;
      found.push(next);
      next = next.nextSibling;
    }
    return found;
  }

  function takeAttributes(live, old, fresh) {
    for (const { name } of old.attributes) if (!fresh.hasAttribute(name)) live.removeAttribute(name);
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value) live.setAttribute(name, value);
    }
  }

  function sameEnds(before, after) {
    const most = Math.min(before.length, after.length);
    let top = 0, tail = 0;
    while (top < most && before[top].isEqualNode(after[top])) top++;
    while (tail < most - top && before.at(-1 - tail).isEqualNode(after.at(-1 - tail))) tail++;
    return [top, tail];
  }

  // Makes the page what `fresh` is, where it differs from `old`; false where only loading it anew will do.
  function morph(live, old, fresh) {
    if (old.isEqualNode(fresh)) return true;
    if (live.nodeType !== Node.ELEMENT_NODE) {
      if (isForScripts(fresh)) return false;
      live.data = fresh.data;
      return true;
    }
    if (live.matches("script[type*=json]")) {
      live.textContent = fresh.textContent;
      return true;
    }
    if (live.matches("script,style,link")) return false;
    takeAttributes(live, old, fresh);
    const here = standing(live, old);
    if (!here) return false;
    const before = [...old.childNodes], after = [...fresh.childNodes];
    const [top, tail] = sameEnds(before, after);
    const gone = before.slice(top, before.length - tail), come = after.slice(top, after.length - tail);
    if (gone.length === come.length && gone.every((node, i) => node.nodeName === come[i].nodeName)) {
      return gone.every((node, i) => morph(here[top + i], node, come[i]));
    }
    if (come.some(isForScripts)) return false;
    const next = here[before.length - tail] ?? null;
    for (const node of here.slice(top, before.length - tail)) node.remove();
    for (const node of come) live.insertBefore(document.importNode(node, true), next);
    return true;
  }

  async function update() {
    const call = ++asked;
    const fresh = await read().catch(() => null);
    // An answer in error is no page: the last good one stays.
    if (!fresh || call !== asked) return;
    const done = source && morph(document.head, source.head, fresh.head) && morph(document.body, source.body, fresh.body);
    source = fresh;
    if (!done) location.reload();
  }

  const bare = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

  // Brings the words that the caret is in into sight, as far as the page has them.
  function show(words) {
    const wanted = bare(words);
    if (wanted.length < 3) return;
    let best = null, size = Infinity;
    for (const block of document.querySelectorAll(BLOCKS)) {
      const text = bare(block.textContent);
      if (text.length < size && text.includes(wanted)) { best = block; size = text.length; }
    }
    const box = best?.getBoundingClientRect();
    if (box && (box.top < 0 || box.top > window.innerHeight - 56)) {
      window.scrollBy({ top: box.top - window.innerHeight / 3, behavior: "instant" });
    }
  }

  // A link away from the site asks for a window of its own, and so says whether a person has clicked: a script that goes
  // elsewhere by itself goes nowhere.
  document.addEventListener("click", (event) => {
    const link = event.isTrusted ? event.target.closest?.("a[href]") : null;
    if (link && link.origin !== location.origin) link.target = "_blank";
  }, true);

  read().then((page) => { source ??= page; }, () => {});
  return { update, show };
})();
