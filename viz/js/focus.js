// @ts-check
// Keeps the focus where the reader left it when what stood there is drawn anew: by the key of a button, or else at
// the part of the page that held it.

function focusedPlace() {
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  const around = focused && /** @type {HTMLElement | null} */ (focused.closest("#panel-body, .tables .scroll"));
  return around ? { key: focused.dataset.key, around } : null;
}

/** @param {ReturnType<typeof focusedPlace>} place */
function returnFocus(place) {
  if (!place || place.around.contains(document.activeElement)) return;
  const keyed = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-key]"));
  const same = [...keyed].find(({ dataset }) => dataset.key === place.key);
  const near = place.around.id === "panel-body" ? byId("panel-title") : place.around;
  (same || near || byId("picture")).focus({ preventScroll: !same });
}
