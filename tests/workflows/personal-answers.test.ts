import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { erasePersonal } from "~/cli/erase";
import { env } from "~/env.server";
import { saveAnswers } from "~/workflows/answers.server";
import { erasePersonalAnswers } from "~/workflows/personal-answers.server";
import { answersOf } from "~db/collection/answers";
import { readSubmission } from "~db/collection/submissions/submissions";
import { makeWorld, mustBeDone, now, round, type World } from "../support/world";

const key = { round, country: "FR", number: 1 };
let folder: string;
let world: World;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-personal-"));
  world = makeWorld({ file: join(folder, "collection.sqlite") });
  const changes = [
    { changeId: "change-a", path: "contact", base: 0, value: "Jeanne Dupont" },
    { changeId: "change-b", path: "contact", base: "change-a", value: "Jeanne Dupont-Morel" },
    { changeId: "change-c", path: "nitazenes", base: 0, value: { v: 41 } },
  ];
  mustBeDone(saveAnswers(world.db, { ...key, changes }, { actor: world.actor("claire"), now }));
});

afterEach(() => {
  world.close();
  rmSync(folder, { recursive: true });
});

const bytesLeft = () =>
  ["collection.sqlite", "collection.sqlite-wal"].some((name) => readFileSync(join(folder, name)).includes("Dupont"));

it("erases a personal answer with its former values, and leaves no byte of them in the files", () => {
  expect(bytesLeft()).toBe(true);
  expect(erasePersonalAnswers(world.db, key, { by: null, now })).toEqual({ erased: 2, logEmptied: true });
  expect(bytesLeft()).toBe(false);
  const answers = answersOf(world.db, readSubmission(world.db, key)!.id);
  expect(answers.get("contact")).toEqual({ value: null, seq: 2 });
  expect(answers.get("nitazenes")).toEqual({ value: { v: 41 }, seq: 3 });
});

it("leaves other answers and other countries alone, and refuses a submission nobody made", () => {
  expect(erasePersonalAnswers(world.db, { ...key, path: "nitazenes" }, { by: null, now })).toMatchObject({ erased: 0 });
  expect(erasePersonalAnswers(world.db, { ...key, country: "NO" }, { by: null, now })).toEqual({
    refusal: "not-found",
  });
  expect(bytesLeft()).toBe(true);
});

it("says by the command what was erased, and in the audit that it was", async () => {
  const lines: string[] = [];
  const context = { db: world.db, env: env(), out: (line: string) => void lines.push(line), now };
  expect(await erasePersonal.run([round, "FR", "contact"], context)).toBe(0);
  expect(lines[0]).toBe(`2 personal answers of ${round}/FR/1 were erased, former values included.`);
  expect(await erasePersonal.run([round, "FR", "contact"], context)).toBe(0);
  expect(lines.at(-1)).toBe(`${round}/FR/1 holds no personal answer of that name.`);
  expect(await erasePersonal.run([round, "NO"], context)).toBe(1);
  expect(await erasePersonal.run([round], context)).toBe(2);
  const audited = world.db.$client.prepare("select subject, detail from audit where action = 'answers.erase-personal'");
  expect(audited.get()).toEqual({ subject: `${round}/FR/1`, detail: '{"erased":2}' });
});
