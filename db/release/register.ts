import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { hashOfFile } from "../sqlite/on-disk";
import { sharedInProcess } from "../sqlite/shared";
import { releaseFiles } from "./open";

/*
 * Which releases should stand in a folder, and whether their files are the ones that were published. A file is hashed when it
 * is first opened and whenever its size or date has changed; the host hashes all again every day, since a disk can change a
 * byte and no date. What should stand there the host is told by the collection; without it the `.sha256` beside a file is
 * believed. The host tells and the pages ask: both are in one process.
 */

/** Why a release is not shown: its file is gone, is not the one that was published, or cannot be read. */
export type ReleaseTrouble = "missing" | "altered" | "unreadable";

type Checked = { stamp: string; hash: string };
type Register = {
  /** By id the recorded hash; null = nobody has said what should stand here. */
  expected: ReadonlyMap<string, string | null> | null;
  checked: Map<string, Checked>;
  /** Moves when the answer to any question here may have changed. */
  generation: number;
};

const registers = sharedInProcess("releases", () => new Map<string, Register>());

function registerOf(folder: string): Register {
  const known = registers.get(folder) ?? { expected: null, checked: new Map(), generation: 0 };
  registers.set(folder, known);
  return known;
}

/** Says which releases should stand in a folder: those published or withdrawn, each with its recorded hash. */
export function expectReleases(folder: string, releases: readonly { id: string; hash: string | null }[]): void {
  const register = registerOf(folder);
  register.expected = new Map(releases.map(({ id, hash }) => [id, hash]));
  register.generation += 1;
}

/** Moves when releases have come or gone or a file was found altered; what was made from them before is out of date. */
export function generationOf(folder: string): number {
  return registerOf(folder).generation;
}

/** Ids of the releases that are in a folder or should be. */
export function idsIn(folder: string): string[] {
  const { expected } = registerOf(folder);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  // A hash without its file tells of a file that is gone.
  const ending = expected === null ? /^(.+)\.sqlite(\.sha256)?$/ : /^(.+)\.sqlite$/;
  return [...new Set([...names.flatMap((name) => ending.exec(name)?.[1] ?? []), ...(expected?.keys() ?? [])])];
}

/** What is wrong with the file of a release; null = it is the one that was published. Hashes it if that was not done yet. */
export function troubleWith(folder: string, id: string): ReleaseTrouble | null {
  const { file } = releaseFiles(folder, id);
  const stamp = stampOf(file);
  if (stamp === null) return "missing";
  const register = registerOf(folder);
  const known = register.checked.get(file);
  if (known?.stamp === stamp) return verdict(folder, id, known.hash);
  try {
    const hash = createHash("sha256").update(readFileSync(file)).digest("hex");
    return keep(folder, id, { stamp, hash });
  } catch {
    return "unreadable";
  }
}

/**
 * Hashes the files of all releases anew, without stopping anybody, the first named first.
 * @returns  those in trouble, with what is wrong
 */
export async function checkAll(folder: string, ids: readonly string[]): Promise<Map<string, ReleaseTrouble>> {
  const found = new Map<string, ReleaseTrouble>();
  for (const id of ids) {
    const { file } = releaseFiles(folder, id);
    const stamp = stampOf(file);
    const trouble =
      stamp === null
        ? "missing"
        : await hashOfFile(file).then(
            (hash) => keep(folder, id, { stamp, hash }),
            () => "unreadable" as const,
          );
    if (trouble) found.set(id, trouble);
  }
  return found;
}

/** The hash of a release as it was found on the disk, when its file was opened. */
export function foundHash(folder: string, id: string): string | null {
  return registerOf(folder).checked.get(releaseFiles(folder, id).file)?.hash ?? null;
}

function keep(folder: string, id: string, checked: Checked): ReleaseTrouble | null {
  const register = registerOf(folder);
  const { file } = releaseFiles(folder, id);
  const before = register.checked.get(file);
  if (before && before.hash !== checked.hash) register.generation += 1;
  register.checked.set(file, checked);
  return verdict(folder, id, checked.hash);
}

function verdict(folder: string, id: string, hash: string): ReleaseTrouble | null {
  const wanted = registerOf(folder).expected?.get(id) ?? recordedHash(folder, id);
  return wanted === null || wanted === hash ? null : "altered";
}

/** The hash that stands beside the file; null when there is none. */
function recordedHash(folder: string, id: string): string | null {
  try {
    return /^[0-9a-f]{64}/.exec(readFileSync(releaseFiles(folder, id).hash, "utf8"))?.[0] ?? null;
  } catch {
    return null;
  }
}

function stampOf(file: string): string | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.ino}-${stat.size}-${stat.mtimeMs}` : null;
}
