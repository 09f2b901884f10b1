/* The search over paragraphs: words and facets in the address, paragraphs out.

   Pagefind answers from an index that was made with the site; nobody else is asked. What a reader
   sees is made of text nodes only, so that no word of a source can be markup. */

const FACETS = [
  ["person", gettext("People")],
  ["organization", gettext("Organizations")],
  ["place", gettext("Places")],
  ["event", gettext("Events")],
  ["figure", gettext("Figures")],
  ["outlet", gettext("Outlets")],
  ["kind", gettext("Kind")],
];
const SHOWN = 20;
const OPEN = 6;

const site = new URL("../../", import.meta.url);
const page = document.querySelector(".search-page");

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/* --- Names, as they are written and as they are mistyped ------------------------------------------ */

const CYRILLIC = new Map(Object.entries({
  а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ж: "zh", з: "z", и: "i", й: "y", к: "k", л: "l",
  м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "kh", ц: "ts", ч: "ch",
  ш: "sh", щ: "shch", ъ: "", ы: "y", ь: "", э: "e", ю: "yu", я: "ya", і: "i", ї: "yi", є: "ye",
}));

/** As the generator folds names: without capitals, accents and signs. */
const folded = (words) => words
  .toLowerCase()
  .replace(/[\u0400-\u04ff]/gu, (letter) => CYRILLIC.get(letter) ?? letter)
  .normalize("NFKD")
  .replace(/\p{Pd}/gu, " ")
  .replace(/[^\p{L}\p{N}\s]/gu, "")
  .trim()
  .replace(/\s+/gu, " ");

/** As the generator folds names that are not in Latin letters. */
const plain = (words) => words.normalize("NFKD").replace(/\p{Pd}/gu, " ")
  .replace(/[^\p{L}\p{N}\s]/gu, "").toLowerCase().trim().replace(/\s+/gu, " ");

/** How many letters are to be changed, left out, put in or swapped; `most` where it is more. */
const distance = (one, other, most) => {
  if (Math.abs(one.length - other.length) >= most) return most;
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    before = row;
    row = next;
  }
  return Math.min(row[other.length], most);
};

class Names {
  constructor({ entries, names }) {
    this.byName = new Map(Object.entries(names)
      .map(([name, places]) => [name, places.map((place) => entries[place])]));
    this.words = new Set([...this.byName.keys()].flatMap((name) => name.split(" ")));
  }

  /** The entries that go by a name, or by one that holds all of its words. */
  entries(words) {
    for (const wanted of new Set([plain(words), folded(words)])) {
      if (!wanted) continue;
      const exact = this.byName.get(wanted);
      if (exact) return exact;
      const parts = wanted.split(" ");
      const found = new Map();
      for (const [name, entries] of this.byName) {
        const inside = name.split(" ");
        if (parts.every((part) => inside.includes(part))) {
          for (const entry of entries) found.set(entry.page, entry);
        }
      }
      if (found.size) return [...found.values()].slice(0, OPEN);
    }
    return [];
  }

  /** What was perhaps meant: each word that no name holds, by the nearest that one does. */
  meant(words) {
    let changed = false;
    const written = words.split(/\s+/u);
    const parts = folded(words).split(" ").map((part, place) => {
      const capital = /^\p{Lu}/u.test(written[place] ?? "");
      const asWritten = (word) => (capital ? word[0].toUpperCase() + word.slice(1) : word);
      if (part.length < 3 || this.words.has(part)) return asWritten(part);
      const most = part.length < 6 ? 2 : 3;
      let nearest = part;
      let least = most;
      for (const word of this.words) {
        if (word.length < 3) continue;
        const steps = distance(part, word, least);
        if (steps < least) [nearest, least] = [word, steps];
      }
      changed ||= nearest !== part;
      return asWritten(nearest);
    });
    return changed ? parts.join(" ") : "";
  }
}

/* --- The state of the page is its address. (`q` is taken: with it, Material opens its own search.) ----------------------------------------------------------- */

const stateOf = (address) => {
  const asked = new URL(address).searchParams;
  const chosen = Object.fromEntries(FACETS.map(([facet]) => [facet, asked.getAll(facet)]));
  return { words: asked.get("find") ?? "", chosen, from: asked.get("from") ?? "", to: asked.get("to") ?? "" };
};

const addressOf = (state) => {
  const address = new URL(location.pathname, location.href);
  if (state.words) address.searchParams.set("find", state.words);
  for (const [facet] of FACETS) {
    for (const value of state.chosen[facet]) address.searchParams.append(facet, value);
  }
  if (state.from) address.searchParams.set("from", state.from);
  if (state.to) address.searchParams.set("to", state.to);
  return address.href;
};

const isEmpty = (state) => !state.words.trim() && !state.from && !state.to
  && FACETS.every(([facet]) => !state.chosen[facet].length);

/** What Pagefind is asked for: any value of a facet, and of each facet that is used. */
const filtersOf = (state, months) => {
  const filters = {};
  for (const [facet] of FACETS) {
    if (state.chosen[facet].length) filters[facet] = { any: state.chosen[facet] };
  }
  if (state.from || state.to) {
    const within = months.filter((month) => (!state.from || month >= state.from)
      && (!state.to || month <= state.to));
    filters.month = { any: within.length ? within : ["none"] };
  }
  return filters;
};

/* --- What a reader sees -------------------------------------------------------------------------------- */

/** An excerpt with the words marked; of the markup in it only the marks count. */
const excerpt = (found) => {
  const line = make("span", { class: "excerpt" });
  found.split(/(<mark>.*?<\/mark>)/su).forEach((piece) => {
    const marked = piece.match(/^<mark>(.*)<\/mark>$/su);
    const words = (marked ? marked[1] : piece)
      .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'").replaceAll("&amp;", "&");
    line.append(marked ? make("mark", {}, words) : words);
  });
  return line;
};

/** The address of a hit, and what stands above its text, which the index tells with the address. */
const placeOf = (raw) => {
  const address = new URL(raw.replace(/^\//u, ""), site);
  const { searchParams: told } = address;
  const [title, place, lang] = ["title", "place", "lang"].map((name) => told.get(name));
  address.search = "";
  return { address, title, place, language: lang ? { lang } : {} };
};

/** The address of a hit; `reading.js` marks the words of `mark` in the paragraph that it opens. */
const markedAddress = (address, line) => {
  const words = [...line.querySelectorAll("mark")].map((one) => one.textContent
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase());
  for (const word of new Set(words)) if (word) address.searchParams.append("mark", word);
  return address.href;
};

const start = async () => {
  const pagefind = await import(new URL("pagefind/pagefind.js", site));
  // The index is small, and its worker is as large as all of this script and more.
  await pagefind.options({ excerptLength: 32, noWorker: true });
  await pagefind.init();
  const all = await pagefind.filters();
  let fetched;

  /** The names of all entries, fetched once, with the first words. */
  const allNames = () => {
    fetched ??= fetch(new URL("names.json", import.meta.url))
      .then((answer) => answer.json()).catch(() => ({ entries: [], names: {} }))
      .then((known) => new Names(known));
    return fetched;
  };

  const months = Object.keys(all.month ?? {}).sort();
  let state = stateOf(location.href);
  let turn = 0;

  const field = make("input", {
    type: "search", name: "find", id: "search-words", autocomplete: "off", spellcheck: "false",
  });
  const form = make("form", { role: "search", action: "", "aria-label": gettext("Paragraphs") },
    make("label", { for: "search-words" }, gettext("Words or names")),
    make("div", { class: "search-line" }, field,
      make("button", { type: "submit" }, gettext("Search"))));
  const facets = make("div", { class: "search-facets" });
  const said = make("p", { role: "status", class: "search-said", tabindex: "-1" });
  const entries = make("div", { class: "search-entries" });
  const hits = make("ol", { class: "search-hits" });
  const more = make("button", { type: "button", class: "copy more", hidden: "" },
    gettext("Show more"));
  page.replaceChildren(form, facets, said, entries, hits, more);

  const go = (changes) => {
    state = { ...state, ...changes };
    const address = addressOf(state);
    if (address !== location.href) history.pushState(null, "", address);
    return show();
  };

  const box = (facet, value, count) => {
    const input = make("input", { type: "checkbox", name: facet, value });
    input.checked = state.chosen[facet].includes(value);
    input.addEventListener("change", () => {
      const others = state.chosen[facet].filter((one) => one !== value);
      go({ chosen: { ...state.chosen, [facet]: input.checked ? [...others, value] : others } });
    });
    return make("label", {}, input, " ", make("bdi", {}, value), ` (${numeral(count)})`);
  };

  const facetGroup = ([facet, title], counts) => {
    const chosen = state.chosen[facet];
    const values = Object.entries(counts ?? {})
      .filter(([value, count]) => count || chosen.includes(value))
      .sort(([one, a], [other, b]) => chosen.includes(other) - chosen.includes(one) || b - a
        || one.localeCompare(other));
    if (!values.length) return [];
    const group = make("details", { class: "facet", "data-facet": facet },
      make("summary", {}, chosen.length
        ? ngettext("{facet} ({count} chosen)", "{facet} ({count} chosen)", chosen.length,
          { facet: title })
        : title));
    group.open = opened.has(facet) || chosen.length > 0;
    group.addEventListener("toggle", () => (group.open ? opened.add(facet) : opened.delete(facet)));
    const list = make("div", { role: "group", "aria-label": title });
    list.append(...values.map(([value, count]) => box(facet, value, count)));
    group.append(list);
    return [group];
  };

  const monthChoice = (name, title) => {
    const choice = make("select", { id: `search-${name}`, name },
      make("option", { value: "" }, gettext("any")),
      ...months.map((month) => make("option", { value: month }, monthWords(month))));
    choice.value = state[name];
    choice.addEventListener("change", () => go({ [name]: choice.value }));
    return [make("label", { for: choice.id }, title), choice];
  };

  const opened = new Set();

  const showFacets = (counts) => {
    const focused = document.activeElement;
    const { name, value } = focused ?? {};
    const held = facets.contains(focused);
    const dates = months.length
      ? [make("div", { class: "facet dates" }, ...monthChoice("from", gettext("From")),
        ...monthChoice("to", gettext("to")))]
      : [];
    const clear = make("button", { type: "button", class: "copy clear" }, gettext("Clear all"));
    clear.addEventListener("click", () => go(stateOf(new URL(location.pathname, location.href))));
    facets.replaceChildren(...FACETS.flatMap((facet) => facetGroup(facet, counts[facet[0]])), ...dates,
      ...(isEmpty(state) ? [] : [clear]));
    if (!held) return;
    // The facets are made anew; the focus stays where it was.
    const same = [...facets.querySelectorAll("input, select")]
      .find((one) => one.name === name && (one.tagName === "SELECT" || one.value === value));
    (same ?? field).focus();
  };

  /** A link to another state of this page. */
  const wayTo = (other, words) => {
    const link = make("a", { href: addressOf(other) }, words);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(other);
      // The link goes with the state that it stood in; reading goes on with the answer.
      said.focus();
    });
    return link;
  };

  /** The way to the paragraphs that name an entry, however they spell it. */
  const paragraphsOf = ({ kind, name }) => {
    const facet = kind === "org" ? "organization" : kind;
    // The entry itself is found by the same facet.
    const number = (all[facet]?.[name] ?? 1) - 1;
    if (!number) return [];
    const words = ngettext("named in {count} paragraph", "named in {count} paragraphs", number);
    const { chosen } = stateOf(new URL(location.pathname, location.href));
    const other = { words: "", chosen: { ...chosen, [facet]: [name] }, from: "", to: "" };
    return [" ", make("span", { class: "evidence" }, wayTo(other, words))];
  };

  const showEntries = (found) => {
    entries.replaceChildren(...found.map((entry) => {
      const link = make("a", { href: new URL(entry.page, site), class: `entity kind ${entry.kind}` }, entry.name);
      return make("p", {}, link, ...paragraphsOf(entry));
    }));
  };

  const hit = async (result) => {
    const data = await result.data();
    const line = excerpt(data.excerpt);
    const { address, title, place, language } = placeOf(data.raw_url ?? data.url);
    const link = make("a", { href: markedAddress(address, line), ...language }, title);
    if (language.lang) line.lang = language.lang;
    return make("li", {}, link, make("span", { class: "evidence" }, place), line);
  };

  const showHits = async (results, mine) => {
    const items = await Promise.all(results.slice(0, SHOWN).map(hit));
    if (mine !== turn) return;
    hits.append(...items);
    more.hidden = results.length <= SHOWN;
    more.onclick = async () => {
      const last = hits.lastElementChild;
      await showHits(results.slice(SHOWN), mine);
      last.nextElementSibling?.querySelector("a").focus();
    };
  };

  const suggestion = (words) => {
    const link = wayTo({ ...state, words }, words);
    const pieces = sentence(gettext("Did you mean {words}?"), { words: link });
    return make("span", { class: "meant" }, " ", ...pieces);
  };

  const hitsWords = (number, words) => (words
    ? ngettext("{count} hit for “{words}”.", "{count} hits for “{words}”.", number, { words })
    : ngettext("{count} hit.", "{count} hits.", number));

  const nothingWords = (words) => {
    if (!words) return gettext("Nothing with what is chosen.");
    return isEmpty({ ...state, words: "" })
      ? gettext("Nothing for “{words}”.", { words })
      : gettext("Nothing for “{words}” with what is chosen.", { words });
  };

  const show = async () => {
    const mine = (turn += 1);
    field.value = state.words;
    hits.replaceChildren();
    entries.replaceChildren();
    more.hidden = true;
    document.title = document.title.replace(/^(?:.*? · )?/u, state.words ? `${state.words} · ` : "");
    if (isEmpty(state)) {
      showFacets(all);
      said.textContent = gettext("Write words, or choose from the lists.");
      return;
    }
    const words = state.words.trim();
    const [found, names] = await Promise.all([
      pagefind.search(words || null, { filters: filtersOf(state, months) }),
      words ? allNames() : null,
    ]);
    if (mine !== turn) return;
    showFacets(found.filters);
    const number = found.results.length;
    const known = words ? names.entries(words) : [];
    const meant = words && !known.length ? names.meant(words) : "";
    said.replaceChildren(number ? hitsWords(number, words) : nothingWords(words));
    if (meant) said.append(suggestion(meant));
    else if (!number) said.append(" ", gettext("Try fewer words, or clear what is chosen."));
    showEntries(known.length || !meant ? known : names.entries(meant));
    await showHits(found.results, mine);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ words: field.value.trim() });
  });
  addEventListener("popstate", () => {
    state = stateOf(location.href);
    show();
  });
  await show();
  const isIdle = document.activeElement === document.body;
  if (isIdle && !state.words && matchMedia("(hover: hover)").matches) {
    field.focus({ preventScroll: true });
  }
};

if (page) {
  start().catch(() => {
    page.prepend(make("p", { role: "alert" }, gettext(
      "The search could not be started here. It needs a web server, and a browser that runs WebAssembly.",
    )));
  });
}
