/* The search over paragraphs: words and facets in the address, articles with their paragraphs out.

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
/** How many hits are shown at once, how many paragraphs of each, and how many words of these. */
const SHOWN = 10;
const BEST = 3;
const LENGTH = 32;
/** How many entries are named above the hits. */
const OPEN = 6;
/** How many values a list offers, and how many make it so long that it can be narrowed. */
const OFFERED = 100;
const LONG = 24;
/** As `names.py` and `records.py` of `generator/exports`, and `full_text_index.py` and
    `index_files.py` of `generator` have it. */
const SHARES = 64;
const LETTERS = 3;
const BREAK = "\u241e";
const BY_FACETS = "facets";
const PARTS = 16;
const ARTICLES = "a";
const ENTRIES = "e";
/** What is asked for where nothing is to be found. */
const NO_WORD = "\uffff";

const site = new URL("../../", import.meta.url);
const page = document.querySelector(".search-page");

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const bdi = (words) => make("bdi", {}, words);

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

/** The number of the file in which a word is looked up by its first letters. */
const shareOf = (word, letters) => [...word].slice(0, letters)
  .reduce((sum, letter) => (31 * sum + letter.codePointAt(0)) % SHARES, 0);

/** The names of all entries, shared over files by the letters with which their words begin. */
class Names {
  #fetched = new Map();

  #file(name, otherwise) {
    if (!this.#fetched.has(name)) {
      this.#fetched.set(name, fetch(new URL(`names/${name}.json`, import.meta.url))
        .then((answer) => answer.json()).catch(() => otherwise));
    }
    return this.#fetched.get(name);
  }

  /** The entries by those names of which some word begins as a word does. */
  async #near(word) {
    const number = shareOf(word.split(" ")[0], LETTERS);
    const { entries, names } = await this.#file(number, { entries: [], names: {} });
    return new Map(Object.entries(names)
      .map(([name, places]) => [name, places.map((place) => entries[place])]));
  }

  /** The words of names that begin with a letter, or with a like one. */
  #words(number) {
    return this.#file(`words-${number}`, []);
  }

  /** The entries that go by a name, or by one that holds all of its words. */
  async entries(words) {
    for (const wanted of new Set([plain(words), folded(words)])) {
      if (!wanted) continue;
      const names = await this.#near(wanted);
      const exact = names.get(wanted);
      if (exact) return exact;
      const parts = wanted.split(" ");
      const found = new Map();
      for (const [name, entries] of names) {
        const inside = name.split(" ");
        if (parts.every((part) => inside.includes(part))) {
          for (const entry of entries) found.set(entry.page, entry);
        }
      }
      if (found.size) return [...found.values()].slice(0, OPEN);
    }
    return [];
  }

  /** What was perhaps meant: each word that no name holds, by the nearest that one does. The first
      letter of a word is seldom mistyped: only `everywhere` looks beyond it. */
  async meant(words, everywhere = false) {
    const parts = folded(words).split(" ").filter(Boolean);
    const shares = everywhere ? [...Array(SHARES).keys()] : parts.map((part) => shareOf(part, 1));
    const files = await Promise.all(shares.map((number) => this.#words(number)));
    const known = new Set(files.flat());
    const written = words.trim().split(/\s+/u);
    const nearest = parts.map((part) => nearestOf(part, known));
    if (nearest.every((word, place) => word === parts[place])) return "";
    return nearest.map((word, place) => (/^\p{Lu}/u.test(written[place] ?? "")
      ? word[0].toUpperCase() + word.slice(1) : word)).join(" ");
  }
}

/** The word of a set that is nearest to another; the other itself, where none is near. */
const nearestOf = (word, known) => {
  if (word.length < 3 || known.has(word)) return word;
  let nearest = word;
  let least = word.length < 6 ? 2 : 3;
  for (const other of known) {
    if (other.length < 3) continue;
    const steps = distance(word, other, least);
    if (steps < least) [nearest, least] = [other, steps];
  }
  return nearest;
};

/* --- The state of the page is its address. (`q` is taken: with it, Material opens its own search.) */

const stateOf = (address) => {
  const asked = new URL(address).searchParams;
  const chosen = Object.fromEntries(FACETS.map(([facet]) => [facet, asked.getAll(facet)]));
  return { words: (asked.get("find") ?? "").trim(), chosen, from: asked.get("from") ?? "", to: asked.get("to") ?? "" };
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

const isEmpty = (state) => !state.words && !state.from && !state.to
  && FACETS.every(([facet]) => !state.chosen[facet].length);

/** Every month from one to another: `2016-08`. */
const monthsBetween = (first, last) => {
  const months = [];
  for (const month = new Date(`${first}-01`); first && months.at(-1) !== last;
    month.setUTCMonth(month.getUTCMonth() + 1)) months.push(month.toISOString().slice(0, 7));
  return months;
};

/** The parts over which a large facet is shared. It is not known here which facets are. */
const partsOfFacet = (facet) => [...Array(PARTS).keys()].map((number) => `${facet} ${number}`);

/** Any of some values of a facet, as Pagefind is asked for it: in the facet, were it whole, and in
    those of its parts that would hold them. What the index lacks is neither fetched nor found. */
const anyOf = (facet, values) => ({
  any: [[facet, values], ...values.map((value) => (
    [`${facet} ${shareOf(value, value.length) % PARTS}`, [value]]))]
    .map(([name, some]) => ({ [name]: { any: some } })),
});

/** What Pagefind is asked for: any value of a facet, and of each facet that is used. */
const filtersOf = (state, months) => {
  const used = FACETS.map(([facet]) => [facet, state.chosen[facet]])
    .filter(([, values]) => values.length);
  if (state.from || state.to) {
    const within = months.filter((month) => (!state.from || month >= state.from)
      && (!state.to || month <= state.to));
    used.push(["month", within.length ? within : ["none"]]);
  }
  return { all: used.map(([facet, values]) => anyOf(facet, values)) };
};

/** The values of those facets of which all parts were fetched, and how often each is found. */
const countsOf = (filters, whole) => {
  const counts = Object.fromEntries(whole.map((facet) => [facet, {}]));
  for (const [name, values] of Object.entries(filters)) {
    Object.assign(counts[name.split(" ")[0]] ?? {}, values);
  }
  return counts;
};

/* --- What was found ------------------------------------------------------------------------------------ */

/** Words as Pagefind's index has them: without signs that are not to be seen or stand for no word.
    What stands in quotation marks of any kind is looked for as it stands. */
const soughtIn = (typed) => typed
  .replace(/(?![\u200c\u200d])\p{Cf}|(?!\p{Extended_Pictographic})\p{S}/gu, "")
  .trim().replace(/^["“”„«](.+)["“”»]$/u, '"$1"');

/** Words as they are repeated in quotation marks: without their own. */
const repeated = (words) => bdi(words.replace(/^["“”„«](.+)["“”»]$/u, "$1"));

const isPhrase = (words) => /^".+"$/u.test(words);

/** The words that are looked for one by one, in their order. */
const termsOf = (words) => {
  const terms = words.toLowerCase().split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
  return isPhrase(words) ? terms : [...new Set(terms)];
};

/** Where words stand one behind the other: every place of each such row. */
const rows = (places) => {
  const [first, ...others] = places.map((all) => new Set(all));
  const starts = [...first].filter((start) => others.every((all, n) => all.has(start + n + 1)));
  return [...new Set(starts.flatMap((start) => places.map((_, n) => start + n)))];
};

/** A document as the index holds it: its text is paragraphs with breaks between them, and its
    address tells the rest (see `full_text_index.py`). */
class Found {
  constructor({ raw_url: raw, content, filters }) {
    const address = new URL(raw, site);
    this.told = new URLSearchParams(address.search);
    address.search = "";
    this.address = address;
    this.filters = filters;
    this.words = content.split(" ");
    let start = 0;
    this.paragraphs = (this.told.get("anchors") ?? "").split(".").map((anchor, number) => {
      const next = this.words.indexOf(BREAK, start);
      const end = next < 0 ? this.words.length : next;
      const paragraph = { number, anchor, start, end };
      start = end + 1;
      return paragraph;
    });
  }

  /** Whether it is known paragraph by paragraph for which of them one of these values holds. */
  tellsOf(facet, values) {
    return this.told.has(`in-${facet}`)
      && !values.some((value) => this.#numbers(facet, value)?.includes("-"));
  }

  holds(facet, values, { number }) {
    return values.some((value) => this.#numbers(facet, value)?.includes(String(number)));
  }

  #numbers(facet, value) {
    const place = this.filters[facet]?.indexOf(value) ?? -1;
    return this.told.get(`in-${facet}`)?.split("_")[place]?.split(".");
  }
}

/** The paragraphs in which something is, the best first, and whether one holds all of it.

    Args: `places`, for each term where it stands in the text; `chosen`, the values of each facet. */
const bestOf = (found, places, chosen) => {
  const facets = Object.entries(chosen)
    .filter(([facet, values]) => values.length && found.tellsOf(facet, values));
  const [title, ...texts] = found.paragraphs.map((paragraph) => {
    const { start, end } = paragraph;
    const inside = places.map((all) => all.filter((one) => start <= one && one < end));
    const held = inside.filter((some) => some.length).length
      + facets.filter(([facet, values]) => found.holds(facet, values, paragraph)).length;
    return { ...paragraph, held, marked: new Set(inside.flat()) };
  });
  const wanted = places.length + facets.length;
  const whole = texts.filter(({ held }) => held === wanted);
  // Of a document that is found as a whole, or by its title alone, its beginning is shown.
  if (title.held === wanted && !whole.length || !wanted) {
    return { title, texts: texts.slice(0, 1), together: true };
  }
  if (whole.length) return { title, texts: whole, together: true };
  const some = texts.filter(({ held }) => held).sort((one, other) => other.held - one.held);
  return { title, texts: some, together: false };
};

/* --- What a reader sees -------------------------------------------------------------------------------- */

/** A word without the signs around it, and these. */
const partsOf = (word) => word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u).slice(1);

/** A word marked, and not the signs around it, where it is more than these. */
const mark = (word) => {
  const [before, inside, after] = partsOf(word);
  return inside ? [before, make("mark", {}, inside), after] : [make("mark", {}, word)];
};

/** Words of a text, those that were found marked. */
const withMarks = (words, start, end, marked) => {
  const pieces = [];
  for (let place = start; place < end; place += 1) {
    pieces.push(...(marked.has(place) ? mark(words[place]) : [words[place]]), " ");
  }
  return pieces.slice(0, -1);
};

/** Some words of a paragraph, around those that were found. */
const excerpt = ({ words }, { start, end, marked }) => {
  const places = [...marked].sort((one, other) => one - other);
  const within = (first) => places.filter((one) => first <= one && one < first + LENGTH - 4).length;
  const densest = places
    .reduce((best, one) => (within(one) > within(best) ? one : best), places[0] ?? start);
  const first = Math.max(start, Math.min(densest - 4, end - LENGTH));
  const last = Math.min(end, first + LENGTH);
  return make("span", { class: "excerpt", dir: "auto" }, first > start ? "… " : "",
    ...withMarks(words, first, last, marked), last < end ? " …" : "");
};

/** The address of a paragraph; `reading.js` marks the words of `mark` in it. */
const addressIn = ({ address, words }, { anchor, marked }) => {
  const marking = new URL(address);
  const found = [...marked].map((place) => partsOf(words[place])[1].toLowerCase());
  for (const word of new Set(found)) if (word) marking.searchParams.append("mark", word);
  marking.hash = anchor;
  return marking.href;
};

/** The link to a paragraph, and some words of it. */
const paragraphItem = (found, paragraph, article) => {
  const words = excerpt(found, paragraph);
  const number = paragraph.anchor.slice(1);
  if (!number) return make("li", {}, words);
  const isText = paragraph.anchor.startsWith("p");
  const link = make("a", {
    class: "para",
    href: addressIn(found, paragraph),
    title: isText
      ? gettext("{article}, paragraph {number}", { article, number })
      : gettext("{article}, heading {number}", { article, number }),
  }, isText ? gettext("¶\u00a0{number}", { number }) : gettext("heading {number}", { number }));
  return make("li", {}, link, " ", words);
};

/** Where a document comes from, or what it is. */
const origin = ({ told, filters }) => (told.has("published")
  ? sentence(gettext("{outlet}, {date}"), {
    outlet: bdi(filters.outlet[0]), date: told.get("published"),
  })
  : filters.kind);

/** A document with the best of its paragraphs, and a way to the others. */
const hitItem = (found, { title, texts, together }) => {
  const name = found.words.slice(title.start, title.end).join(" ");
  const item = make("li", {},
    make("a", { class: "title", href: found.address.href, dir: "auto" },
      ...withMarks(found.words, title.start, title.end, title.marked)),
    make("span", { class: "evidence" }, ...origin(found)));
  if (!together && found.told.has("published")) {
    item.append(make("span", { class: "evidence apart" },
      gettext("All of it is in this article, but in no one paragraph that is shown here.")));
  }
  const items = (some) => some.map((paragraph) => paragraphItem(found, paragraph, name));
  const list = make("ul", { class: "paragraphs" }, ...items(texts.slice(0, BEST)));
  const others = texts.slice(BEST);
  if (texts.length) item.append(list);
  if (others.length) {
    const more = make("button", { type: "button", class: "copy" },
      ngettext("and {count} more paragraph", "and {count} more paragraphs", others.length));
    more.addEventListener("click", () => {
      list.append(...items(others));
      more.remove();
      list.children[BEST].querySelector("a")?.focus();
    });
    item.append(more);
  }
  const language = found.told.get("lang");
  if (language) {
    for (const words of item.querySelectorAll(".title, .excerpt")) words.lang = language;
  }
  return item;
};

/** Pagefind twice: for words, and for facets without words. Asked for no words, it fetches the places
    of all of them; so it is then told a language in which there are none, and takes the page's. */
const engines = async () => {
  const { createInstance } = await import(new URL("pagefind/pagefind.js", site));
  const root = document.documentElement;
  const own = root.lang;
  const speaking = async (language) => {
    root.lang = language;
    // The index is small, and its worker is as large as all of this script and more.
    const engine = createInstance({ noWorker: true });
    root.lang = own;
    await engine.preload(NO_WORD);
    return engine;
  };
  const begun = new Map();
  let last;
  return (words) => {
    const language = words ? own : BY_FACETS;
    if (!begun.has(language)) {
      // Both run in one memory, which the first one lays out.
      last = Promise.resolve(last).then(() => speaking(language));
      begun.set(language, last);
    }
    return begun.get(language);
  };
};

const start = async () => {
  const engine = await engines();
  const names = new Names();

  /** Fetch all values of facets; those of others are not fetched before a reader chooses one of
      them, or opens their lists. */
  const fetchFacets = async (words, whole) => (await engine(words)).preload(words, {
    filters: Object.fromEntries(whole.flatMap((facet) => [facet, ...partsOfFacet(facet)])
      .map((name) => [name, { any: [] }])),
  });

  let state = stateOf(location.href);
  // Who cannot be answered is told so at once.
  await engine(state.words || isEmpty(state) ? NO_WORD : null);
  const months = monthsBetween(...[...page.querySelectorAll("time")].map((one) => one.dateTime));
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
    return make("label", {}, input, " ", bdi(value), `\u00a0(${numeral(count)})`);
  };

  /** The values of a facet that there are, those that are chosen and then the most frequent first. */
  const valuesOf = (facet, counts) => {
    const chosen = state.chosen[facet];
    return Object.entries({ ...Object.fromEntries(chosen.map((one) => [one, 0])), ...counts })
      .filter(([value, count]) => count || chosen.includes(value))
      .sort(([one, a], [other, b]) => chosen.includes(other) - chosen.includes(one) || b - a
        || one.localeCompare(other));
  };

  const boxes = (facet, values) => {
    if (!values.length) return [make("p", {}, gettext("Nothing here to choose from."))];
    const offered = values.slice(0, OFFERED).map(([value, count]) => box(facet, value, count));
    const left = values.length - offered.length;
    return left
      ? [...offered, make("p", {}, ngettext("and {count} more that is found less often",
        "and {count} more that are found less often", left))]
      : offered;
  };

  /** What the lists are narrowed to, by facet. */
  const narrowed = new Map();

  /** Fill the list of a facet; a long one with a field that narrows it. */
  const fill = (list, [facet, title], counts) => {
    const values = valuesOf(facet, counts);
    const rest = make("div", {}, ...boxes(facet, values));
    list.replaceChildren(rest);
    if (values.length <= LONG) return;
    const narrow = make("input", {
      type: "search", class: "narrow", autocomplete: "off", spellcheck: "false",
      placeholder: gettext("Narrow the list"), value: narrowed.get(facet) ?? "",
      "aria-label": gettext("Narrow the list: {facet}", { facet: title }),
    });
    const show = () => {
      narrowed.set(facet, narrow.value);
      const typed = [plain(narrow.value), folded(narrow.value)];
      rest.replaceChildren(...boxes(facet, values.filter(([value]) => (
        plain(value).includes(typed[0]) || folded(value).includes(typed[1])))));
    };
    narrow.addEventListener("input", show);
    if (narrow.value) show();
    list.prepend(narrow);
  };

  /** The facets whose lists stand open now: their `toggle` events come later than a click inside. */
  const opened = () => [...facets.querySelectorAll("details[open]")]
    .map((group) => group.dataset.facet);

  const facetGroup = ([facet, title], counts, isOpen) => {
    const chosen = state.chosen[facet];
    const list = make("div", { role: "group", "aria-label": title });
    const group = make("details", { class: "facet", "data-facet": facet },
      make("summary", {}, chosen.length
        ? gettext("{facet}: {chosen}", { facet: title, chosen: series(chosen) })
        : title), list);
    if (counts) fill(list, [facet, title], counts);
    group.open = isOpen;
    group.addEventListener("toggle", async () => {
      if (!group.open || list.children.length) return;
      const { counts: now } = await ask();
      fill(list, [facet, title], now[facet] ?? {});
    });
    return group;
  };

  const monthChoice = (name, title) => {
    const choice = make("select", { id: `search-${name}`, name },
      make("option", { value: "" }, gettext("any")),
      ...months.map((month) => make("option", { value: month }, monthWords(month))));
    choice.value = state[name];
    choice.addEventListener("change", () => go({ [name]: choice.value }));
    return make("span", { class: "month-choice" }, make("label", { for: choice.id }, title), choice);
  };

  const showFacets = (counts) => {
    const open = opened();
    const focused = document.activeElement;
    const { name, value } = focused ?? {};
    const held = facets.contains(focused);
    const dates = months.length
      ? [make("div", { class: "facet dates" }, monthChoice("from", gettext("From")),
        monthChoice("to", gettext("to")))]
      : [];
    const clear = make("button", { type: "button", class: "copy clear" }, gettext("Clear all"));
    clear.addEventListener("click", () => {
      narrowed.clear();
      go(stateOf(new URL(location.pathname, location.href)));
    });
    facets.replaceChildren(...FACETS.map((facet) => facetGroup(facet, counts[facet[0]], open.includes(facet[0]))),
      ...dates, ...(isEmpty(state) ? [] : [clear]));
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

  /** The way to the articles that name an entry, however they spell it. */
  const articlesNaming = ({ kind, name, articles }) => {
    if (!articles) return [];
    const facet = kind === "org" ? "organization" : kind;
    const words = ngettext("named in {count} article", "named in {count} articles", articles);
    const { chosen } = stateOf(new URL(location.pathname, location.href));
    const other = { words: "", chosen: { ...chosen, [facet]: [name] }, from: "", to: "" };
    return [" ", make("span", { class: "evidence" }, wayTo(other, words))];
  };

  const showEntries = (found) => {
    entries.replaceChildren(...found.map((entry) => {
      const link = make("a", { href: new URL(entry.page, site), class: `entity kind ${entry.kind}` }, entry.name);
      return make("p", {}, link, ...articlesNaming(entry));
    }));
  };

  /** What is asked for, answered with all documents that hold it, and with the values of the facets
      whose lists are open. */
  const ask = async () => {
    const words = soughtIn(state.words) || (state.words ? NO_WORD : null);
    const whole = opened();
    await fetchFacets(words, whole);
    const { results, filters } = await (await engine(words))
      .search(words, { filters: filtersOf(state, months) });
    return { results, counts: countsOf(filters, whole) };
  };

  /** For each word, where it stands in the documents that hold it. */
  const placesOf = async (terms) => {
    const pagefind = await engine(terms[0]);
    const answers = await Promise.all(terms.map((term) => pagefind.search(term)));
    return answers.map(({ results }) => new Map(results.map(({ id, words }) => [id, words])));
  };

  /** For each thing that is looked for, where it stands in a document.

      Pagefind says so for all words together, and of a phrase where it stands first. */
  const placesIn = (result, places) => {
    if (!places.length) return result.words.length ? [result.words] : [];
    const held = places.map((documents) => documents.get(result.id) ?? []);
    if (!isPhrase(soughtIn(state.words))) return held;
    const found = rows(held);
    return [found.length ? found : result.words];
  };

  const hit = async (result, places) => {
    const found = new Found(await result.data());
    const held = placesIn(result, places);
    const best = bestOf(found, held, state.chosen);
    return [best.together, hitItem(found, best)];
  };

  const showHits = async (results, places, mine) => {
    const found = await Promise.all(results.slice(0, SHOWN).map((result) => hit(result, places)));
    if (mine !== turn) return;
    const last = hits.lastElementChild;
    // Pagefind ranks whole documents; what stands together comes before what only does there.
    found.sort(([one], [other]) => other - one);
    hits.append(...found.map(([, item]) => item));
    more.hidden = results.length <= SHOWN;
    more.onclick = () => showHits(results.slice(SHOWN), places, mine);
    if (last) last.nextElementSibling.querySelector("a").focus();
  };

  const suggestion = (words) => {
    const link = wayTo({ ...state, words }, words);
    const pieces = sentence(gettext("Did you mean {words}?"), { words: link });
    return make("span", { class: "meant" }, " ", ...pieces);
  };

  /** How many documents were found, group by group, and for which words. */
  const foundWords = ({ results }, words) => {
    const among = (group) => results.filter(({ id }) => id.startsWith(group)).length;
    const articles = among(ARTICLES);
    const entries_ = among(ENTRIES);
    const notes = results.length - articles - entries_;
    const found = series([
      ...(articles ? [ngettext("{count} article", "{count} articles", articles)] : []),
      ...(entries_ ? [ngettext("{count} entry", "{count} entries", entries_)] : []),
      ...(notes ? [ngettext("{count} page by the editors", "{count} pages by the editors", notes)] : []),
    ]);
    return words
      ? sentence(gettext("Found for “{words}”: {found}."), { words: repeated(words), found })
      : [gettext("Found: {found}.", { found })];
  };

  const nothingWords = (words) => {
    if (!words) return [gettext("Nothing with what is chosen.")];
    const text = isEmpty({ ...state, words: "" })
      ? gettext("Nothing for “{words}”.")
      : gettext("Nothing for “{words}” with what is chosen.");
    return sentence(text, { words: repeated(words) });
  };

  const missingWords = (words) => [
    " ", ...sentence(gettext("Nothing holds “{words}”."), { words: bdi(words.join(" ")) }),
  ];

  const show = async () => {
    const mine = (turn += 1);
    field.value = state.words;
    hits.replaceChildren();
    entries.replaceChildren();
    said.replaceChildren();
    more.hidden = true;
    document.title = document.title.replace(/^(?:.*? · )?/u, state.words ? `${state.words} · ` : "");
    if (isEmpty(state)) {
      showFacets(opened().length ? (await ask()).counts : {});
      said.textContent = gettext("Write words, or choose from the lists.");
      return;
    }
    const { words } = state;
    const terms = termsOf(soughtIn(words));
    const [found, known, near, places] = await Promise.all([
      ask(), names.entries(words), names.meant(words), terms.length > 1 ? placesOf(terms) : [],
    ]);
    const number = found.results.length;
    const meant = words && !known.length
      ? near || (!number && await names.meant(words, true))
      : "";
    const entriesMeant = known.length || !meant ? known : await names.entries(meant);
    if (mine !== turn) return;
    showFacets(found.counts);
    showEntries(entriesMeant);
    await showHits(found.results, places.filter((documents) => documents.size), mine);
    if (mine !== turn) return;
    said.replaceChildren(...number ? foundWords(found, words) : nothingWords(words));
    const missing = terms.filter((_, place) => places[place]?.size === 0);
    if (number && missing.length) said.append(...missingWords(missing));
    if (meant) said.append(suggestion(meant));
    else if (!number) said.append(" ", gettext("Try fewer words, or clear what is chosen."));
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
