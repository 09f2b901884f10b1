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
    return time ? time.dateTime : cell.textContent.trim().replace(/(\d),(?=\d{3})/g, "$1");
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
