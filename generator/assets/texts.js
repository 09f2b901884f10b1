/* What the site's own scripts say, in the language of the interface.

   The line above is made with the site, from the same catalogue as its pages: the messages of the
   scripts by their English texts, which are shown where there is no translation. A message is a
   whole sentence with named gaps, as in `generator/texts`. */

/** A text with its gaps filled; those that nothing is given for stay open. */
const filled = (text, gaps) => text.replace(/\{(\w+)\}/gu, (gap, name) => gaps[name] ?? gap);

/** A message. */
const gettext = (message, gaps = {}) =>
  filled(DOSSIER_TEXTS.messages[message]?.[0] ?? message, gaps);

/** A message that counts something; `{count}` is written as a number. */
const ngettext = (one, many, count, gaps = {}) => {
  const forms = DOSSIER_TEXTS.messages[one] ?? [one, many];
  return filled(forms[DOSSIER_TEXTS.plural(count)], { count: numeral(count), ...gaps });
};

/** A text whose gaps hold elements of the page, as what `append` takes. */
const sentence = (text, gaps) =>
  text.split(/\{(\w+)\}/u).map((piece, place) => (place % 2 ? gaps[piece] : piece));

/** A number in digits, with the language's sign for thousands. */
const numeral = (number) => number.toLocaleString(DOSSIER_TEXTS.language);

/** A number's digits without the language's signs: `1.234,5` in German is `1234.5`. */
const withoutSigns = (() => {
  const parts = new Intl.NumberFormat(DOSSIER_TEXTS.language).formatToParts(1234567.8);
  const sign = (type) => parts.find((part) => part.type === type)?.value ?? "";
  const groups = new RegExp(`(\\d)[${sign("group")}](?=\\d{3})`, "gu");
  const decimals = new RegExp(`(\\d)[${sign("decimal")}](?=\\d)`, "gu");
  return (text) => text.replace(groups, "$1").replace(decimals, "$1.");
})();

/** Items as a sentence lists them. */
const series = (items) => new Intl.ListFormat(DOSSIER_TEXTS.language).format(items);

/** A month in words, of `2016-08`. */
const monthWords = (month) => new Date(`${month}-01T00:00:00Z`).toLocaleDateString(
  DOSSIER_TEXTS.language, { month: "long", year: "numeric", timeZone: "UTC" });
