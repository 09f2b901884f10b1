/* What the site can do beyond reading: nothing here is needed to read it. */

/** Let a reader order an index by any of its columns. */
function makeSortable(table) {
  const body = table.tBodies[0];
  if (!body || body.rows.length < 2) return;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const heads = [...table.tHead.rows[0].cells];

  /** The value that a cell is ordered by: a date, a number, or its words. */
  const keyOf = (row, column) => {
    const cell = row.cells[column];
    const time = cell.querySelector("time[datetime]");
    return time ? time.dateTime : withoutSigns(cell.textContent.trim());
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      const rows = [...body.rows].map((row) => [keyOf(row, column), row]);
      rows.sort(([a], [b]) => collator.compare(a, b) * (descending ? -1 : 1));
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      body.append(...rows.map(([, row]) => row));
    });
  });
}

document.querySelectorAll(".index table").forEach(makeSortable);

const KINDS = {
  person: gettext("person"),
  place: gettext("place"),
  org: gettext("organization"),
  event: gettext("event"),
  figure: gettext("figure"),
};

/** As `generator/exports/names.py` shares the names over files. */
const SHARES = 64;
const LETTERS = 3;

/** Put the entries that go by exactly what a reader types before all else that is found, and behind
    it the way to the search that looks into the texts. */
function completeResults(field, list) {
  const config = JSON.parse(document.getElementById("__config").textContent);
  const base = new URL(`${config.base}/`, location.href);
  const fetched = new Map();

  /** The entries by their names, of those names that begin as one does. */
  const namesLike = (name) => {
    const number = [...name.split(" ")[0]].slice(0, LETTERS)
      .reduce((sum, letter) => (31 * sum + letter.codePointAt(0)) % SHARES, 0);
    if (!fetched.has(number)) {
      const names = fetch(new URL(`assets/dossier/names/${number}.json`, base))
        .then((answer) => answer.json())
        .catch(() => ({ entries: [], names: {} }));
      fetched.set(number, names);
    }
    return fetched.get(number);
  };

  const namesakes = async (name) => {
    if (!name) return [];
    const { entries, names } = await namesLike(name);
    return Object.hasOwn(names, name) ? names[name].map((place) => entries[place]) : [];
  };

  /** As the generator folds names: without capitals, accents and signs. */
  const folded = (words) =>
    words
      .normalize("NFKD")
      .replace(/\p{Pd}/gu, " ")
      .replace(/[^\p{L}\p{N}\s]/gu, "")
      .toLowerCase()
      .trim()
      .replace(/\s+/g, " ");

  /** A result as Material makes them. */
  const made = (title, what, address, kind) => {
    const item = document.createElement("li");
    item.className = `md-search-result__item ${kind}`;
    const link = document.createElement("a");
    link.className = "md-search-result__link";
    link.href = address;
    link.tabIndex = -1;
    const article = document.createElement("article");
    article.className = "md-search-result__article md-typeset";
    const heading = document.createElement("h1");
    heading.textContent = title;
    article.append(heading);
    if (what) {
      const line = document.createElement("p");
      line.textContent = what;
      article.append(line);
    }
    link.append(article);
    item.append(link);
    return item;
  };

  /** The last result: the same words in the texts of the articles. It is followed by Enter where
      nothing else is found, since Enter follows the link with the highest score. */
  const inTexts = made("", "", "", "in-texts");
  inTexts.querySelector("article").dataset.mdScore = -1;
  const toTexts = inTexts.querySelector("a");
  let isChosen = false;
  document.addEventListener("focusin", ({ target }) => { isChosen = target === toTexts; });

  const putLast = (words) => {
    if (!words) return inTexts.remove();
    const address = new URL(document.querySelector("link[rel=search]").href);
    address.searchParams.set("find", words);
    const title = gettext("Search the texts for “{words}”", { words });
    if (inTexts.textContent !== title) inTexts.querySelector("h1").textContent = title;
    toTexts.href = address;
    if (list.lastElementChild !== inTexts) {
      list.append(inTexts);
      // Material makes the list anew when its answer comes, which may be after somebody chose.
      if (isChosen && document.activeElement === document.body) toTexts.focus();
    }
    return undefined;
  };

  const putFirst = (entries) => {
    const found = [...list.children].filter((item) => !item.matches(".namesake"));
    const place = (item) => new URL(item.querySelector("a").href).pathname;
    const wanted = entries.map((entry, rank) => {
      const address = new URL(entry.page, base);
      const shown = [...list.children].filter((item) => place(item) === address.pathname);
      const item = shown.find((one) => found.includes(one)) ?? shown[0]
        ?? made(entry.name, KINDS[entry.kind], address, "namesake");
      shown.filter((one) => one !== item).forEach((one) => one.remove());
      item.querySelector("article").dataset.mdScore = 1e9 - rank;
      return item;
    });
    wanted.forEach((item, rank) => {
      if (list.children[rank] !== item) list.insertBefore(item, list.children[rank]);
    });
  };

  const show = async () => {
    // Material makes a landmark of the words by which a page is found, in each result.
    list.querySelectorAll("nav.md-tags").forEach((words) => words.setAttribute("role", "none"));
    const words = field.value.trim();
    putLast(words);
    list.setAttribute("aria-busy", "true");
    const entries = await namesakes(folded(words));
    if (words !== field.value.trim()) return;
    putFirst(entries);
    list.removeAttribute("aria-busy");
  };
  // What is said above the list changes even where nothing is found.
  new MutationObserver(show).observe(list.parentElement, { childList: true, subtree: true });
  field.addEventListener("input", show);
  show();
}

const searchField = document.querySelector("[data-md-component=search-query]");
const searchResults = document.querySelector(".md-search-result__list");
if (searchField && searchResults) {
  const complete = () => completeResults(searchField, searchResults);
  searchField.addEventListener("focus", complete, { once: true });
}

/** The words that the last step of an address holds, as its page would be called; else nothing. */
function wordsOf(path) {
  const last = path.split("/").filter(Boolean).at(-1) ?? "";
  try {
    const name = decodeURIComponent(last).replace(/\.(html?|md)$/u, "");
    return /\p{L}/u.test(name) ? name.replace(/[-_+]+/gu, " ") : "";
  } catch {
    return "";
  }
}

const lostWords = document.getElementById("lost-words");
if (lostWords && !lostWords.value) lostWords.value = wordsOf(location.pathname);

/** Who reports an error while a paragraph is marked means that paragraph. */
const report = document.getElementById("dossier-report");
report?.addEventListener("click", () => {
  const address = new URL(report.href);
  const [, paragraph] = /^#([ph]\d+)$/u.exec(location.hash) ?? [];
  if (paragraph) address.searchParams.set("paragraph", paragraph);
  report.href = address.href;
});
