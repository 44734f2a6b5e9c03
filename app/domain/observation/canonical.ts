/**
 * Writes a value as JSON in one way only: keys in code-unit order, no spaces, so that equal values have equal text and
 * equal hashes.
 *
 * Maps are written as objects. `undefined` parts are left out, as JSON does.
 * @source RFC 8785 (JSON Canonicalization Scheme): key order and ECMAScript number text
 * @throws Error on what JSON cannot hold (functions, NaN, infinities, cycles end in a stack error)
 */
export function canonicalJson(value: unknown): string {
  if (value instanceof Map) return canonicalJson(Object.fromEntries(value));
  if (Array.isArray(value)) return `[${value.map((part) => canonicalJson(part ?? null)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const parts = value as Record<string, unknown>;
    let text = "";
    // The default order of strings is that of their code units.
    for (const name of Object.keys(parts).sort()) {
      const part = parts[name];
      if (part !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(name)}:${canonicalJson(part)}`;
    }
    return `{${text}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${value} has no JSON`);
  const text = JSON.stringify(value);
  if (text === undefined) throw new Error(`a ${typeof value} has no JSON`);
  return text;
}
