/* What helps to read: previews of linked entries, the way from one mention to the next, quiet
   text, copies. Nothing here is needed to read, and nothing is fetched before a reader asks. */

{
  const FOLDERS = ["people", "places", "organizations", "events", "figures"];

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  /** The site's address, which Material notes on every page. */
  const address = (path) => new URL(path, __md_scope);

  const fetched = new Map();

  /** What is known of an entry in a line, fetched once, when first needed; null for nothing. */
  const entryOf = ({ folder, id }) => {
    const path = `data/${folder}/${id}.json`;
    if (!fetched.has(path)) {
      const entry = fetch(address(path)).then((answer) => (answer.ok ? answer.json() : null));
      fetched.set(path, entry.catch(() => null));
    }
    return fetched.get(path);
  };

  /** The folder and the id of the entry that an address leads to; none for any other page. */
  const entryAt = (url) => {
    const here = address(".").pathname;
    if (url.origin !== location.origin || !url.pathname.startsWith(here)) return null;
    const path = url.pathname.slice(here.length).replace(/(\/|\/index\.html|\.html)$/, "");
    const [folder, id, ...more] = path.split("/");
    return FOLDERS.includes(folder) && id && id !== "index" && !more.length ? { folder, id } : null;
  };

  /* --- Something has been done: said once, to eyes and ears ---------------------------------- */

  let notice;
  let fading;

  const say = (words) => {
    notice ??= document.body.appendChild(make("div", { class: "notice", role: "status" }));
    notice.textContent = words;
    notice.classList.add("shown");
    clearTimeout(fading);
    fading = setTimeout(() => notice.classList.remove("shown"), 4000);
  };

  const copy = (text, done) => {
    if (!navigator.clipboard) return;
    navigator.clipboard.writeText(text).then(() => say(done), () => say(gettext("Could not be copied")));
  };

  /* --- Previews of linked entries ------------------------------------------------------------- */

  const READ = document.querySelector('meta[name="citation_date"]')?.content ?? "";

  /** The role that somebody had when the article of this page appeared, or has had last. */
  const roleOf = (entry) => {
    const roles = entry.roles ?? [];
    const then = roles.filter(([, first, last]) => READ
      && first.slice(0, READ.length) <= READ && (!last || READ <= last));
    return (then.at(-1) ?? (READ ? undefined : roles.at(-1)))?.[0];
  };

  const card = make("div", { class: "preview", id: "preview", role: "tooltip", hidden: "" });
  let shownFor = null;
  let waiting;

  const hide = () => {
    clearTimeout(waiting);
    shownFor?.removeAttribute("aria-describedby");
    shownFor = null;
    card.hidden = true;
  };

  /** Put the card under the words that it is about, or above them where there is no room. */
  const place = (link) => {
    const words = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const left = Math.min(words.left, document.documentElement.clientWidth - size.width - 8);
    const below = words.bottom + size.height + 8 < innerHeight;
    card.style.left = `${Math.max(8, left) + scrollX}px`;
    card.style.top = `${(below ? words.bottom : words.top - size.height) + scrollY}px`;
  };

  const show = async (link) => {
    const at = entryAt(new URL(link.href));
    const entry = at && await entryOf(at);
    if (!entry || waitingFor !== link) return;
    hide();
    const rows = [make("strong", {}, entry.name), make("span", { class: "what" }, entry.what)];
    const role = roleOf(entry);
    if (role) rows.push(make("span", { class: "role" }, role));
    if (entry.line) rows.push(make("span", { class: "line" }, entry.line));
    card.replaceChildren(...rows);
    card.hidden = false;
    place(link);
    shownFor = link;
    link.setAttribute("aria-describedby", card.id);
  };

  let waitingFor = null;

  const soon = (link, milliseconds) => {
    clearTimeout(waiting);
    waitingFor = link;
    waiting = setTimeout(() => (link ? show(link) : hide()), milliseconds);
  };

  const linkAt = (event) => event.target.closest?.(".md-content a.entity, .md-content a.hit");

  /** A preview is for those who point or press keys; a finger on a link means to follow it.

      Who follows a link to a mention has it focused as well, and wants to read what stands there. */
  const preview = () => {
    document.querySelector("main").append(card);
    let isTabbed = false;
    addEventListener("keydown", ({ key }) => { isTabbed = key === "Tab"; }, { capture: true });
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse") return;
      if (card.contains(event.target)) return clearTimeout(waiting);
      const link = linkAt(event);
      if (link && link === shownFor) return clearTimeout(waiting);
      if (link) soon(link, 300);
      else if (shownFor || waitingFor) soon(null, 250);
    });
    document.addEventListener("focusin", (event) => {
      const link = linkAt(event);
      if (link && isTabbed) soon(link, 150);
    });
    document.addEventListener("focusout", () => soon(null, 0));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || card.hidden) return;
      waitingFor = null;
      hide();
    });
  };

  /* --- From one mention of an entry to the next, through the whole dossier --------------------- */

  const follow = make("nav", { class: "follow", "aria-label": gettext("Mentions in order"), hidden: "" });

  /** Every mention of an entry, in order, as [article, anchor]. */
  const mentionsOf = (entry, id) => (entry.in ?? []).flatMap(([article, shown]) => {
    const numbers = Array.isArray(shown) ? shown : Array.from({ length: shown }, (_, n) => n + 1);
    return numbers.map((number) => [article, `${id}-${number}`]);
  });

  const wayTo = ([article, anchor], words, rel) => {
    const plain = location.pathname.endsWith(".html");
    const page = `articles/${article}${plain ? ".html" : "/"}`;
    return make("a", { href: `${address(page)}#${anchor}`, rel }, words);
  };

  /** Where a reader has come to a mention, lead to the one before and the one after. */
  const followMention = async () => {
    follow.hidden = true;
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const at = target?.matches(".text a.entity") && entryAt(new URL(target.href));
    if (!at) return;
    const entry = await entryOf(at);
    if (!entry) return;
    const article = location.pathname.match(/articles\/([^/]+?)(?:\/|\.html|$)/)?.[1];
    const all = mentionsOf(entry, at.id);
    const place = all.findIndex(([one, anchor]) => one === article && anchor === target.id);
    if (place < 0) return;
    const before = all[place - 1];
    const after = all[place + 1];
    follow.replaceChildren(
      make("span", {}, ...sentence(
        ngettext("{name}, mention {number} of {count}", "{name}, mention {number} of {count}",
          all.length, { number: numeral(place + 1) }),
        { name: make("a", { href: target.href }, entry.name) },
      )),
      ...(before ? [wayTo(before, gettext("← Previous"), "prev")] : []),
      ...(after ? [wayTo(after, gettext("Next →"), "next")] : []),
    );
    follow.hidden = false;
  };

  /* --- Quiet text: mentions shown or hidden by kind --------------------------------------------- */

  const KINDS = [
    ["person", gettext("People"), "a.entity.person"],
    ["place", gettext("Places"), "a.entity.place"],
    ["org", gettext("Organizations"), "a.entity.org"],
    ["event", gettext("Events"), "a.entity.event"],
    ["figure", gettext("Figures"), "a.entity.figure"],
    ["quote", gettext("Quotations"), ".quote"],
  ];

  const quieten = (text) => {
    const present = KINDS.filter(([, , words]) => text.querySelector(words));
    if (!present.length) return;
    const quiet = new Set(__md_get("__quiet") ?? []);
    const title = gettext("Marked in the text");
    const bar = make("div", { class: "shown-kinds", role: "group", "aria-label": title });
    bar.append(make("span", { "aria-hidden": "true" }, title));
    for (const [kind, words] of present) {
      const button = make("button", { type: "button", class: "toggle" }, words);
      const apply = () => {
        text.classList.toggle(`quiet-${kind}`, quiet.has(kind));
        button.setAttribute("aria-pressed", String(!quiet.has(kind)));
      };
      button.addEventListener("click", () => {
        if (!quiet.delete(kind)) quiet.add(kind);
        __md_set("__quiet", [...quiet]);
        apply();
      });
      apply();
      bar.append(button);
    }
    text.before(bar);
  };

  /* --- The words that a search found ----------------------------------------------------------- */

  /** Mark the words of `?mark=` in the paragraph that the address leads to. */
  const markFound = () => {
    const found = new URL(location.href).searchParams.getAll("mark").filter(Boolean);
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const place = target?.closest("p, li, td, th, pre, :is(h2, h3, h4, h5, h6)");
    if (!found.length || !place) return;
    const plain = found.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
    const words = new RegExp(`(?<![\\p{L}\\p{N}])(?:${plain})(?![\\p{L}\\p{N}])`, "giu");
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      for (const { 0: word, index } of [...text.data.matchAll(words)].reverse()) {
        const end = text.splitText(index);
        end.splitText(word.length);
        end.replaceWith(make("mark", { class: "found" }, word));
      }
    }
  };

  /* --- Wide tables, by keyboard ------------------------------------------------------------------ */

  /** Show the whole of a link in a table that is wider than its window; browsers show some of it. */
  const showFocused = ({ target }) => {
    if (target.matches(":focus-visible") && target.closest(".md-typeset__scrollwrap")) {
      target.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  };

  /* --- Copies ------------------------------------------------------------------------------------ */

  const copies = (text) => {
    for (const number of text.querySelectorAll("a.pn")) {
      const gaps = { number: number.textContent.trim() };
      number.title = gettext("Copy the link to paragraph {number}", gaps);
      const done = gettext("Link to paragraph {number} copied", gaps);
      number.addEventListener("click", () => copy(number.href, done));
    }
  };

  const copyCitation = (citation) => {
    const button = make("button", { type: "button", class: "copy" }, gettext("Copy citation"));
    const done = gettext("Citation copied");
    button.addEventListener("click", () => copy(citation.textContent.trim(), done));
    citation.after(make("p", {}, button));
  };

  if (location.protocol !== "file:") {
    preview();
    document.body.append(follow);
    addEventListener("hashchange", followMention);
    followMention();
  }
  document.addEventListener("focusin", showFocused);
  markFound();
  document.querySelectorAll(".md-content .text").forEach((text) => {
    quieten(text);
    if (navigator.clipboard) copies(text);
  });
  if (navigator.clipboard) document.querySelectorAll(".citation").forEach(copyCitation);
}
