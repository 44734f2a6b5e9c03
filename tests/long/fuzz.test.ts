import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { allAddresses } from "~/addresses";
import { round } from "../support/world";
import { isSmoke, type LongHost, makeHost } from "./host";

/*
 * Hostile requests at the whole host, as nobody and as a focal point: every address with wild parameters, and changes of
 * wild shapes at the save door. None may be answered by a 500, none may end the process, and what was refused must not be
 * stored. 20 000 requests in `npm run test:long`, a smoke of 600 in `.ci/run`; `FUZZ_REQUESTS` sets another size.
 */

const wanted = Number(process.env.FUZZ_REQUESTS ?? (isSmoke ? 600 : 20_000));
let host: LongHost;

beforeAll(async () => {
  host = await makeHost("fuzz", { CHANGES_PER_MINUTE: "100000000" });
  await host.start();
});
afterAll(() => host.remove());

const known = ["en", "fr", "FR", "NO", "1", "2026-1", "2025-1", round, "DEM-DRD-RATE", "DEM-TDI-ALL", "2024", "_T"];
const wild = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...known) },
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom(
    "..",
    "%",
    "%00",
    "%2e%2e%2f",
    "'",
    '"><script>',
    "constructor",
    "__proto__",
    "9".repeat(400),
    "-1",
    "é",
  ),
);
const names = [
  "countries",
  "from",
  "to",
  "release",
  "view",
  "groups",
  "unit",
  "section",
  "done",
  "returnTo",
  "_routes",
];
const query = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 12 })), wild), {
  maxLength: 4,
});

/** An address of a route with its parameters filled in wildly, as a page or as its data. */
const address = fc
  .tuple(
    fc.constantFrom(...allAddresses().map(([, { path }]) => path)),
    fc.array(wild, { minLength: 6, maxLength: 6 }),
    query,
  )
  .chain(([pattern, values, search]) =>
    fc.boolean().map((isData) => {
      let at = 0;
      const path = pattern.replace(/:\w+|\*/g, () => encodeURIComponent(toUtf16(values[at++] ?? "")));
      const asked = new URLSearchParams(search.map(([name, value]) => [toUtf16(name), toUtf16(value)]));
      return `${path}${isData ? ".data" : ""}${search.length > 0 ? `?${asked}` : ""}`;
    }),
  );

/** Lone surrogates cannot stand in an address. */
function toUtf16(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.record(
    {
      v: fc.oneof(fc.double(), fc.constant(null), fc.string()),
      f: fc.array(fc.string({ maxLength: 2 }), { maxLength: 3 }),
    },
    { requiredKeys: [] },
  ),
);
const change = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.record(
    {
      changeId: fc.oneof(fc.uuid(), fc.string({ maxLength: 40 })),
      path: fc.oneof(fc.constantFrom("deaths", "registers/a/register_name", "entrants/OPI/F", "registers/#rows"), wild),
      value,
      base: fc.oneof(fc.nat(5), fc.double(), fc.string({ maxLength: 5 })),
      raw: fc.oneof(fc.string({ unit: "binary", maxLength: 20 }), fc.constant(7)),
    },
    { requiredKeys: ["path"] },
  ),
);
const body = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ changes: fc.array(change, { maxLength: 5 }) }).map((one) => JSON.stringify(one)),
  },
  fc.json(),
  fc.string({ unit: "binary", maxLength: 60 }),
);

type Asked = { method: string; path: string; signedIn: boolean; body?: string; type?: string };

const request: fc.Arbitrary<Asked> = fc.oneof(
  fc.record({ method: fc.constantFrom("GET", "GET", "HEAD"), path: address, signedIn: fc.boolean() }),
  fc.record({
    method: fc.constantFrom("POST", "PUT", "DELETE"),
    path: address,
    signedIn: fc.boolean(),
    body: fc.oneof(
      query.map((pairs) => String(new URLSearchParams(pairs.map(([a, b]) => [toUtf16(a), toUtf16(b)])))),
      body,
    ),
    type: fc.constantFrom(
      "application/x-www-form-urlencoded",
      "application/json",
      "multipart/form-data; boundary=x",
      "text/plain",
    ),
  }),
  fc.record({
    method: fc.constant("POST"),
    path: fc.constantFrom(`/api/v1/submissions/${round}/FR/1/answers`, `/api/v1/submissions/${round}/NO/1/answers`),
    signedIn: fc.boolean(),
    body,
    type: fc.constantFrom("application/json", "text/plain"),
  }),
);

async function ask({ method, path, signedIn, body: sent, type }: Asked): Promise<number> {
  const answer = await fetch(`${host.origin}${path}`, {
    method,
    redirect: "manual",
    headers: {
      Origin: host.origin,
      ...(signedIn ? { Cookie: host.cookie } : {}),
      ...(type ? { "Content-Type": type } : {}),
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

it(`no hostile request of ${wanted} is answered by a 500 or ends the host`, { timeout: 1_200_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(request, async (one) => {
      // Signing out would make the rest of the signed-in requests nobody's.
      if (one.signedIn && one.path.includes("sign-out")) return;
      const status = await ask(one);
      expect(status, JSON.stringify(one)).toBeGreaterThanOrEqual(200);
      expect(status, JSON.stringify(one)).toBeLessThan(500);
    }),
    { numRuns: wanted },
  );
  expect(host.isAlive()).toBe(true);
  expect(await ask({ method: "GET", path: "/readyz", signedIn: false })).toBe(200);
});
