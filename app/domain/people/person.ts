/** A person who may sign in: how her address, name and device are read. */

/**
 * Reads a mail address: trimmed and in lower case, so that one mailbox is one account.
 * @returns null for anything else, line breaks included (they could add a header to a mail)
 */
export function parseEmail(text: unknown): string | null {
  if (typeof text !== "string") return null;
  const email = text.trim().toLowerCase();
  return email.length <= 254 &&
    /^[^\s@<>(),;:"\\[\]\p{C}]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z0-9-]{2,}$/u.test(email)
    ? email
    : null;
}

/** Reads a line of text a person typed (a name, an organisation): trimmed, not empty, without control characters. */
export function parseLine(text: unknown, most: number): string | null {
  if (typeof text !== "string") return null;
  const line = text.trim();
  return line.length > 0 && line.length <= most && !/\p{C}/u.test(line) ? line : null;
}

const browsers: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/Windows/, "Windows"],
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** Short name of a browser for "where I am signed in" (`Firefox, Linux`); empty when nothing is known. */
export function deviceOf(userAgent: string | null): string {
  const first = (list: [RegExp, string][]) => list.find(([sign]) => sign.test(userAgent ?? ""))?.[1];
  return [first(browsers), first(systems)].filter((part) => part !== undefined).join(", ");
}
