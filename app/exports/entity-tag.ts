/**
 * Does a request know this representation already (304)?
 *
 * Tags are compared weakly, as RFC 9110 §13.1.2 asks for If-None-Match: `W/"x"` and `"x"` are the same, since a proxy may
 * have compressed the bytes. `*` knows every one.
 * @param asked  value of If-None-Match; absent or empty = the request knows nothing
 */
export function knowsTag(asked: string | null | undefined, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return (asked ?? "").split(",").some((one) => one.trim() === "*" || bare(one) === bare(etag));
}
