import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { Decrypter, Encrypter } from "age-encryption";
import { syncToDisk } from "~db/sqlite/on-disk";

/*
 * How a file lies in a backup: compressed, then encrypted for a public key where one is set (age-encryption.org/v1). Both
 * as streams: a collection need not fit into memory.
 */

/** A public key of age (`age1…`) or null: not encrypted. */
export type Recipient = string | null;

/** Bytes and SHA-256 of a file as it is, and as it is stored. */
export type Sizes = { bytes: number; sha256: string; storedBytes: number; storedSha256: string };

/** Why a stored file cannot be read again: another key, other bytes. The message is one line. */
export class StoredFileError extends Error {}

/** Stores `from` as `to`, synced to the disk. */
export async function store(from: string, to: string, recipient: Recipient): Promise<Sizes> {
  const [plain, stored] = [counting(), counting()];
  const packed = createReadStream(from)
    .pipe(plain.through)
    .pipe(createGzip({ level: 6 }));
  await pipeline(await sealed(packed, recipient), stored.through, createWriteStream(to));
  syncToDisk(to);
  return { ...plain.sizes(), storedBytes: stored.sizes().bytes, storedSha256: stored.sizes().sha256 };
}

/**
 * Reads a stored file back as `to`, synced.
 * @param key  secret key of age, where it is encrypted
 * @throws StoredFileError  it is not what was stored, or the key does not open it
 */
export async function unstore(
  from: string,
  to: string,
  { key, expected }: { key: string | null; expected: Sizes & { encrypted: boolean } },
): Promise<void> {
  const plain = counting();
  try {
    const opened = await unsealed(createReadStream(from), expected.encrypted ? key : null);
    await pipeline(opened, createGunzip(), plain.through, createWriteStream(to));
  } catch (error) {
    throw new StoredFileError(`${from} cannot be read: ${(error as Error).message}`);
  }
  if (plain.sizes().sha256 !== expected.sha256) throw new StoredFileError(`${from} does not hold what was stored`);
  syncToDisk(to);
}

async function sealed(packed: Readable, recipient: Recipient): Promise<Readable> {
  if (recipient === null) return packed;
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return fromWeb(await encrypter.encrypt(toWeb(packed)));
}

async function unsealed(stored: Readable, key: string | null): Promise<Readable> {
  if (key === null) return stored;
  const decrypter = new Decrypter();
  decrypter.addIdentity(key);
  return fromWeb(await decrypter.decrypt(toWeb(stored)));
}

// Node's and the browser's types of the same streams.
function toWeb(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
}

function fromWeb(stream: ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(stream as unknown as Parameters<typeof Readable.fromWeb>[0]);
}

function counting(): { through: Transform; sizes: () => { bytes: number; sha256: string } } {
  const hash = createHash("sha256");
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { through, sizes: () => ({ bytes, sha256: hash.copy().digest("hex") }) };
}
