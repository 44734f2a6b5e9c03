import { createHash } from "node:crypto";

/** SHA-256 of a text, hexadecimal: the hash the domain asks for where it compares values without keeping them. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
