import type { APIResponse } from "@playwright/test";
import { personNamed } from "./support/people";
import { expect, test } from "./support/test";

/* What the host itself adds to answers: one line on keeping, and who may read them from another origin. */

const lines = (answer: APIResponse, name: string) =>
  answer
    .headersArray()
    .filter((one) => one.name.toLowerCase() === name)
    .map((one) => one.value);

const openData = [
  "/api/v1/data/DEM-DRD-RATE.csv?countries=NO",
  "/api/v1/data/DEM-DRD-RATE.json?countries=NO",
  "/api/v1/medians/DEM-DRD-RATE.csv",
  "/api/v1/indicators",
  "/api/v1/countries",
  "/api/v1/releases",
  "/api/v1/columns",
];

test("open data say once how long they may be kept, and answer a known tag without a body", async ({ request }) => {
  for (const path of openData) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(200);
    expect(lines(answer, "cache-control"), path).toEqual(["public, max-age=60"]);
    expect(lines(answer, "access-control-allow-origin"), path).toEqual(["*"]);
    const [etag = ""] = lines(answer, "etag");
    const again = await request.get(path, { headers: { "If-None-Match": etag } });
    expect([again.status(), (await again.body()).length], path).toEqual([304, 0]);
    expect(lines(again, "cache-control"), path).toEqual(["public, max-age=60"]);
  }
  const wrong = await request.get("/api/v1/columns?colour=red");
  expect([wrong.status(), lines(wrong, "cache-control")]).toEqual([400, ["no-store"]]);
});

test("public pages and their data may be read from every origin, and are asked for again", async ({ request }) => {
  for (const path of ["/en", "/fr/indicators/DEM-DRD-RATE", "/en/countries/NO.data", "/en.data", "/en/countries/XX"]) {
    for (const answer of [await request.get(path), await request.head(path)]) {
      expect(lines(answer, "access-control-allow-origin"), path).toEqual(["*"]);
      expect(lines(answer, "cache-control"), path).toHaveLength(1);
      expect(lines(answer, "set-cookie"), path).toEqual([]);
    }
  }
  const faulty = await request.get("/en/accessibility?colour=red");
  expect(faulty.status()).toBe(400);
  expect(await faulty.text()).toContain("colour=red");
});

test("nothing of a signed-in page may be read from elsewhere or kept", async ({ signedIn }) => {
  const page = await signedIn(personNamed("Claire Aubry"));
  for (const path of ["/en/collect", "/en/collect.data", "/en/account", "/en/sign-in", "/en/nowhere"]) {
    const answer = await page.request.get(path, { headers: { Origin: "https://elsewhere.example" } });
    expect(lines(answer, "access-control-allow-origin"), path).toEqual([]);
    expect(lines(answer, "cache-control"), path).toEqual(["no-store"]);
  }
  const answers = await page.request.get("/api/v1/submissions/2026-annual/FR/1/answers");
  expect(lines(answers, "access-control-allow-origin")).toEqual([]);
  expect(lines(answers, "cache-control")).toEqual(["no-store"]);
});
