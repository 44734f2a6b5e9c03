/** A secret of a single-use link: 43 letters, digits, dashes and lines (256 bits, base64url). */
const secret = /[\w-]{43}/;

/**
 * Reads the secret of a personal link as a mail program hands it over: what stands around it (`.`, `)`, `>`, `,`, quotes),
 * spaces, line breaks and unseen characters in it are left out.
 * @returns null when it is not whole: cut short, or no secret at all
 */
export function readLinkSecret(param: string | undefined): string | null {
  // `=` ends a line that quoted-printable broke; it is no letter of a secret.
  const joined = (param ?? "").replace(/[\s=\p{Cf}\p{Cc}]|%20|%0[ad]/giu, "").replace(/^[^\w-]+/, "");
  return new RegExp(`^${secret.source}`).exec(joined)?.[0] ?? null;
}

/** Every text in a mail that could be the secret of a personal link. */
export function secretsIn(text: string): string[] {
  return [...text.matchAll(new RegExp(`(?<![\\w-])${secret.source}(?![\\w-])`, "g"))].map(([found]) => found);
}

/** What is known of a personal link when somebody would read it in order to hand it over. */
export type LinkToHandOver = { kind: "invitation" | "password"; by: number | null };

/**
 * May this person read a mail with these personal links, to hand it over where no mail server is set?
 *
 * Only an invitation, and only whoever wrote it: she chose the address it opens. A link for a password is its owner's
 * alone, and a link that is not known could be anything.
 * @param links  one entry for each secret of the mail; undefined = no link of ours
 */
export function mayHandOver(links: readonly (LinkToHandOver | undefined)[], reader: number): boolean {
  return links.every((link) => link?.kind === "invitation" && link.by === reader);
}
