import { hash, verify } from "@node-rs/argon2";

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

/** Hash of a password as a PHC string, with a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, cost));
}

/**
 * Is it the password? Takes the same time when there is no account (`null`).
 * @returns false for more than 1 024 bytes too, without hashing them
 */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  if (Buffer.byteLength(password) > mostBytes) return false;
  const right = await inTurn(() => verify(kept ?? nobody, password));
  return right && kept !== null;
}

/** Was it hashed at another cost than today's? Then it is hashed anew at the next sign-in. */
export function isOldHash(kept: string): boolean {
  return !kept.startsWith(costPrefix);
}
