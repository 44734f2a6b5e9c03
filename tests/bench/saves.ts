import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { demoPassword } from "~/domain/people/demo-people";
import { changeIds } from "~/domain/questionnaire/change-id";
import Database from "~db/sqlite/driver";

/*
 * save_ratio: single-answer durable saves per second through HTTP, 16 connections, to bare better-sqlite3 single-row
 * transactions with the same pragmas. response_ratio: whole responses of 40 answers per second, 8 connections, to the
 * same bare transactions. Rounds of both alternate; the median is taken.
 */

const seconds = 3;
const rounds = 3;
const round = "2026-annual";
/** As the fill page makes them. */
const newId = changeIds(Date.now, randomUUID);

export async function measureSaves({ origin, folder }: { origin: string; folder: string }) {
  const countries = ["AT", "BE", "BG", "HR", "CY", "CZ", "EE", "FI", "GE", "GR", "HU", "IS", "IE", "IL", "IT", "LI"];
  const savers = await Promise.all(countries.map((country, i) => makeSaver(origin, country, i)));
  const bare: number[] = [];
  const saves: number[] = [];
  const responses: number[] = [];
  for (let i = 0; i < rounds; i++) {
    bare.push(bareInserts(join(folder, `bare-${i}.sqlite`)));
    saves.push(await drive(savers, (saver) => saver.save(1)));
    responses.push(await drive(savers.slice(0, 8), (saver) => saver.save(40)));
  }
  const [bareRate, saveRate, responseRate] = [bare, saves, responses].map(median) as [number, number, number];
  console.table({
    "bare durable single-row transactions": { perSecond: Math.round(bareRate) },
    "single-answer saves, 16 connections": { perSecond: Math.round(saveRate) },
    "responses of 40 answers, 8 connections": { perSecond: Math.round(responseRate) },
  });
  return { save_ratio: ratio(saveRate, bareRate), response_ratio: ratio(responseRate, bareRate) };
}

/** Single-row transactions per second on a file of its own, with the pragmas of the collection. */
function bareInserts(file: string): number {
  const db = new Database(file);
  for (const pragma of [
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "wal_autocheckpoint = 4000",
  ])
    db.pragma(pragma);
  db.exec(
    "create table answers (id integer primary key, path text not null, value text not null, at text not null) strict",
  );
  const insert = db.prepare("insert into answers (path, value, at) values (?, ?, ?)");
  const end = performance.now() + seconds * 1000;
  let count = 0;
  while (performance.now() < end) {
    insert.run("deaths_years/Y0/F", '{"v":638,"f":["P"]}', "2026-11-24T13:00:00.000Z");
    count += 1;
  }
  db.close();
  return count / seconds;
}

type Saver = { save: (answers: number) => Promise<void> };

/** A focal point with a session and a connection of her own; each save stands on her last one of the same path. */
async function makeSaver(origin: string, country: string, i: number): Promise<Saver> {
  const cookie = await signIn(origin, `focal.point@${country.toLowerCase()}.demo`);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const address = `${origin}/api/v1/submissions/${round}/${country}/1/answers`;
  const paths = await writablePaths(origin, country, cookie);
  const bases = new Map<string, number | string>(paths);
  const names = [...bases.keys()];
  let turn = i;
  return {
    async save(answers) {
      const changes = Array.from({ length: answers }, (_, k) => {
        const path = names[(turn + k) % names.length]!;
        const changeId = newId();
        const base = bases.get(path)!;
        bases.set(path, changeId);
        return { changeId, path, base, value: { v: Math.floor(Math.random() * 1000) } };
      });
      turn += answers;
      const answer = await post(address, JSON.stringify({ changes }), { agent, cookie, origin });
      if (answer.results.some((result) => result.outcome !== "accepted"))
        throw new Error(`a save was not taken: ${JSON.stringify(answer).slice(0, 500)}`);
    },
  };
}

async function signIn(origin: string, email: string): Promise<string> {
  const answer = await fetch(`${origin}/en/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: origin, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ email, password: demoPassword }),
  });
  const cookie = answer.headers.getSetCookie().find((line) => line.includes("sid="));
  if (!cookie) throw new Error(`could not sign in as ${email}: ${answer.status}`);
  return cookie.split(";")[0]!;
}

/** Figures of a section the country may still write, with the seq they stand at. */
async function writablePaths(origin: string, country: string, cookie: string): Promise<[string, number][]> {
  const answer = await fetch(`${origin}/api/v1/submissions/${round}/${country}/1/answers`, { headers: { cookie } });
  const { answers, sections } = (await answer.json()) as {
    answers: Record<string, { seq: number }>;
    sections: Record<string, string>;
  };
  const open = (section: string) => ["draft", "returned", undefined].includes(sections[section]);
  const grid = open("seizures")
    ? "seizure_cases"
    : open("offences")
      ? "offences_drug"
      : open("prison")
        ? "prison_services"
        : "emergency_drug";
  const rows: Record<string, string[]> = {
    seizure_cases: substances.map((code) => `${code}/V`),
    offences_drug: ["CAN", "COC", "HER"].flatMap((code) =>
      ["SUP-OFF-USE", "SUP-OFF-SUP", "SUP-OFF-OTH"].map((indicator) => `${code}/${indicator}`),
    ),
    prison_services: ["ALL", "OAT", "NSP", "NAL", "HCV", "TC", "PSY"].map((code) => `${code}/V`),
    emergency_drug: substances.flatMap((code) => ["M", "F"].map((sex) => `${code}/${sex}`)),
  };
  return rows[grid]!.map((cell) => [`${grid}/${cell}`, answers[`${grid}/${cell}`]?.seq ?? 0]);
}

const substances = ["CAN_HERB", "CAN_RES", "COC_HCL", "CRACK", "HER", "FEN"];

type Answered = { results: { outcome: string }[] };

function post(
  address: string,
  body: string,
  { agent, cookie, origin }: { agent: Agent; cookie: string; origin: string },
): Promise<Answered> {
  return new Promise((done, fail) => {
    const headers = {
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body),
      Origin: origin,
      Cookie: cookie,
    };
    const sent = request(address, { method: "POST", agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (answer.statusCode === 200) done(JSON.parse(text) as Answered);
        else fail(new Error(`${answer.statusCode} ${text}`));
      });
    });
    sent.on("error", fail);
    sent.end(body);
  });
}

async function drive(savers: Saver[], work: (saver: Saver) => Promise<void>): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let count = 0;
  await Promise.all(
    savers.map(async (saver) => {
      while (performance.now() < end) {
        await work(saver);
        count += 1;
      }
    }),
  );
  return count / seconds;
}

export function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

export function ratio(one: number, other: number): number {
  return Math.round((one / other) * 1000) / 1000;
}
