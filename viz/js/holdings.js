// @ts-check
// How a region stands to a lever on a day: held, shared, not held, or not stated.

/** @type {Map<string, Claim[]>} */
const HOLDINGS = new Map();
for (const claim of CLAIMS) {
  const end = { LeverHolding: "lever", DomainHolding: "domain" }[claim.kind];
  if (!end) continue;
  const key = `${role(claim, "region")} ${role(claim, end)}`;
  HOLDINGS.set(key, [...(HOLDINGS.get(key) || []), claim]);
}

/**
 * A year or a month as a date: its first day as a start, its last day as an end.
 * @param {string} text
 */
function startDay(text) {
  return text && text.length === 4 ? `${text}-01-01` : text && text.length === 7 ? `${text}-01` : text;
}

/** @param {string} text */
function endDay(text) {
  return text && text.length === 4 ? `${text}-12-31` : text && text.length === 7 ? `${text}-31` : text;
}

/**
 * The first and last day of a claim about a region: its own, or else those of the region's authority.
 * @param {Claim} claim
 */
function lifeOf(claim) {
  /** @type {Partial<Gate>} */
  const authority = DATA.gate[role(claim, "region")] || {};
  return {
    start: startDay(fact(claim, "validFrom")) || authority.begun || "",
    end: endDay(fact(claim, "validUntil")) || authority.ended || "9999",
  };
}

/** @param {State} state */
function today(state) {
  return (state && state.filters.day) || DATA.day || "9999";
}

/**
 * The state of a lever in a region on a day, by the sources. No claim means "not stated", never "no"; a soft power of
 * which nothing is said is open to every region; what has ended, with nothing later, is not held.
 * @param {Thing} region
 * @param {Thing} lever
 * @param {State} state
 * @returns {Holding}
 */
function holding(region, lever, state) {
  const day = today(state);
  const claims = (HOLDINGS.get(`${region.index} ${lever.index}`) || []).filter(
    (claim) => lifeOf(claim).start <= day,
  );
  const valid = claims.filter((claim) => lifeOf(claim).end >= day);
  if (valid.length) {
    const said = new Set(valid.map((claim) => fact(claim, "status")));
    const status = ["Held", "Shared", "NotHeld"].find((name) => said.has(name)) || "NotStated";
    const contradictory = said.has("NotHeld") && status !== "NotHeld";
    return { status, claims: valid, contradictory };
  }
  const ended = claims.filter((claim) => ["Held", "Shared"].includes(fact(claim, "status")));
  if (ended.length) {
    const last = ended.reduce((a, b) => (lifeOf(a).end > lifeOf(b).end ? a : b));
    return { status: "NotHeld", claims: ended, ended: fact(last, "validUntil") || lifeOf(last).end };
  }
  return { status: isSoft(lever) ? "Open" : "NotStated", claims: [] };
}
