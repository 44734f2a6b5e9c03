import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRefusal } from "~/domain/refusal";
import { overdueMail } from "~/mail/templates";
import { releaseOf, withdrawalNotice } from "~/release.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import {
  askWithdrawal,
  confirmWithdrawal,
  declineWithdrawal,
  remindOfOverdue,
  takeBackRequest,
  withdrawAtOnce,
} from "~/workflows/releases/release-withdrawals.server";
import { finishPublishing, prepareRelease } from "~/workflows/releases/releases.server";
import { openCollection } from "~db/collection/client";
import { listMail } from "~db/collection/outbox";
import { readRelease } from "~db/collection/releases/releases";
import { openWithdrawalOf } from "~db/collection/releases/withdrawals";
import { audit } from "~db/collection/schema-people";
import { releaseFiles } from "~db/release/open";
import { mustBeDone } from "../../support/must-be-done";
import { makeReleaseWorld, type ReleaseWorld } from "../../support/release-world";

let world: ReleaseWorld;

const id = "2025-1";
const asked = "2026-07-01T09:00:00.000Z";
const nextDay = "2026-07-02T08:59:59.000Z";
const dayAfter = "2026-07-02T09:00:00.000Z";
const reason = { en: "Populations were wrong", fr: "Les populations étaient fausses" };

function begin(options: { file?: string } = {}) {
  world = makeReleaseWorld(options);
  world.accept({ country: "FR", answers: { "deaths_by_year/Y0/F": 120, "deaths_by_year/Y0/M": 380 } });
  publish(id, "2025-11-10T09:00:00.000Z");
}

function publish(release: string, at: string) {
  const { pinsHash } = mustBeDone(prepareRelease(world.db, { id: release }, world.deed("tomas", at)));
  mustBeDone(publishRelease(world.db, { id: release, pinsHash, folder: world.folder }, world.deed("elena", at)));
}

beforeEach(() => begin());
afterEach(() => {
  world.db.$client.close();
  rmSync(world.folder, { recursive: true, force: true });
});

const ask = (name: "tomas" | "elena" = "elena", successor: string | null = null) =>
  askWithdrawal(world.db, { id, reason, successor }, world.deed(name, asked));
const atOnce = (at = asked) =>
  withdrawAtOnce(world.db, { id, reason, successor: null, folder: world.folder }, world.deed("elena", at));
const waits = () => ({ id, request: openWithdrawalOf(world.db, id)!.id, folder: world.folder });
const confirm = (name: "tomas" | "elena" | "anna", at = nextDay) =>
  confirmWithdrawal(world.db, waits(), world.deed(name, at));
const decline = (name: "tomas" | "elena", at = nextDay) => declineWithdrawal(world.db, waits(), world.deed(name, at));
const isPublic = () => !isRefusal(releaseOf(world.folder, id));
const deeds = () =>
  world.db
    .select()
    .from(audit)
    .all()
    .filter(({ subject, action }) => subject === `release/${id}` && action.includes("withdraw"))
    .map(({ action, actor }) => [action, actor]);

describe("asking for the withdrawal of a release", () => {
  it("leaves it public until another person confirms, who decides about what was asked", () => {
    expect(ask("tomas")).toEqual({ refusal: "not-allowed" });
    mustBeDone(ask());
    expect(isPublic()).toBe(true);
    expect(readRelease(world.db, id)).toMatchObject({ state: "published", withdrawnAt: null });
    expect(confirm("elena")).toEqual({ refusal: "same-person" });
    expect(confirm("anna")).toEqual({ refusal: "not-allowed" });
    expect(confirmWithdrawal(world.db, { ...waits(), request: 99 }, world.deed("tomas", nextDay))).toMatchObject({
      refusal: "stale",
    });
    expect(isPublic()).toBe(true);
    mustBeDone(confirm("tomas"));
    expect(isPublic()).toBe(false);
    expect(withdrawalNotice(world.folder, id)).toMatchObject({ reason, withdrawnAt: nextDay });
    expect(deeds()).toEqual([
      ["release.withdrawal-ask", world.ids.elena],
      ["release.withdraw", world.ids.tomas],
    ]);
  });

  it("needs the reason in both languages and a public successor", () => {
    const one = { en: "Wrong", fr: " " };
    expect(askWithdrawal(world.db, { id, reason: one, successor: null }, world.deed("elena", asked))).toMatchObject({
      refusal: "bad-request",
      detail: { parameter: "reasonFr" },
    });
    expect(ask("elena", id)).toMatchObject({ detail: { parameter: "successor" } });
    expect(ask("elena", "2024-1")).toMatchObject({ detail: { parameter: "successor" } });
    expect(openWithdrawalOf(world.db, id)).toBeNull();
  });

  it("waits once, may be taken back by who asked and declined by another, and leaves a line each time", () => {
    mustBeDone(ask());
    expect(ask()).toMatchObject({ refusal: "already-exists" });
    const { request } = waits();
    expect(takeBackRequest(world.db, { id, request }, world.deed("tomas", nextDay))).toEqual({
      refusal: "not-allowed",
    });
    mustBeDone(takeBackRequest(world.db, { id, request }, world.deed("elena", nextDay)));
    mustBeDone(ask());
    expect(decline("elena")).toEqual({ refusal: "same-person" });
    mustBeDone(decline("tomas"));
    expect(isPublic()).toBe(true);
    expect(deeds().map(([action]) => action)).toEqual([
      "release.withdrawal-ask",
      "release.withdrawal-take-back",
      "release.withdrawal-ask",
      "release.withdrawal-decline",
    ]);
  });

  it("is not confirmed once its successor is public no longer", () => {
    world.accept({ country: "NO", answers: { "deaths_by_year/Y0/F": 90 }, at: "2026-02-01T10:00:00.000Z" });
    publish("2026-1", "2026-06-17T09:00:00.000Z");
    mustBeDone(ask("elena", "2026-1"));
    const emergency = { id: "2026-1", reason, successor: null, folder: world.folder };
    mustBeDone(withdrawAtOnce(world.db, emergency, world.deed("elena", asked)));
    expect(confirm("tomas")).toMatchObject({ refusal: "stale" });
    expect(isPublic()).toBe(true);
  });
});

describe("an emergency", () => {
  it("withdraws at once by one person's word, marked so, and another confirms", () => {
    mustBeDone(atOnce());
    expect(isPublic()).toBe(false);
    expect(openWithdrawalOf(world.db, id)).toMatchObject({ emergency: true, dueAt: dayAfter });
    expect(confirm("elena")).toEqual({ refusal: "same-person" });
    expect(takeBackRequest(world.db, waits(), world.deed("elena", nextDay))).toEqual({ refusal: "same-person" });
    mustBeDone(confirm("tomas"));
    expect(openWithdrawalOf(world.db, id)).toBeNull();
    expect(readRelease(world.db, id)).toMatchObject({ state: "withdrawn", withdrawnAt: asked });
    expect(deeds()).toEqual([
      ["release.withdraw-at-once", world.ids.elena],
      ["release.withdraw", world.ids.tomas],
    ]);
  });

  it("is undone by another person: the release comes back as it was, for it was never gone", () => {
    const before = world.bytesOf(id);
    mustBeDone(atOnce());
    expect(decline("elena")).toEqual({ refusal: "same-person" });
    mustBeDone(decline("tomas"));
    expect(isPublic()).toBe(true);
    expect(world.bytesOf(id)).toEqual(before);
    expect(readRelease(world.db, id)).toMatchObject({ state: "published", withdrawnBy: null, withdrawnReasonEn: null });
    expect(deeds().at(-1)).toEqual(["release.withdrawal-undo", world.ids.tomas]);
    mustBeDone(ask());
  });

  it("takes over what was only asked, and any person but who declared it may confirm", () => {
    mustBeDone(ask());
    mustBeDone(atOnce());
    expect(isPublic()).toBe(false);
    mustBeDone(confirm("tomas"));
  });

  it("brought back while a candidate grew from another release asks that the candidate be prepared again", () => {
    world.accept({ country: "NO", answers: { "deaths_by_year/Y0/F": 90 }, at: "2026-02-01T10:00:00.000Z" });
    mustBeDone(atOnce());
    const { pinsHash } = mustBeDone(prepareRelease(world.db, { id: "2026-1" }, world.deed("tomas", asked)));
    mustBeDone(decline("tomas"));
    const what = { id: "2026-1", pinsHash, folder: world.folder };
    expect(publishRelease(world.db, what, world.deed("elena", nextDay))).toMatchObject({ refusal: "former-withdrawn" });
  });

  it("is finished both ways after a crash between the record and the notice", () => {
    const { notice } = releaseFiles(world.folder, id);
    mustBeDone(atOnce());
    rmSync(notice);
    finishPublishing(world.db, world.folder);
    expect(isPublic()).toBe(false);
    mustBeDone(
      declineWithdrawal(
        world.db,
        { ...waits(), folder: mkdtempSync(join(tmpdir(), "vigie-none-")) },
        world.deed("tomas", nextDay),
      ),
    );
    expect(existsSync(notice)).toBe(true);
    finishPublishing(world.db, world.folder);
    expect(isPublic()).toBe(true);
  });

  it("is told by mail once when nobody confirmed within a day, to everybody but who declared it", () => {
    mustBeDone(atOnce());
    const remind = (now: string) =>
      remindOfOverdue(world.db, (to, about) => overdueMail(to, about, "https://vigie.example"), now);
    expect(remind(nextDay)).toBe(0);
    expect(remind(dayAfter)).toBe(1);
    expect(remind(dayAfter)).toBe(0);
    expect(listMail(world.db).map(({ to }) => to)).toEqual(["tomas@example.org"]);
    const [mail] = listMail(world.db);
    expect(mail?.subject).toContain(id);
    expect(mail?.body).toContain(`https://vigie.example/en/releases/${id}`);
    expect(deeds().at(-1)).toEqual(["release.withdrawal-overdue", null]);
    // Late is late: it can still be confirmed.
    mustBeDone(confirm("tomas", "2026-07-09T09:00:00.000Z"));
  });
});

describe("two persons who decide at the same time", () => {
  it.each([
    ["confirm and decline", "confirm", "decline", "withdrawn"],
    ["decline and confirm", "decline", "confirm", "published"],
  ] as const)("%s: the first word stands, the second is refused", (_what, first, second, state) => {
    const former = world.folder;
    const file = join(former, "collection.sqlite");
    world.db.$client.close();
    begin({ file });
    const other = openCollection(file);
    mustBeDone(atOnce());
    // Both read the page before either decided; each has a connection of her own.
    const seen = waits();
    const decide = { confirm: confirmWithdrawal, decline: declineWithdrawal };
    mustBeDone<object>(decide[first](world.db, seen, world.deed("tomas", nextDay)));
    expect(decide[second](other, seen, world.deed("tomas", nextDay))).toMatchObject({ refusal: "wrong-state" });
    expect(readRelease(other, id)?.state).toBe(state);
    other.$client.close();
    rmSync(former, { recursive: true, force: true });
  });

  it("a second request meets the first, also from another connection", () => {
    const former = world.folder;
    const file = join(former, "collection.sqlite");
    world.db.$client.close();
    begin({ file });
    const other = openCollection(file);
    mustBeDone(ask());
    expect(askWithdrawal(other, { id, reason, successor: null }, world.deed("elena", asked))).toMatchObject({
      refusal: "already-exists",
    });
    other.$client.close();
    rmSync(former, { recursive: true, force: true });
  });
});
