// Runs in the application's own world of a page that the site's own Hugo has made: the theme's scripts do not see it.
"use strict";
window.pw = (() => {
  const BLOCKS = "h1,h2,h3,h4,h5,h6,p,li,td,th,dt,dd,pre,blockquote,figcaption";
  // What a theme's scripts turn into something else once the page is loaded.
  const FOR_SCRIPTS = "script,canvas,.mermaid,.math,[data-src],[data-lazy]";
  // Longer lists are not compared node by node.
  const MOST_COMPARED = 250_000;
  const MATH = /\$|\\[([]/;
  const inert = document.implementation.createHTMLDocument("");

  // What the server sent last, and the node of the page that stands for each of its nodes, wherever the theme's scripts
  // have put it since.
  let source = null;
  const shown = new WeakMap();
  let asked = 0, hasMath = false, isTorn = false;

  async function read(address) {
    const answer = await fetch(address, { cache: "no-store", credentials: "omit" });
    if (!answer.ok) return null;
    const text = await answer.text();
    hasMath = /katex|mathjax/i.test(text);
    return new DOMParser().parseFromString(text, "text/html");
  }

  function isForScripts(node) {
    if (!document.scripts.length) return false;
    const isMath = hasMath && MATH.test(node.textContent);
    return isMath || node.matches?.(FOR_SCRIPTS) || !!node.querySelector?.(FOR_SCRIPTS);
  }

  function link(sent, live) {
    shown.set(sent, live);
    for (let a = sent.firstChild, b = live.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) link(a, b);
  }

  const isSame = (copy, sent) => copy.nodeName === sent.nodeName && (sent.nodeType === Node.ELEMENT_NODE
    ? copy.id === sent.id || !sent.id
    : copy.data === sent.data || !copy.data.trim() && !sent.data.trim());

  // Finds what was sent in a copy of the page; what scripts have put between is passed over.
  function pair(sent, copy) {
    shown.set(sent, shown.get(copy));
    let next = copy.firstChild;
    for (const child of sent.childNodes) {
      let at = next;
      while (at && !isSame(at, child)) at = at.nextSibling;
      if (at) {
        pair(child, at);
        next = at.nextSibling;
      } else if (child.nodeType === Node.TEXT_NODE && child.data.trim()) isTorn = true;
    }
  }

  // The page as the parser made it, before the theme's later scripts have changed it.
  const parsed = new Promise((resolve) => {
    const take = () => {
      if (document.readyState === "loading") return;
      document.removeEventListener("readystatechange", take);
      const copy = inert.importNode(document.documentElement, true);
      link(copy, document.documentElement);
      resolve(copy);
    };
    document.addEventListener("readystatechange", take);
  });
  const begun = Promise.all([read(location.href), parsed]).then(([sent, copy]) => {
    if (sent) pair(sent.documentElement, copy);
    source = sent;
  }).catch(() => {});

  function takeAttributes(live, old, fresh) {
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) live.removeAttribute(name);
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

  const haveSameNames = (some, others) => some.length === others.length
    && some.every((node, i) => node.nodeName === others[i].nodeName);

  // The stretches in which two lists of nodes differ, each as its ends in the one and in the other.
  function stretches(before, after) {
    const [top, tail] = sameEnds(before, after);
    const old = before.slice(top, before.length - tail), fresh = after.slice(top, after.length - tail);
    const n = old.length, m = fresh.length;
    if (haveSameNames(old, fresh) || n * m > MOST_COMPARED) return [[top, top + n, top, top + m]];
    const keyOf = (node) => node.outerHTML ?? node.nodeName + node.data;
    const a = old.map(keyOf), b = fresh.map(keyOf);
    const common = Array.from({ length: n + 1 }, () => new Uint16Array(m + 1));
    for (let i = n - 1; i >= 0; i--) {
      for (let j = m - 1; j >= 0; j--) {
        common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    const found = [];
    for (let i = 0, j = 0, open = null; i < n || j < m;) {
      if (i < n && j < m && a[i] === b[j]) {
        i++, j++, open = null;
        continue;
      }
      if (!open) found.push(open = [top + i, top + i, top + j, top + j]);
      if (j === m || i < n && common[i + 1][j] >= common[i][j + 1]) open[1] = top + ++i;
      else open[3] = top + ++j;
    }
    return found;
  }

  // The child of `live` that a node is in; scripts put wrappers around what was sent.
  function childAt(live, node) {
    while (node && node.parentNode !== live) node = node.parentNode;
    return node;
  }

  function seatOf(live, above, below) {
    for (const node of below) if (childAt(live, shown.get(node))) return childAt(live, shown.get(node));
    for (const node of above.reverse()) if (childAt(live, shown.get(node))) return childAt(live, shown.get(node)).nextSibling;
    return null;
  }

  const isMovable = (live, node) => !node.textContent.trim() && node.nodeType !== Node.ELEMENT_NODE
    || shown.get(node)?.parentNode === live;

  // Makes the page, and `old` as what was sent, what `fresh` is; false where only loading it anew will do.
  function morph(old, fresh) {
    if (old.isEqualNode(fresh)) return true;
    const live = shown.get(old);
    if (!live?.isConnected) return false;
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (isForScripts(fresh)) return false;
      live.data = old.data = fresh.data;
      return true;
    }
    if (old.matches("script:not([type*=json])")) return false;
    takeAttributes(live, old, fresh);
    takeAttributes(old, old, fresh);
    if (old.matches("script,style")) {
      live.textContent = old.textContent = fresh.textContent;
      return true;
    }
    const before = [...old.childNodes], after = [...fresh.childNodes];
    return stretches(before, after).every(([start, end, startAfter, endAfter]) => {
      const gone = before.slice(start, end), come = after.slice(startAfter, endAfter);
      if (haveSameNames(gone, come)) return gone.every((node, i) => morph(node, come[i]));
      if (come.some(isForScripts) || !gone.every((node) => isMovable(live, node))) return false;
      for (const node of gone) {
        shown.get(node)?.remove();
        node.remove();
      }
      const below = before.slice(end);
      const next = seatOf(live, before.slice(0, start), below);
      for (const node of come) {
        link(node, live.insertBefore(document.importNode(node, true), next));
        old.insertBefore(node, below[0] ?? null);
      }
      return true;
    });
  }

  // Makes the page what the server has now; the page itself may have moved to `address` meanwhile.
  async function update(address) {
    const call = ++asked;
    const wasEarly = !source;
    const fresh = await read(address).catch(() => null);
    await begun;
    // An answer in error is no page: the last good one stays.
    if (!fresh || call !== asked) return;
    if (address !== location.href) history.replaceState(history.state, "", address);
    // What was fetched to compare with may be newer than what was loaded.
    const isUnsure = !source || wasEarly && isTorn;
    if (isUnsure || !morph(source.head, fresh.head) || !morph(source.body, fresh.body)) location.reload();
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
      best.scrollIntoView({ block: "center", behavior: "instant" });
    }
  }

  // A link away from the site asks for a window of its own, and so says whether a person has clicked: a script that goes
  // elsewhere by itself goes nowhere.
  document.addEventListener("click", (event) => {
    const link = event.isTrusted ? event.target.closest?.("a[href]") : null;
    if (link && link.origin !== location.origin) link.target = "_blank";
  }, true);

  return { update, show };
})();
