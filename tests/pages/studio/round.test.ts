import type { ActionFunctionArgs } from "@remix-run/node";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sayAudit } from "~/pages/people/audit.server";
import { action, loader } from "~/pages/studio/round.page";
import { auditLines } from "~db/collection/audit-lines";
import { readRound } from "~db/collection/rounds";
import { contextOf, cookieOf, origin } from "../../support/people";
import { outcomeOf } from "../../support/routes";
import { makeWorld, now, type PersonName, round, type World } from "../../support/world";

const late = "2027-01-10T12:00:00.000Z";

let world: World;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
  world = makeWorld();
});
afterEach(() => {
  vi.useRealTimers();
});

function args(who: PersonName, fields?: Record<string, string>, id = round) {
  const headers = new Headers({ Cookie: cookieOf(world.db, world.ids[who], new Date().toISOString()) });
  const init = fields ? { method: "POST", headers, body: new URLSearchParams(fields) } : { headers };
  const request = new Request(`${origin}/en/studio/rounds/${id}`, init);
  return { request, params: { lang: "en", round: id }, context: contextOf(world.db) } as unknown as ActionFunctionArgs;
}
const see = (who: PersonName = "elena") => loader(args(who));
const send = (fields: Record<string, string>, who: PersonName = "elena") => action(args(who, fields));
const stored = () => readRound(world.db, round)!;
const move = (soft: string, hard: string, more: Record<string, string> = {}) =>
  send({
    ...{ intent: "move", softDeadlineAt: soft, hardDeadlineAt: hard },
    ...{ seenSoft: stored().softDeadlineAt, seenHard: stored().hardDeadlineAt, ...more },
  });

test("an editor moves the deadlines to the ends of days in Paris, and the audit says from when to when", async () => {
  const shown = see().round;
  expect([shown.askedDay, shown.lastDay]).toEqual(["2026-11-30", "2026-12-18"]);
  const answer = await outcomeOf(() => move("2026-11-30", "2027-01-15"));
  expect(answer).toEqual({ status: 302, to: "/en/studio/rounds/2026-small?done=moved" });
  expect(stored().hardDeadlineAt).toBe("2027-01-15T23:00:00.000Z");
  const lines = auditLines(world.db, { subject: round }, { most: 1 });
  expect(sayAudit(world.db, lines, "en")).toMatchObject([
    {
      what: "moved the deadlines of a round",
      about: "Small 2026",
      detail: "last day: from 18 December 2026 to 15 January 2027",
    },
  ]);
  expect(sayAudit(world.db, lines, "fr")).toMatchObject([
    { detail: "dernier jour\u00a0: du 18 décembre 2026 au 15 janvier 2027" },
  ]);
});

test("a day that is over is asked about first, and what was typed is kept", async () => {
  const past = await move("2026-11-20", "2026-12-18");
  expect(past).toMatchObject({
    data: { trouble: "past", values: { softDeadlineAt: "2026-11-20" } },
    init: { status: 409 },
  });
  expect(see().round.askedDay).toBe("2026-11-30");
  expect(await outcomeOf(() => move("2026-11-20", "2026-12-18", { pastIsMeant: "yes" }))).toMatchObject({
    status: 302,
  });
  expect(see().round.askedDay).toBe("2026-11-20");
});

test.each([
  ["2026-12-19", "2026-12-18", "hardDeadlineAt"],
  ["", "2026-12-18", "softDeadlineAt"],
  ["2026-11-30", "2026-02-30", "hardDeadlineAt"],
  ["2026-11-30", "2026-12-18", "same"],
])("what is wrong with %s and %s stands at its field: %s", async (soft, hard, trouble) => {
  expect(await move(soft, hard)).toMatchObject({ data: { trouble }, init: { status: 400 } });
});

const archive = { intent: "archive", archiveIsMeant: "yes" };

test("an editor archives what is closed and has nothing open; what is open is named with its address", async () => {
  world.answer("claire", { nitazenes: { v: 41 } });
  world.submit("claire", ["deaths"]);
  expect(see()).toMatchObject({ mayArchive: false, round: { waits: 0 } });
  expect(await outcomeOf(() => send(archive))).toMatchObject({ status: 409 });
  vi.setSystemTime(new Date(late));
  const review = `/en/review/${round}/FR/1/deaths`;
  expect(see()).toMatchObject({
    mayArchive: true,
    round: { waits: 1, waiting: [{ country: "France", title: "1 Deaths", why: "submitted", href: review }] },
  });
  expect(await send(archive)).toMatchObject({ data: { refused: "not-ready" }, init: { status: 409 } });
  world.accept("FR", ["deaths"], late);
  expect(await send({ intent: "archive" })).toMatchObject({ data: { trouble: "archive" }, init: { status: 400 } });
  expect(await outcomeOf(() => send(archive))).toMatchObject({ status: 302 });
  expect(see()).toMatchObject({ mayMove: false, mayArchive: false, round: { state: "archived" } });
});

test("reviewers read the page and change nothing; countries see nothing of it; an unknown round is not found", async () => {
  expect(see("tomas")).toMatchObject({ mayMove: false, isEditor: false });
  for (const who of ["tomas", "claire", "adam"] as const)
    expect((await outcomeOf(() => send(archive, who))).status).toBe(403);
  expect((await outcomeOf(() => see("claire"))).status).toBe(403);
  expect((await outcomeOf(() => loader(args("elena", undefined, "2026-none")))).status).toBe(404);
  expect((await outcomeOf(() => action(args("elena", { intent: "move" }, "2026-none")))).status).toBe(404);
  expect((await outcomeOf(() => send({ intent: "reopen" }))).status).toBe(400);
});
