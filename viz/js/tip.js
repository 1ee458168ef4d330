// @ts-check
// The whole name of a card that has no room for it, while the pointer or the keyboard is there; Escape takes it away.

class Tip {
  /**
   * @param {HTMLElement} box
   * @param {Picture} picture
   */
  constructor(box, picture) {
    this.box = box;
    this.picture = picture;
  }

  /** @param {Place | undefined} place */
  show(place) {
    const { picture, box } = this;
    if (!place || !place.node || !isCutShort(place, picture)) return this.hide();
    fill(box, place.node.label);
    box.hidden = false;
    picture.frame.setAttribute("aria-describedby", box.id);
    const { width, height } = picture.card;
    const corner = picture.network.canvasToDOM({ x: place.x - width / 2, y: place.y + height / 2 });
    const top = picture.network.canvasToDOM({ x: 0, y: place.y - height / 2 }).y - box.offsetHeight;
    const fits = corner.y + box.offsetHeight <= picture.host.clientHeight;
    box.style.left = `${Math.max(0, Math.min(corner.x, picture.frame.clientWidth - box.offsetWidth))}px`;
    box.style.top = `${fits ? corner.y : Math.max(0, top)}px`;
    return true;
  }

  // Says whether there was anything to take away.
  hide() {
    const was = !this.box.hidden;
    this.box.hidden = true;
    this.picture.frame.removeAttribute("aria-describedby");
    return was;
  }
}
