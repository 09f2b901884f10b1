/* The filters of the timeline: without this script the whole list is there, and no filter.

   What is chosen stands in the address, so that it can be shared and the back button undoes it.
   A timeline on several pages is filtered as a whole, on its first page. */

const form = document.querySelector("form.filters");
if (form) startFilters(form);

function startFilters(form) {
  const fields = [...form.querySelectorAll("select")];
  const clear = form.querySelector("[type=reset]");
  const said = form.querySelector("[role=status]");
  const drawn = [...document.querySelectorAll("svg [data-entry]")];
  const folded = new Map();
  const pages = pagesOf(document);
  let rows = [];
  let complete = pages.further.length === 0;

  /** The entries on the page, each with what it can be found by. */
  const readRows = () => {
    rows = [...document.querySelectorAll(".timeline li")].flatMap((item) => {
      const facets = item.querySelector(".facets");
      if (!facets) return [];
      const found = {};
      for (const { name } of fields) found[name] = (facets.dataset[name] ?? "").split(" ");
      return [{ item, found, entry: facets.dataset.entry }];
    });
  };

  const chosen = () => fields.filter((field) => field.value);
  const fits = (row, filters) =>
    filters.every((field) => row.found[field.name].includes(field.value));

  /** Show what fits all filters, in the list and in the picture, and count what is left. */
  const show = () => {
    const filters = chosen();
    const shown = rows.filter((row) => fits(row, filters));
    const visible = new Set(shown);
    rows.forEach((row) => (row.item.hidden = !visible.has(row)));
    foldAndHide(filters.length > 0);
    const left = new Set(shown.map((row) => row.entry).filter(Boolean));
    drawn.forEach((item) => {
      const off = filters.length > 0 && !left.has(item.dataset.entry);
      item.classList.toggle("off", off);
      item.querySelectorAll("a").forEach((link) => {
        off ? link.setAttribute("tabindex", "-1") : link.removeAttribute("tabindex");
      });
    });
    count(filters);
    clear.disabled = filters.length === 0;
    said.textContent = filters.length ? words(shown) : "";
  };

  /** Hide months without entries; unfold what was folded while a filter is set. */
  const foldAndHide = (filtered) => {
    document.querySelectorAll(".month").forEach((month) => {
      month.hidden = filtered && !month.querySelector(".timeline li:not([hidden])");
    });
    document.querySelectorAll("details.statements").forEach((details) => {
      if (!folded.has(details)) folded.set(details, details.open);
      details.hidden = !details.querySelector("li:not([hidden])");
      details.open = filtered || folded.get(details);
      if (!filtered) folded.delete(details);
    });
  };

  /** Say at each choice how many entries it would leave, given the other filters. */
  const count = (filters) => {
    for (const field of fields) {
      const others = filters.filter((other) => other !== field);
      const counts = new Map();
      for (const row of rows) {
        if (!fits(row, others)) continue;
        for (const id of row.found[field.name]) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      // What other pages hold is not known yet: the counts of the whole timeline stay.
      if (!complete || pages.first) continue;
      for (const option of [...field.options].filter((one) => one.value)) {
        const left = counts.get(option.value) ?? 0;
        option.textContent = `${option.dataset.name} (${numeral(left)})`;
        option.disabled = left === 0 && !option.selected;
      }
    }
  };

  const words = (shown) => {
    if (!complete) return gettext("The other pages of the timeline could not be searched.");
    if (shown.length === 0) {
      return gettext(
        "Nothing in the timeline fits all of these filters. Take one back, or clear them.",
      );
    }
    const events = shown.filter((row) => row.entry).length;
    const statements = shown.length - events;
    const kinds = [
      ...(events ? [ngettext("{count} event", "{count} events", events)] : []),
      ...(statements ? [ngettext("{count} statement", "{count} statements", statements)] : []),
    ];
    return ngettext("{shown} of {count} entry: {kinds}.", "{shown} of {count} entries: {kinds}.",
      Number(said.dataset.total), { shown: numeral(shown.length), kinds: series(kinds) });
  };

  /** Take the filters from the address; what it names and nobody knows is left out. */
  const readAddress = () => {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = query.get(field.name) ?? "";
      if (field.selectedIndex < 0) field.value = "";
    }
  };

  const address = () => {
    const query = new URLSearchParams(location.search);
    for (const { name, value } of fields) value ? query.set(name, value) : query.delete(name);
    const text = query.toString();
    return (text && `?${text}`) || location.pathname;
  };

  /** Add the entries of the other pages, in their order. */
  const complement = async () => {
    for (const url of pages.further) {
      const answer = await fetch(url);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const months = [...page.querySelectorAll(".month")];
      for (const link of months.flatMap((month) => [...month.querySelectorAll("a[href]")])) {
        link.href = new URL(link.getAttribute("href"), url).href;
      }
      [...document.querySelectorAll(".month")].at(-1).after(...months);
    }
    document.querySelectorAll("nav.pages").forEach((nav) => (nav.hidden = true));
    complete = true;
    readRows();
  };

  const apply = async () => {
    if (!complete && chosen().length) await complement().catch(() => {});
    show();
  };

  const change = () => {
    if (pages.first) {
      location.assign(new URL(address(), pages.first));
      return;
    }
    history.pushState(null, "", address());
    apply();
  };

  form.addEventListener("change", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    fields.forEach((field) => (field.value = ""));
    change();
    fields[0].focus();
  });
  addEventListener("popstate", () => {
    readAddress();
    apply();
  });
  form.hidden = false;
  readRows();
  readAddress();
  if (pages.first && chosen().length) change();
  else apply();
}

/** The addresses of the first page, where this is another one, and of all pages after this one. */
function pagesOf(page) {
  const links = [...page.querySelectorAll("nav.pages a")];
  const here = Number(page.querySelector("nav.pages strong")?.textContent ?? 1);
  if (here > 1) return { first: links[0].href, further: [] };
  const last = links.at(-1);
  const count = Number(last?.textContent ?? 1);
  const further = Array.from({ length: count - 1 }, (_, n) =>
    last.href.replace(/\d+(?=(\.html|\/)?$)/, n + 2),
  );
  return { first: "", further };
}

// What is folded is printed too.
const closed = [];
addEventListener("beforeprint", () => {
  closed.push(...document.querySelectorAll("details.statements:not([open])"));
  closed.forEach((details) => (details.open = true));
});
addEventListener("afterprint", () => {
  closed.splice(0).forEach((details) => (details.open = false));
});
