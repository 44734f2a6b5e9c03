import { hash, verify } from "@node-rs/argon2";
import { passwordForm } from "~/domain/people/password";

/*
 * Argon2id off the main thread. At most three at a time: each takes 64 MiB and a thread of the four that also read
 * files, so that a hundred log-ins at once cost time, not the machine. @source facts/auth.md §2, OWASP ASVS 5.0.0 §11.4.2
 */
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;
const costPrefix = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;
const mostAtOnce = 3;
const mostBytes = 1024;

/** Hash of 32 random bytes nobody kept: an unknown address takes as long as a known one. */
const nobody = "$argon2id$v=19$m=65536,t=3,p=1$apxzzhbxWxhj21S3AsrTcQ$W3CkZNaXb3Y9VXCGZtNlHy+9mjuLR+zW5Ahn1KFliEc";

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** Hash of a password as a PHC string, with a salt of its own; of its NFKC form. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(passwordForm(password), cost));
}

/** `old`: the right one, hashed in another form or at another cost than today's; hash it anew. */
export type PasswordMatch = "wrong" | "right" | "old";

/**
 * Compares a password with a kept hash. Takes the same time when there is no account (`null`).
 *
 * A hash made before passwords were normalised is of the text as it was typed then, accents joined or apart: each form
 * is tried once. A password of plain letters has one form only.
 * @returns wrong for more than 1 024 bytes too, without hashing them
 */
export async function matchPassword(kept: string | null, password: string): Promise<PasswordMatch> {
  if (Buffer.byteLength(password) > mostBytes) return "wrong";
  const today = passwordForm(password);
  for (const form of new Set([today, password, password.normalize("NFC"), password.normalize("NFD")])) {
    const right = await inTurn(() => verify(kept ?? nobody, form));
    if (right && kept !== null) return form === today && !isOldHash(kept) ? "right" : "old";
  }
  return "wrong";
}

/** Is it the password? `matchPassword` for who cannot hash it anew. */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  return (await matchPassword(kept, password)) !== "wrong";
}

/** Was it hashed at another cost than today's? */
function isOldHash(kept: string): boolean {
  return !kept.startsWith(costPrefix);
}
