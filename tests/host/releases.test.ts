import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { isRefusal } from "~/domain/refusal";
import { keepReleases, type ReleaseKeeper } from "~/host/releases";
import { listReleases, releaseOf } from "~/release.server";
import type { Collection } from "~db/collection/client";
import { insertRelease } from "~db/collection/releases/releases";
import Database from "~db/sqlite/driver";
import { openPeople, person, start } from "../support/people";
import { loaded, publicInstallation } from "../support/public-release";

/* Two releases as they were published, and what may become of the newest file on a disk. */

const folder = publicInstallation();
const releases = join(folder, "releases");
const sound = join(folder, "sound");
cpSync(releases, sound, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let db: Collection;
let keeper: ReleaseKeeper;
const listed = listReleases(releases).flatMap(({ id, notice }) => (notice ? [] : [id]));
const newest = listed[0]!;
const older = listed[1]!;
const log = { error: () => undefined, info: () => undefined } as unknown as Parameters<typeof keepReleases>[2];

beforeEach(async () => {
  rmSync(releases, { recursive: true, force: true });
  cpSync(sound, releases, { recursive: true });
  db = openPeople();
  const preparedBy = person(db, "editor");
  for (const id of listed) {
    const dates = { preparedAt: start, publishedAt: start };
    insertRelease(db, {
      ...{ id, hash: hashOfFile(id), state: "published", parameters: {}, pinsHash: "x", preparedBy },
      ...dates,
    });
  }
  keeper = keepReleases(db, releases, log);
  await keeper.check();
});
afterEach(() => {
  db.$client.close();
});

function hashOfFile(id: string): string {
  return createHash("sha256")
    .update(readFileSync(fileOf(id)))
    .digest("hex");
}

function fileOf(id: string): string {
  return join(releases, `${id}.sqlite`);
}

/** Changes one figure of a release. */
function alter(id: string): void {
  const file = new Database(fileOf(id));
  file.exec(
    "update observations set value = value + 1 where rowid = (select min(rowid) from observations where value > 0)",
  );
  file.close();
}

const ways: Record<string, () => void> = {
  "a figure of it was changed": () => alter(newest),
  "a figure and the hash beside it were changed": () => {
    alter(newest);
    const hash = createHash("sha256")
      .update(readFileSync(fileOf(newest)))
      .digest("hex");
    writeFileSync(`${fileOf(newest)}.sha256`, `${hash}  ${newest}.sqlite\n`);
  },
  "it was cut short": () => truncateSync(fileOf(newest), 20_000),
  "it is empty": () => truncateSync(fileOf(newest), 0),
  "an older release stands under its name": () => cpSync(fileOf(older), fileOf(newest)),
  "it was deleted": () => rmSync(fileOf(newest)),
  "it was deleted with its hash": () => {
    rmSync(fileOf(newest));
    rmSync(`${fileOf(newest)}.sha256`, { force: true });
  },
  "a folder stands in its place": () => {
    rmSync(fileOf(newest));
    mkdirSync(fileOf(newest));
  },
};

test("sound files are shown and readiness knows of no trouble", () => {
  expect(keeper.troubles()).toEqual([]);
  expect(isRefusal(releaseOf(releases))).toBe(false);
});

describe.each(Object.entries(ways))("the newest release when %s", (_, damage) => {
  test("is not shown, nor an older one in its place; the older one is at its own address", async () => {
    const version = keeper.version();
    damage();
    keeper.glance();
    expect(keeper.troubles()).toEqual([expect.stringMatching(`^${newest} `)]);
    expect(keeper.version(), "kept pages are dropped").not.toBe(version);
    expect(releaseOf(releases)).toMatchObject({ refusal: "release-damaged", detail: { release: newest } });
    expect(releaseOf(releases, newest)).toMatchObject({ refusal: "release-damaged" });
    const home = await loaded<Response>("public.home", "/en", { lang: "en" });
    expect(home.status).toBe(503);
    expect(await home.json()).toMatchObject({ damaged: { release: newest, intact: expect.arrayContaining([older]) } });
    const data = await loaded<Response>("public.api.indicators", "/api/v1/indicators");
    expect(data.status).toBe(503);
    const file = await loaded<Response>("public.releaseFile", `/data/releases/${newest}.sqlite`, {
      file: `${newest}.sqlite`,
    });
    expect(file.status).toBe(503);
    const before = releaseOf(releases, older);
    expect(isRefusal(before) ? before : before.meta().id).toBe(older);
    expect(await loaded("public.release", `/en/data/${older}`, { lang: "en", release: older })).not.toBeInstanceOf(
      Response,
    );
  });
});

test("a byte that changed and no date with it is found when all are hashed again", async () => {
  const date = new Date("2026-01-01T00:00:00.000Z");
  utimesSync(fileOf(newest), date, date);
  await keeper.check();
  alter(newest);
  utimesSync(fileOf(newest), date, date);
  expect(isRefusal(releaseOf(releases))).toBe(false);
  const version = keeper.version();
  await keeper.check();
  expect(keeper.troubles()).toEqual([`${newest} altered`]);
  expect(keeper.version()).not.toBe(version);
  expect(releaseOf(releases)).toMatchObject({ refusal: "release-damaged" });
});

test("a file that was put back is shown again without a restart", () => {
  const kept = readFileSync(fileOf(newest));
  alter(newest);
  keeper.glance();
  expect(releaseOf(releases)).toMatchObject({ refusal: "release-damaged" });
  writeFileSync(fileOf(newest), kept);
  keeper.glance();
  expect(keeper.troubles()).toEqual([]);
  expect(isRefusal(releaseOf(releases))).toBe(false);
});

test("an older release that was altered keeps nobody from reading the newest and the list", async () => {
  alter(older);
  expect(isRefusal(releaseOf(releases))).toBe(false);
  expect(releaseOf(releases, older)).toMatchObject({ refusal: "release-damaged" });
  const list = await loaded<{ releases: { id: string; facts: unknown }[] }>("public.releases", "/en/data", {
    lang: "en",
  });
  expect(list.releases.find(({ id }) => id === older)?.facts).toBeNull();
});
