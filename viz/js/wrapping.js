// @ts-check
// Text in lines: how many words fit, and where a word may be broken.

const ruler = document.createElement("canvas").getContext("2d");

// Text in lines of a given width; what finds no room ends in an ellipsis.
function wrap(label, room, size, most, face, weight = "") {
  ruler.font = `${weight} ${size}px ${face}`;
  const fits = (text) => ruler.measureText(text).width <= room;
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

// Where an English word may be broken, at most so far from its start: between two consonants, or before one that
// stands between vowels; 0 where nowhere, or where it is no word.
function syllableEnd(word, most) {
  if (!/^[a-z]+[,;:.]?$/i.test(word)) return 0;
  const vowel = (place) => /[aeiouy]/i.test(word[place] || "");
  for (let end = Math.min(most, word.length - 3); end >= 3; end -= 1) {
    if (vowel(end) || !/[aeiouy]/i.test(word.slice(end))) continue;
    if (!vowel(end - 1) || vowel(end + 1)) return end;
  }
  return 0;
}
