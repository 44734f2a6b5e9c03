/** A person who may sign in: how her address, name and device are read. */

/** What a copy brings along unseen: zero-width characters, a byte order mark, soft hyphens, marks of direction. */
const unseen = /\p{Cf}|\u034f|[\ufe00-\ufe0f]/gu;

/**
 * Reads a mail address, so that one mailbox is one account however it was typed or pasted.
 *
 * Trimmed (no-break spaces too), without unseen characters, NFKC, in lower case; an accented domain in the form the mail
 * goes out to (`ministère.example` is `xn--ministre-60a.example`).
 * @returns null for anything else, line breaks included (they could add a header to a mail)
 * @source  RFC 5891 and UTS #46, by the URL of the platform
 */
export function parseEmail(text: unknown): string | null {
  if (typeof text !== "string" || text.length > 1000) return null;
  const email = text.replace(unseen, "").normalize("NFKC").trim().toLowerCase();
  const [, local, domain] = /^([^\s@<>(),;:"\\[\]\p{C}]+)@([\p{L}\p{M}\p{N}.。-]+)$/u.exec(email) ?? [];
  const host = domain === undefined ? null : asciiHost(domain);
  if (local === undefined || host === null || local.length + host.length + 1 > 254) return null;
  return /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z0-9-]{2,}$/.test(host) ? `${local}@${host}` : null;
}

function asciiHost(domain: string): string | null {
  if (/^[a-z0-9.-]*$/.test(domain)) return domain;
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : null;
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
