import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { EnvError, readEnv } from "~/env.server";

/* Settings: what stops a start, in one line that a person can act on. */

function refusalOf(source: Record<string, string>): string | null {
  try {
    readEnv(source);
    return null;
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
}

const live = { VIGIE_MODE: "live", APP_ORIGIN: "https://vigie.example" };
const smtp = "smtps://mail.example";

it("a demonstration starts with nothing stated", () => {
  expect(readEnv({})).toMatchObject({ VIGIE_MODE: "demo", APP_ORIGIN: "http://localhost:3000" });
  expect(refusalOf({ SMTP_URL: smtp })).toBeNull();
});

it.each([
  [{ VIGIE_MODE: "live" }, "APP_ORIGIN: VIGIE_MODE=live needs the public origin, such as https://vigie.example"],
  [{ VIGIE_MODE: "live", APP_ORIGIN: "" }, "APP_ORIGIN: VIGIE_MODE=live needs the public origin"],
  [{ VIGIE_MODE: "live", APP_ORIGIN: "http://vigie.example" }, "APP_ORIGIN: must be https unless it is localhost"],
  [{ ...live, SMTP_URL: smtp }, "MAIL_FROM: VIGIE_MODE=live with SMTP_URL needs the sender"],
  [{ ...live, SMTP_URL: smtp, MAIL_FROM: "Vigie" }, "MAIL_FROM: must be an address"],
  [
    { VIGIE_MODE: "live", SMTP_URL: smtp },
    "APP_ORIGIN: VIGIE_MODE=live needs the public origin, such as https://vigie.example; MAIL_FROM",
  ],
] as [Record<string, string>, string][])("a live start with %o is refused", (source, start) => {
  const message = refusalOf(source);
  expect(message?.startsWith(start), String(message)).toBe(true);
  expect(message).not.toContain("\n");
});

it.each([
  live,
  { VIGIE_MODE: "live", APP_ORIGIN: "http://localhost:3000" },
  { VIGIE_MODE: "live", APP_ORIGIN: "http://127.0.0.1:3000" },
  { ...live, SMTP_URL: smtp, MAIL_FROM: "Vigie <no-reply@vigie.example>" },
  { ...live, SMTP_URL: smtp, MAIL_FROM: "no-reply@vigie.example" },
])("a live start with %o is taken", (source) => {
  expect(refusalOf(source)).toBeNull();
});

it("the process itself ends with one line and exit code 78", () => {
  const ended = spawnSync(process.execPath, ["--import", "tsx", "server.ts"], {
    env: { PATH: process.env.PATH, VIGIE_MODE: "live", NODE_ENV: "production", TSX_TSCONFIG_PATH: "tsconfig.json" },
    encoding: "utf8",
    timeout: 60_000,
  });
  expect(ended.status, ended.stderr).toBe(78);
  expect(ended.stderr).toBe(
    "Vigie cannot start: APP_ORIGIN: VIGIE_MODE=live needs the public origin, such as https://vigie.example\n",
  );
}, 70_000);
