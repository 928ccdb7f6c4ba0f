// Runs in the application's own world: no script of a post runs beside it, or at all.
"use strict";
window.pw = (() => {
  const head = document.getElementById("pw-head");
  const body = document.getElementById("pw-body");
  const hint = document.getElementById("pw-hint");
  const base = document.querySelector("base");
  const blocks = new Map();
  const keys = new WeakMap();
  // So much below a place must be in sight, about a line of text and its margin.
  const ROOM = 56;
  const LOOKS = 6;
  // Blocks to a part, and about how high one is.
  const PART = 64;
  const HEIGHT = 90;
  let bridge = null;
  let scrollTimer = 0;
  let shown = 0;
  let marked = null;

  // What has no place in a preview, removed before it is part of the page.
  const UNWANTED = "script,link,meta,base,title,noscript,frame,frameset,applet,portal,fencedframe";
  const FRAMES = "iframe,object,embed";
  const LOADING = "img,source,video,audio,track,input,image,use,feimage,[background],[ping]";
  const REMOTE = /^\s*(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}|^\s*(?:https?|ftp|wss?|file|blob|filesystem):/i;
  const PARTS = "input,button,select,textarea,fieldset,output,object,form img";
  const NESTED = ":scope [id] use, :scope use[id]";
  const MOST_NESTED = 12;
  const OWN = /^\s*(?:postwright:\/\/site\/|data:image\/)/i;

  const isRemote = (address) => !OWN.test(address) && REMOTE.test(address.replace(/[\t\n\r]/g, ""));

  function hostOf(address) {
    try { return new URL(address, "https://example.org/").host; } catch { return address.slice(0, 60); }
  }

  function card(kind, label, address) {
    const box = document.createElement("span");
    box.className = "pw-card pw-card-" + kind;
    const name = document.createElement("b");
    name.textContent = label;
    const where = document.createElement("small");
    where.textContent = address;
    box.append(name, where);
    box.title = address;
    return box;
  }

  function cleanFrame(frame) {
    const address = frame.getAttribute("src") || frame.getAttribute("data") || "";
    const label = frame.getAttribute("title") || "Embedded page";
    frame.replaceWith(card("frame", label, address ? hostOf(address) : "without an address"));
  }

  // A picture that is not there says so, rather than stand as a torn icon.
  function cleanMissing(image) {
    const box = card("missing", image.getAttribute("alt") || "Image", image.getAttribute("src") || "without an address");
    box.title = image.title;
    image.replaceWith(box);
  }

  // The page that is served where a person lets pictures come from the network has another name, and another policy.
  const PICTURES = location.pathname === "/open.html";

  function letIn(image, address) {
    const whole = address.trim().replace(/^\/\//, "https://");
    if (!/^https:\/\/[^\\/]/i.test(whole)) return false;
    image.setAttribute("src", whole);
    image.setAttribute("referrerpolicy", "no-referrer");
    image.setAttribute("loading", "lazy");
    return true;
  }

  function cleanLoading(element) {
    for (const name of ["src", "srcset", "poster", "href", "xlink:href", "background", "ping"]) {
      const value = element.getAttribute(name);
      if (value === null || element.localName === "a" && name === "href") continue;
      if (name === "ping" || name === "srcset" && value.split(",").some(isRemote)) element.removeAttribute(name);
      else if (isRemote(value)) {
        if (element.localName === "img") {
          if (name === "src" && PICTURES && letIn(element, value)) continue;
          element.replaceWith(card("image", element.getAttribute("alt") || "Image", "Not loaded: " + hostOf(value)));
          return;
        }
        element.removeAttribute(name);
        element.dataset.remote = hostOf(value);
      }
    }
  }

  // A form has a property for each of its parts, and the document for each picture and form, by their names: one called
  // "remove" or "createElement" would stand before the function.
  function unname(content) {
    for (const part of content.querySelectorAll(PARTS)) {
      part.removeAttribute("name");
      part.removeAttribute("id");
    }
    for (const named of content.querySelectorAll("img[name],form[name]")) named.removeAttribute("name");
  }

  // How many more such copies the page takes; counted anew for each change.
  let room = null;

  // Ten copies of a drawing that is ten copies of a drawing: a few lines can ask for more than any machine holds.
  function thin(content) {
    const nested = [...content.querySelectorAll(NESTED)];
    if (!nested.length) return;
    room ??= Math.max(0, MOST_NESTED - body.querySelectorAll(NESTED).length);
    for (const copy of nested.slice(room)) copy.remove();
    room = Math.max(0, room - nested.length);
  }

  // In a template nothing loads and nothing runs, so what is taken out here never happens. The element makes the
  // parser begin as it does inside a page: a lone <tr> is no table's there.
  function parse(html) {
    const template = document.createElement("template");
    const content = template.content.appendChild(template.content.ownerDocument.createElement("div"));
    content.innerHTML = html;
    unname(content);
    for (const element of content.querySelectorAll(UNWANTED)) element.remove();
    for (const element of content.querySelectorAll(FRAMES)) cleanFrame(element);
    for (const element of content.querySelectorAll("img.pw-broken")) cleanMissing(element);
    for (const element of content.querySelectorAll(LOADING)) cleanLoading(element);
    for (const element of content.querySelectorAll("[autofocus]")) element.removeAttribute("autofocus");
    for (const nested of content.querySelectorAll("template")) nested.remove();
    thin(content);
    const parsed = document.createDocumentFragment();
    while (content.firstChild) parsed.append(content.firstChild);
    return parsed;
  }

  function make(key, html) {
    const block = document.createElement("div");
    block.className = "pw-block";
    block.append(parse(html));
    blocks.set(key, block);
    keys.set(block, key);
    return block;
  }

  // Blocks stand in parts, which are laid out when they come near the view: to a keystroke a page of twenty thousand
  // blocks is one of some hundred boxes.
  function partOf(content) {
    const part = document.createElement("div");
    part.className = "pw-part";
    part.append(...content);
    return guess(part);
  }

  function guess(part) {
    part.style.containIntrinsicBlockSize = `auto ${part.childElementCount * HEIGHT}px`;
    return part;
  }

  function insert(made, before) {
    const part = before ? before.parentElement : body.firstElementChild ?? body.appendChild(partOf([]));
    if (before) before.after(...made); else part.prepend(...made);
    const content = [...part.children];
    if (content.length > 2 * PART) {
      const parts = [];
      for (let at = PART; at < content.length; at += PART) parts.push(partOf(content.slice(at, at + PART)));
      part.after(...parts);
    }
    guess(part);
  }

  function remove(key) {
    const block = blocks.get(key);
    const part = block?.parentElement;
    block?.remove();
    blocks.delete(key);
    if (part && !part.childElementCount) part.remove();
  }

  function replace(key, html) {
    const block = blocks.get(key);
    block?.replaceChildren(parse(html));
    if (block && block === marked) fitMark();
  }

  function apply(changes) {
    room = null;
    for (const [kind, at, what] of changes) {
      if (kind === "remove") at.forEach(remove);
      else if (kind === "replace") replace(at, what);
      else insert(what.map(([key, html]) => make(key, html)), at ? blocks.get(at) : null);
    }
  }

  function add(tag, parent, text, name) {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    parent.append(element);
    return element;
  }

  function setHead(page) {
    head.replaceChildren();
    document.title = page.title;
    if (page.title) add("h1", head, page.title, "pw-title");
    if (page.subtitle) add("p", head, page.subtitle, "pw-subtitle");
    if (page.date || page.authors.length || page.draft) {
      const line = add("p", head, "", "pw-line");
      if (page.draft) add("span", line, "Draft", "pw-draft");
      if (page.authors.length) add("span", line, page.authors.join(", "), "pw-authors");
      if (page.date) add("time", line, page.date);
    }
    if (page.image) {
      const figure = add("figure", head, "", "pw-featured");
      const image = document.createElement("img");
      image.src = page.image;
      image.alt = page.imageText;
      image.style.objectPosition = page.focalPoint;
      figure.append(image);
      if (page.caption) add("figcaption", figure, "").append(parse(page.caption));
    }
  }

  function reset(address) {
    blocks.clear();
    body.replaceChildren();
    base.href = address;
    window.scrollTo(0, 0);
  }

  function setHint(title, text) {
    hint.replaceChildren();
    hint.hidden = !title;
    if (title) { add("b", hint, title); add("span", hint, text); }
  }

  // `part` is how far into the block the place is, from 0 to 1. What was never in view has a size that was guessed:
  // as it is laid out the place moves, so we look again for some frames.
  function show(key, part, onlyIfHidden) {
    const call = ++shown;
    let left = LOOKS;
    const look = () => {
      const block = blocks.get(key);
      if (!block || call !== shown) return;
      const box = block.getBoundingClientRect();
      const top = box.top + box.height * part;
      const off = onlyIfHidden ? top < 0 || top >= window.innerHeight - ROOM : Math.abs(top - 24) >= 2;
      if (off) window.scrollBy({ top: top - (onlyIfHidden ? window.innerHeight / 3 : 24), behavior: "instant" });
      if ((off || left < LOOKS) && left--) requestAnimationFrame(look);
    };
    look();
  }

  // The block that holds the caret of the text. Its mark is as high as what is in it, without the margins around.
  function mark(key) {
    marked?.classList.remove("pw-at");
    marked = blocks.get(key) ?? null;
    marked?.classList.add("pw-at");
    fitMark();
  }

  function fitMark() {
    const first = marked?.firstElementChild, last = marked?.lastElementChild;
    if (!first) return;
    const box = marked.getBoundingClientRect();
    marked.style.setProperty("--from", first.getBoundingClientRect().top - box.top + "px");
    marked.style.setProperty("--to", box.bottom - last.getBoundingClientRect().bottom + "px");
  }

  function placeIn(block, y) {
    const box = block.getBoundingClientRect();
    return [keys.get(block), Math.min(1, Math.max(0, (y - box.top) / Math.max(box.height, 1)))];
  }

  function placeAt(y) {
    const x = body.getBoundingClientRect().left + 8;
    for (const shift of [0, 16, 48]) {
      const block = document.elementFromPoint(x, y + shift)?.closest(".pw-block");
      if (block) return placeIn(block, y);
    }
    return null;
  }

  function anchorFor(name) {
    const decoded = (() => { try { return decodeURIComponent(name); } catch { return name; } })();
    return document.getElementById(decoded) || document.getElementById(name)
      || document.getElementsByName(decoded)[0] || null;
  }

  function onClick(event) {
    const link = event.target.closest?.("a[href],area[href]");
    if (link) {
      event.preventDefault();
      const address = link.getAttribute("href") ?? "";
      if (address.startsWith("#")) anchorFor(address.slice(1))?.scrollIntoView({ block: "start" });
      else bridge?.follow(address);
      return;
    }
    if (event.target.closest?.("summary,button,input,select,textarea,audio,video,label")) return;
    if (!window.getSelection().isCollapsed) return;
    const block = event.target.closest?.(".pw-block");
    if (block) bridge?.point(...placeIn(block, event.clientY));
  }

  function onScroll() {
    if (scrollTimer) return;
    scrollTimer = requestAnimationFrame(() => {
      scrollTimer = 0;
      const place = placeAt(24);
      if (place) bridge?.scrolled(place[0], place[1]);
    });
  }

  document.addEventListener("click", onClick, true);
  document.addEventListener("auxclick", (event) => event.preventDefault(), true);
  document.addEventListener("submit", (event) => event.preventDefault(), true);
  document.addEventListener("dragstart", (event) => event.preventDefault(), true);
  document.addEventListener("scroll", onScroll, { passive: true });
  new QWebChannel(qt.webChannelTransport, (channel) => { bridge = channel.objects.bridge; bridge.ready(); });

  // The rules of a person's own choice, behind all others.
  function setStyle(rules) {
    let style = document.getElementById("pw-style");
    if (!style) {
      style = document.createElement("style");
      style.id = "pw-style";
      document.head.append(style);
    }
    style.textContent = rules;
  }

  return { apply, mark, reset, setHead, setHint, setStyle, show, setTheme: (name) => { document.documentElement.dataset.theme = name; } };
})();
