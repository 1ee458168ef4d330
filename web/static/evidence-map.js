// @ts-check
// The evidence map by keyboard: one stop for Tab, arrows from cell to cell. Without this script every cell is a
// link of its own.
(() => {
  const map = document.getElementById("map");
  if (!map) return;
  /** @type {HTMLAnchorElement[][]} */
  const rows = [...map.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("td a")].map(link));
  const cells = rows.flat();
  const first = cells.find((cell) => cell.hasAttribute("aria-current")) ?? cells[0];
  for (const cell of cells) cell.tabIndex = cell === first ? 0 : -1;

  map.addEventListener("keydown", (event) => {
    const row = rows.findIndex((line) => line.some((cell) => cell === event.target));
    if (row < 0 || event.altKey || event.metaKey) return;
    const column = rows[row].findIndex((cell) => cell === event.target);
    const cell = target(event, row, column);
    if (!cell) return;
    event.preventDefault();
    for (const other of cells) other.tabIndex = other === cell ? 0 : -1;
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  /**
   * The cell that a key leads to; the ends of rows with Home and End, of the map with Ctrl.
   * @param {KeyboardEvent} event
   * @param {number} row
   * @param {number} column
   * @returns {HTMLAnchorElement | undefined}
   */
  function target(event, row, column) {
    switch (event.key) {
      case "ArrowRight": return rows[row][column + 1];
      case "ArrowLeft": return rows[row][column - 1];
      case "ArrowDown": return rows[row + 1]?.[column];
      case "ArrowUp": return rows[row - 1]?.[column];
      case "Home": return event.ctrlKey ? cells[0] : rows[row][0];
      case "End": return event.ctrlKey ? cells[cells.length - 1] : rows[row][rows[row].length - 1];
      default: return undefined;
    }
  }

  /**
   * @param {Element} element
   * @returns {HTMLAnchorElement}
   */
  function link(element) {
    return /** @type {HTMLAnchorElement} */ (element);
  }
})();
