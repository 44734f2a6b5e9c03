import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answersOfCountry } from "~/cli/demo/answers";
import { enterOwnFiles } from "~/cli/setup";
import { holdingBack } from "~/domain/check/findings-of";
import type { Period } from "~/domain/observation/period";
import { sectionOf } from "~/domain/submission/submit-path";
import { submit as words } from "~/i18n/collect/submit";
import { settle } from "~/survey/settle/settle";
import { saveAnswers } from "~/workflows/answers.server";
import { addPerson } from "~/workflows/people/people.server";
import { openRound } from "~/workflows/rounds.server";
import { explainSections, giveReasons, readStanding } from "~/workflows/submissions/submissions.server";
import { type Collection, openCollection } from "~db/collection/client";
import { readDictionary } from "~db/collection/dictionary";
import { readDictionaryFiles } from "~db/collection/dictionary-files";
import { grantsOf, startSession } from "~db/collection/people/sessions";
import { mustBeDone } from "../support/must-be-done";

/*
 * The last day: 50 focal points with 400 answers each open the check of their submission in the same moment and submit, all
 * within a minute (facts/quality-bars.md R11). lastday_failures: those whose check or submit was not done within the minute,
 * or met anything but a page. lastday_p99_ratio: 99th percentile of their waits, from opening to the fresh check and from
 * sending to the receipt, to that of five who come one after the other.
 */

const people = 50;
const alone = 5;
const answersEach = 400;
const withinMs = 60_000;
const round = "2026-last";

type Person = { country: string; cookie: string; sections: string[] };

export async function measureLastDay({ build, port }: { build: string; port: number }) {
  const folder = mkdtempSync(join(tmpdir(), "vigie-lastday-"));
  const host: { child: ChildProcess | null } = { child: null };
  try {
    console.log(`Filling ${people + alone} submissions with ${answersEach} answers each …`);
    const all = prepare(join(folder, "collection.sqlite"));
    const origin = `http://localhost:${port}`;
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      NODE_ENV: "production",
      LOG_LEVEL: "error",
      PORT: String(port),
      DATA_DIR: folder,
    };
    host.child = spawn(process.execPath, [join(build, "host.js")], { env, stdio: ["ignore", "ignore", "inherit"] });
    await answers(`${origin}/readyz`);
    // The thread's first start is nobody's wait on a last day.
    await check(origin, all[0]!, Date.now() + withinMs);
    const single: number[] = [];
    for (const person of all.slice(0, alone)) single.push(...(await checkAndSubmit(origin, person, Date.now())).waits);
    const began = Date.now();
    const done = await Promise.all(all.slice(alone).map((person) => checkAndSubmit(origin, person, began)));
    const failures = done.filter(({ failure }) => failure !== null);
    for (const failure of new Set(failures.map((one) => one.failure))) console.log(`  failed: ${failure}`);
    const waits = done.flatMap((one) => one.waits);
    console.table({
      "one after the other": { seconds: (percentile(single, 0.99) / 1000).toFixed(2) },
      [`${people} at once, 99th percentile`]: { seconds: (percentile(waits, 0.99) / 1000).toFixed(2) },
      "all done after": { seconds: ((Date.now() - began) / 1000).toFixed(1) },
    });
    return {
      lastday_failures: failures.length,
      lastday_p99_ratio: Math.round((percentile(waits, 0.99) / percentile(single, 0.99)) * 10) / 10,
    };
  } finally {
    host.child?.kill("SIGTERM");
    await new Promise((resolve) => (host.child ? host.child.once("exit", resolve) : resolve(null)));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens the check until it is of these answers, then submits every section that has one. */
async function checkAndSubmit(origin: string, person: Person, began: number) {
  const waits: number[] = [];
  try {
    const opened = Date.now();
    const seq = await check(origin, person, began + withinMs);
    waits.push(Date.now() - opened);
    const sent = Date.now();
    const form = new URLSearchParams([
      ["intent", "submit"],
      ["seq", seq],
    ]);
    for (const section of person.sections) form.append("section", section);
    const answer = await fetch(addressOf(origin, person), {
      method: "POST",
      redirect: "manual",
      headers: { Cookie: person.cookie, Origin: origin, "Content-Type": "application/x-www-form-urlencoded" },
      body: form,
      signal: AbortSignal.timeout(Math.max(1, began + withinMs - Date.now())),
    });
    waits.push(Date.now() - sent);
    const isReceipt = answer.headers.get("Location")?.includes("/receipt/") ?? false;
    return { waits, failure: answer.status === 302 && isReceipt ? null : `submit ${answer.status}` };
  } catch (error) {
    return { waits, failure: error instanceof Error ? error.message : String(error) };
  }
}

/** @returns the seq of the page that shows the fresh check */
async function check(origin: string, person: Person, until: number): Promise<string> {
  for (;;) {
    const signal = AbortSignal.timeout(Math.max(1, until - Date.now()));
    const answer = await fetch(addressOf(origin, person), { headers: { Cookie: person.cookie }, signal });
    if (answer.status !== 200) throw new Error(`check ${answer.status}`);
    const html = await answer.text();
    const seq = /name="seq" value="(\d+)"/.exec(html)?.[1];
    if (seq === undefined) throw new Error("check without a form");
    if (!html.includes(words.en.checking) && !html.includes(words.en.checkFailed)) return seq;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function addressOf(origin: string, { country }: Person): string {
  return `${origin}/en/collect/${round}/${country}/1/submit`;
}

/** A collection with a round that ends today, and everybody's answers in it: ready to be submitted. */
function prepare(file: string): Person[] {
  const db = openCollection(file);
  const began = { by: null, now: new Date(Date.now() - 90 * 86_400_000).toISOString() };
  enterOwnFiles(db, began, () => undefined);
  const countries = readDictionaryFiles()
    .countries.slice(0, people + alone)
    .map(({ code }) => code);
  mustBeDone(
    openRound(
      db,
      {
        ...{ id: round, questionnaire: "annual", version: 1, referencePeriod: "2025", parameters: {}, countries },
        ...{ title: { en: "Last day", fr: "Dernier jour" }, needsSignOff: [], opensAt: began.now },
        softDeadlineAt: new Date(Date.now() + 86_400_000).toISOString(),
        hardDeadlineAt: new Date(Date.now() + 2 * 86_400_000).toISOString(),
      },
      began,
    ),
  );
  const all = countries.map((country) => fill(db, country));
  db.$client.close();
  return all;
}

function fill(db: Collection, country: string): Person {
  const now = new Date().toISOString();
  const email = `last.${country}@example.org`.toLowerCase();
  const parts = [{ role: "focal-point" as const, country }];
  const details = { email, name: `Last ${country}`, organisation: "Bench", lang: "en" as const, demo: false };
  const person = mustBeDone(addPerson(db, { ...details, parts, passwordHash: null }, { by: null, now }));
  const secret = randomBytes(32).toString("base64url");
  startSession(db, { idHash: createHash("sha256").update(secret).digest("hex"), person, device: "bench" }, now);
  const key = { round, country, number: 1 };
  const actor = { person, name: details.name, email, lang: details.lang, grants: grantsOf(db, person, now) };
  const save = (given: readonly { path: string; value: unknown; base: number }[]) =>
    mustBeDone(
      saveAnswers(db, { ...key, changes: given.map((one) => ({ changeId: randomUUID(), ...one })) }, { actor, now }),
    );
  const { questionnaire, asked } = readStanding(db, key)!;
  const given = answersOfCountry({
    ...{ questionnaire, dictionary: readDictionary(db), area: "SE", lang: "en", coverage: 1 },
    referencePeriod: asked.referencePeriod as Period,
  }).slice(0, answersEach);
  save(given.map(({ path, value }) => ({ path, value, base: 0 })));
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const standing = readStanding(db, key)!;
    const touched = new Set(
      [...standing.answers].filter(([, { value }]) => value !== null).map(([path]) => sectionOf(questionnaire, path)),
    );
    const sections = questionnaire.sections.map(({ name }) => name).filter((name) => touched.has(name));
    const settled = settle(standing.definition, standing.nested(), { parameters: {}, sections, key: standing.hash });
    const held = [...explainSections(db, standing, { sections, settled }).values()].flatMap(holdingBack);
    if (held.length === 0) return { country, cookie: `sid=${secret}`, sections };
    const errors = held.filter(({ finding }) => finding.level === "error");
    if (errors.length === 0) {
      const reasons = held.map(({ finding: { check, at, related } }) => ({
        ...{ serves: "figure" as const, reason: "As the register counts them." },
        finding: related ? { check, at, related } : { check, at },
      }));
      mustBeDone(giveReasons(db, { ...key, lang: "en", reasons }, { by: person, now }));
      continue;
    }
    const wrong = new Set(errors.flatMap(({ finding }) => [finding.at, ...(finding.related ?? [])]));
    const standingWrong = [...standing.answers].filter(([path, { value }]) => value !== null && wrong.has(path));
    if (standingWrong.length === 0) throw new Error(`${country} cannot be mended: ${JSON.stringify(errors[0])}`);
    save(standingWrong.map(([path, { seq }]) => ({ path, value: null, base: seq })));
  }
  throw new Error(`${country} cannot be made ready`);
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if ((await fetch(url).catch(() => null))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the host did not become ready");
}
