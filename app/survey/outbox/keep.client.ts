import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Kept, OutboxState } from "./state";

/*
 * What one window keeps in the browser until it is acknowledged: one record per path, so that a reload, a crash or an
 * evening without network loses nothing. Each window writes under its own name; what a closed window left is taken over.
 */

type Row = Kept & { key: string; scope: string; window: string };
interface Shelf extends DBSchema {
  kept: { key: string; value: Row; indexes: { scope: string } };
}

export type Keeper = {
  /** Takes what this window, and windows that are gone, left behind. */
  take(): Promise<Kept[]>;
  /** Writes how the paths stand now. */
  keep(state: OutboxState, paths: readonly string[]): Promise<void>;
};

/** Every scope of one person, `outboxScope` of any submission; the bounds are those of its text. */
const scopesOf = (person: number) => IDBKeyRange.bound(`${person}|`, `${person}|\uffff`);

/** How many answers of a person this browser holds that the database has not acknowledged; 0 when it keeps nothing. */
export async function countUnsent(person: number): Promise<number> {
  return openShelf()
    .then((db) => db.countFromIndex("kept", "scope", scopesOf(person)))
    .catch(() => 0);
}

/**
 * Takes what this browser keeps of a person who signs out, her texts in this window too. What others typed here and
 * Vigie has not got stays until they are back: nobody deletes another person's answers.
 */
export async function forgetPerson(person: number): Promise<void> {
  for (const key of Object.keys(sessionStorage)) {
    const isOthers = key.startsWith("drafts ") && !key.startsWith(`drafts ${person}|`);
    if (!isOthers && !key.startsWith(lockPrefix)) sessionStorage.removeItem(key);
  }
  const db = await openShelf().catch(() => null);
  if (db === null) return;
  const write = db.transaction("kept", "readwrite");
  for (const key of await write.store.index("scope").getAllKeys(scopesOf(person))) void write.store.delete(key);
  await write.done;
}

/** Paths of one person and submission that this browser holds and the database has not acknowledged. */
export async function unsentPaths(scope: string): Promise<string[]> {
  return openShelf()
    .then((db) => db.getAllFromIndex("kept", "scope", scope))
    .then((rows) => [...new Set(rows.map(({ path }) => path))])
    .catch(() => []);
}

function openShelf(): Promise<IDBPDatabase<Shelf>> {
  return openDB<Shelf>("vigie-outbox", 1, {
    upgrade: (fresh) => void fresh.createObjectStore("kept", { keyPath: "key" }).createIndex("scope", "scope"),
  });
}

/**
 * Opens the shelf of one person and one submission.
 * @param scope  person and submission, so that two accounts in one browser never see each other's texts
 * @throws       when the browser keeps nothing (private window, storage refused)
 */
export async function openKeeper(scope: string): Promise<Keeper> {
  const db = await openShelf();
  const own = await nameWindow();
  return {
    async take() {
      const rows = await db.getAllFromIndex("kept", "scope", scope);
      const living = await livingWindows();
      const taken = rows.filter((row) => row.window === own || !living.has(row.window));
      await moveTo(db, taken, own, scope);
      return taken.map(({ path, waiting, conflict, unkept }) => ({ path, waiting, conflict, unkept }));
    },
    async keep(state, paths) {
      const write = db.transaction("kept", "readwrite");
      for (const path of paths) {
        const waiting = state.waiting.filter((change) => change.path === path);
        const conflict = state.conflicts.get(path) ?? null;
        const unkept = state.unkept.get(path) ?? null;
        const key = keyOf(scope, own, path);
        if (waiting.length === 0 && !conflict && !unkept) void write.store.delete(key);
        else void write.store.put({ key, scope, window: own, path, waiting, conflict, unkept });
      }
      // Said at once: a page that is being left does not live to see its requests answered.
      write.commit();
      await write.done;
    },
  };
}

async function moveTo(db: IDBPDatabase<Shelf>, rows: readonly Row[], own: string, scope: string): Promise<void> {
  const write = db.transaction("kept", "readwrite");
  for (const row of rows) {
    if (row.window === own) continue;
    void write.store.delete(row.key);
    void write.store.put({ ...row, key: keyOf(scope, own, row.path), window: own });
  }
  await write.done;
}

function keyOf(scope: string, window: string, path: string): string {
  return `${scope}|${window}|${path}`;
}

const lockPrefix = "vigie-window-";

/**
 * The name of this window over reloads. A duplicated window inherits it: the lock tells, and it gets a new one.
 */
async function nameWindow(): Promise<string> {
  const known = sessionStorage.getItem(lockPrefix);
  const name = known && (await holdName(known)) ? known : crypto.randomUUID();
  if (name !== known) {
    sessionStorage.setItem(lockPrefix, name);
    await holdName(name);
  }
  return name;
}

/** Holds the name as long as the window lives; false when another living window holds it. */
function holdName(name: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    void navigator.locks.request(lockPrefix + name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<void>(() => {});
    });
  });
}

/** Names of windows that live. Without locks none is known to live: a change sent twice is acknowledged once. */
async function livingWindows(): Promise<Set<string>> {
  if (!navigator.locks) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name }) => (name?.startsWith(lockPrefix) ? [name.slice(lockPrefix.length)] : [])));
}
