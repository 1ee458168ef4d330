// @ts-check
// Days, months and years in words.

/**
 * 2026-11-24 as 24 November 2026, 2026-11 as November 2026; anything else stays as it is.
 * @param {string} text
 */
function dayWords(text) {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!parts) return text;
  const month = MONTHS[Number(parts[2]) - 1];
  return month ? `${parts[3] ? `${Number(parts[3])} ` : ""}${month} ${parts[1]}` : text;
}

const MONTHS =
  "January February March April May June July August September October November December".split(" ");
