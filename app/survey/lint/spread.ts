/** Longest line a person can read in an excerpt, characters; a text with a longer one is spread over lines. */
const longestReadable = 1000;

/** Was the text written for machines, on one or few lines? */
export function isDense(text: string): boolean {
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
    if (end - start > longestReadable) return true;
    start = end + 1;
  }
  return text.length - start > longestReadable;
}

/**
 * Spreads JSON over lines, one entry each, indented by depth. Sign by sign: keys that stand twice and faults stay, so that
 * what is found in it is what is wrong with the text that was sent.
 */
export function spread(text: string): string {
  let out = "";
  let depth = 0;
  const line = () => `\n${" ".repeat(Math.min(depth, 32))}`;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === '"') {
      const end = endOfString(text, at);
      out += text.slice(at, end);
      at = end - 1;
    } else if (sign === "{" || sign === "[") {
      const close = nextSign(text, at + 1);
      if (text[close] === (sign === "{" ? "}" : "]")) {
        out += sign + text[close];
        at = close;
        continue;
      }
      depth++;
      out += sign + line();
    } else if (sign === "}" || sign === "]") {
      depth = Math.max(0, depth - 1);
      out += line() + sign;
    } else if (sign === ",") out += `,${line()}`;
    else if (sign === ":") out += ": ";
    else if (!/\s/.test(sign)) out += sign;
  }
  return out;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function nextSign(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at]!)) at++;
  return at;
}
