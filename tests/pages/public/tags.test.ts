import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { AddressName } from "~/addresses";
import { loaded, publicInstallation } from "../../support/public-release";

/* Tags of the open data: a function of content, code and address, so that a known answer is never made again. */

let folder: string;
beforeAll(() => {
  folder = publicInstallation();
});

const at = "/api/v1/data/DEM-DRD-N.csv";
const ask = (query: string, headers: Record<string, string> = {}) =>
  loaded<Response>("public.api.data", `${at}${query}`, { file: "DEM-DRD-N.csv" }, headers);
const tagOf = async (query: string) => (await ask(query)).headers.get("ETag") ?? "";

it("a known answer is given without making its text", async () => {
  const { apiAnswer, jsonType } = await import("~/pages/public/open-data.server");
  const answer = (headers: Record<string, string>, make: () => { body: string }) =>
    apiAnswer(new Request("https://vigie.example/api/v1/x?a=1", { headers }), {
      content: "one",
      type: jsonType,
      named: false,
      make,
    });
  const etag = answer({}, () => ({ body: "{}" })).headers.get("ETag") ?? "";
  const again = answer({ "If-None-Match": etag }, () => {
    throw new Error("the text was made");
  });
  expect([again.status, again.body, again.headers.get("ETag")]).toEqual([304, null, etag]);
});

it("the order of parameters makes no other tag, the release meant by none is the newest", async () => {
  expect(await tagOf("?from=2015&countries=NO")).toBe(await tagOf("?countries=NO&from=2015"));
  expect(await tagOf("?countries=NO")).not.toBe(await tagOf("?countries=PT"));
  // Two addresses are two tags, though the text is the same.
  expect(await tagOf("")).not.toBe(await tagOf("?release=2026-1"));
  expect(await tagOf("?release=2025-1")).not.toBe(await tagOf("?release=2026-1"));
});

it("a wrong parameter is a 400 even when the tag is known", async () => {
  expect((await ask("?countries=XX", { "If-None-Match": "*" })).status).toBe(400);
  const medians = await loaded<Response>(
    "public.api.medians",
    "/api/v1/medians/DEM-DRD-RATE.csv?groups=XX",
    { file: "DEM-DRD-RATE.csv" },
    { "If-None-Match": "*" },
  );
  expect(medians.status).toBe(400);
});

it("every address of the API knows its own tag again", async () => {
  for (const [route, url, params] of [
    ["public.api.data", `${at}?countries=NO`, { file: "DEM-DRD-N.csv" }],
    ["public.api.medians", "/api/v1/medians/DEM-DRD-RATE.json", { file: "DEM-DRD-RATE.json" }],
    ["public.api.indicators", "/api/v1/indicators", {}],
    ["public.api.countries", "/api/v1/countries", {}],
    ["public.api.releases", "/api/v1/releases", {}],
    ["public.api.columns", "/api/v1/columns", {}],
  ] as [AddressName, string, Record<string, string>][]) {
    const first = await loaded<Response>(route, url, params);
    expect(first.status, url).toBe(200);
    expect((await first.text()).length, url).toBeGreaterThan(100);
    const again = await loaded<Response>(route, url, params, { "If-None-Match": first.headers.get("ETag") ?? "" });
    expect([again.status, await again.text()], url).toEqual([304, ""]);
  }
});

it("the content a tag rests on is the hash of the release file, also where none stands beside it", async () => {
  const { hashOf, releaseOf } = await import("~/release.server");
  const { isRefusal } = await import("~/domain/refusal");
  const releases = join(folder, "releases");
  rmSync(join(releases, "2025-1.sqlite.sha256"), { force: true });
  for (const id of ["2025-1", "2026-1"]) {
    const release = releaseOf(releases, id);
    if (isRefusal(release)) throw new Error(id);
    const hash = createHash("sha256")
      .update(readFileSync(join(releases, `${id}.sqlite`)))
      .digest("hex");
    expect(hashOf(release)).toBe(hash);
  }
});
