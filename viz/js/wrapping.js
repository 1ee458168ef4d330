// @ts-check
// Text in lines: how many words fit, and where a word may be broken.

const ruler = pen(document.createElement("canvas"));

// The context of a canvas; a browser without one cannot show the picture at all.
/** @param {HTMLCanvasElement} canvas */
function pen(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  return context;
}

/**
 * Text in lines of a given width; what finds no room ends in an ellipsis.
 * @param {string} label
 * @param {number} room
 * @param {number} size
 * @param {number} most
 * @param {string} face
 * @param {string | number} [weight]
 */
function wrap(label, room, size, most, face, weight = "") {
  ruler.font = `${weight} ${size}px ${face}`;
  /** @param {string} text */
  const fits = (text) => ruler.measureText(text).width <= room;
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (let word of label.replace(/\s+/g, " ").trim().slice(0, 300).split(" ")) {
    if (line && fits(`${line} ${word}`)) {
      line = `${line} ${word}`;
      continue;
    }
    if (line) lines.push(line);
    while (!fits(word) && word.length > 1) {
      let end = word.length - 1;
      while (end > 1 && !fits(`${word.slice(0, end)}-`)) end -= 1;
      const syllable = syllableEnd(word, end);
      lines.push(syllable ? `${word.slice(0, syllable)}-` : word.slice(0, end));
      word = word.slice(syllable || end);
      if (lines.length > most) break;
    }
    line = word;
  }
  lines.push(line);
  if (lines.length > most) {
    lines.length = most;
    while (lines[most - 1] && !fits(`${lines[most - 1]}…`)) lines[most - 1] = lines[most - 1].slice(0, -1);
    lines[most - 1] = `${lines[most - 1].trimEnd()}…`;
  }
  return lines.join("\n");
}

/**
 * The place at which an English word may be broken, at most so far from its start: between two consonants, or before one that
 * stands between vowels; 0 where nowhere, or where it is no word.
 * @param {string} word
 * @param {number} most
 */
function syllableEnd(word, most) {
  if (!/^[a-z]+[,;:.]?$/i.test(word)) return 0;
  /** @param {number} place */
  const vowel = (place) => /[aeiouy]/i.test(word[place] || "");
  for (let end = Math.min(most, word.length - 3); end >= 3; end -= 1) {
    if (vowel(end) || !/[aeiouy]/i.test(word.slice(end))) continue;
    if (!vowel(end - 1) || vowel(end + 1)) return end;
  }
  return 0;
}
