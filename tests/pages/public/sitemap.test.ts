import { beforeAll, describe, expect, it } from "vitest";
import { type AddressName, allAddresses } from "~/addresses";
import { sitemapOf } from "~/pages/public/sitemap.resource";
import { loaded, publicInstallation } from "../../support/public-release";

/* What searchers are told: which pages there are, and where they need not look. */

const origin = "https://vigie.example";
const locsIn = (text: string) => [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1]!);

async function sitemap(headers: Record<string, string> = {}): Promise<Response> {
  return loaded<Response>("public.sitemap", "/sitemap.xml", {}, headers);
}

/** The row that answers an address, with its parts. */
function rowOf(address: string): { name: AddressName; params: Record<string, string> } | null {
  const rows = allAddresses().filter(([, { kept }]) => kept);
  const literal = (path: string) => path.split("/").filter((part) => !part.startsWith(":")).length;
  rows.sort(([, a], [, b]) => literal(b.path) - literal(a.path));
  for (const [name, { path }] of rows) {
    const pattern = new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
    const found = pattern.exec(address);
    if (found) return { name, params: { ...found.groups } };
  }
  return null;
}

describe("with releases", () => {
  beforeAll(() => {
    publicInstallation();
  });

  it("names every kept page that can be listed, in both languages, and no passport", async () => {
    const response = await sitemap();
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe("application/xml; charset=utf-8");
    const locs = locsIn(await response.text());
    const named = new Set(locs.map((loc) => rowOf(loc.slice(origin.length))?.name));
    const kept = allAddresses().flatMap(([name, row]) => (row.kept ? [name] : []));
    expect(kept.filter((name) => !named.has(name))).toEqual(["public.point"]);
    expect(locs).toContain(`${origin}/en`);
    expect(locs).toContain(`${origin}/fr/indicators/DEM-DRD-N`);
    expect(locs).toContain(`${origin}/en/data/2025-1`);
    expect(new Set(locs).size).toBe(locs.length);
    expect(locs.filter((loc) => loc.startsWith(`${origin}/en`))).toHaveLength(locs.length / 2);
  });

  it("leads to pages that are there", async () => {
    const english = locsIn(await (await sitemap()).text()).filter((loc) => loc.startsWith(`${origin}/en`));
    const missing: string[] = [];
    // A page of an indicator takes the longest: every tenth.
    for (const loc of english.filter((one, at) => !one.includes("/indicators/") || at % 10 === 0)) {
      const path = loc.slice(origin.length);
      const row = rowOf(path);
      const page = row && (await loaded<unknown>(row.name, path, row.params));
      if (!row || (page instanceof Response && page.status !== 200)) missing.push(path);
    }
    expect(missing).toEqual([]);
  });

  it("says beside each page where it stands in the other language", async () => {
    const line = (await (await sitemap()).text())
      .split("\n")
      .find((one) => one.includes(`<loc>${origin}/fr/data</loc>`));
    expect(line).toBe(
      `<url><loc>${origin}/fr/data</loc><xhtml:link rel="alternate" hreflang="en" href="${origin}/en/data"/>` +
        `<xhtml:link rel="alternate" hreflang="fr" href="${origin}/fr/data"/></url>`,
    );
  });

  it("is kept and known again like the open data, and refuses a parameter", async () => {
    const response = await sitemap();
    expect(response.headers.get("Cache-Control")).toBe("public, max-age=60");
    const etag = response.headers.get("ETag") ?? "";
    expect(etag).toMatch(/^W\/"/);
    expect((await sitemap({ "If-None-Match": etag })).status).toBe(304);
    expect((await loaded<Response>("public.sitemap", "/sitemap.xml?page=2")).status).toBe(400);
  });

  it("leads searchers to the sitemap and away from the desks", async () => {
    const response = await loaded<Response>("public.robots", "/robots.txt");
    const lines = (await response.text()).split("\n");
    expect(response.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect(lines.slice(0, 2)).toEqual(["User-agent: *", "Allow: /"]);
    expect(lines.filter((line) => line.startsWith("Disallow: /en/")).sort()).toEqual(
      ["account", "audit", "collect", "outbox", "people", "releases", "review", "studio"].map(
        (part) => `Disallow: /en/${part}`,
      ),
    );
    expect(lines.filter((line) => line.startsWith("Disallow: /fr/"))).toHaveLength(8);
    expect(lines).toContain(`Sitemap: ${origin}/sitemap.xml`);
  });

  it("shuts no public page out", async () => {
    const text = await (await loaded<Response>("public.robots", "/robots.txt")).text();
    const shut = [...text.matchAll(/^Disallow: (.+)$/gm)].map((match) => match[1]!);
    const locs = locsIn(await (await sitemap()).text()).map((loc) => loc.slice(origin.length));
    expect(locs.filter((path) => shut.some((beginning) => path.startsWith(beginning)))).toEqual([]);
  });
});

it("a sitemap holds at most 50 000 addresses, and what XML would take for its own is escaped", () => {
  const paths = Array.from({ length: 25_001 }, (_, at) => `/en/x${at}`);
  expect(locsIn(sitemapOf(paths, origin))).toHaveLength(50_000);
  expect(sitemapOf(['/en/a&b"'], origin)).toContain(`<loc>${origin}/en/a&amp;b&quot;</loc>`);
});
