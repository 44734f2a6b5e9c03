import { isFigure } from "~/domain/comparison/answers";
import { frequencyOf } from "~/domain/comparison/periods";
import { factsOf, type IndicatorFacts, type SeriesFacts } from "~/domain/comparison/view-facts";
import type { ViewProblem } from "~/domain/comparison/view-parameters";
import { usualSeries } from "~/domain/comparison/view-usual";
import type { Lang } from "~/domain/dictionary/dictionary";
import { isRefusal, type Refusal } from "~/domain/refusal";
import { env } from "~/env.server";
import { statusOf } from "~/http.server";
import { intactReleases, listReleases, releaseOf, withdrawalNotice } from "~/release.server";
import type { Release } from "~db/release/reader";

/*
 * What every public loader needs of a release: which one is asked for, its countries and groups in the language of the
 * page, and what it has of an indicator. A release never changes, so what is read once is kept with it.
 */

export type Named = { code: string; name: string };
export type NamedGroup = Named & { members: ReadonlySet<string> };

/**
 * Reads the release an address asks for; throws a response otherwise: 410 with reason and successor for a withdrawn one,
 * and for one that never was what releases there are.
 * @param place  a faulty parameter is a 400; a faulty part of the path is a page that does not exist, 404
 */
export function releaseFor(id: string | null, place: "parameter" | "path" = "parameter"): Release {
  const folder = env().releasesFolder;
  const found = releaseOf(folder, id ?? undefined);
  if (!isRefusal(found)) return found;
  if (found.refusal === "release-damaged") throw damaged(folder, found);
  const notice = id === null ? null : withdrawalNotice(folder, id);
  if (notice) throw Response.json({ gone: notice }, { status: statusOf(found) });
  const known = releaseIds();
  if (id === null || known.length === 0) throw Response.json({ noRelease: true }, { status: 404 });
  throw Response.json(
    { fault: { problem: "unknown-release", parameter: "release", value: id, known } satisfies ViewProblem },
    { status: place === "path" ? 404 : 400 },
  );
}

/** What a page says of a release whose file is not the one that was published, with those that may be read. */
function damaged(folder: string, { detail }: Refusal): Response {
  const about = { release: String(detail?.release), why: String(detail?.why), intact: intactReleases(folder) };
  return Response.json({ damaged: about }, { status: 503, headers: { "Retry-After": "3600" } });
}

/** The same for pages that are there before the first release: they say so, with 200, since nothing is wrong. */
export function listedRelease(id: string | null = null): Release {
  if (releaseIds().length === 0) throw Response.json({ noRelease: true }, { status: 200 });
  return releaseFor(id);
}

/**
 * Is the release an address shows synthetic? A page without figures (a fault, a withdrawn release) goes by the newest.
 * @param id  as the address has it, in its path or behind the question mark; null = the newest
 */
export function showsSynthetic(id: string | null): boolean {
  const folder = env().releasesFolder;
  const named = releaseOf(folder, id ?? undefined);
  const release = isRefusal(named) ? releaseOf(folder) : named;
  return !isRefusal(release) && release.meta().synthetic;
}

/** Ids of all releases that may be chosen, newest first. */
export function releaseIds(): string[] {
  return listReleases(env().releasesFolder)
    .filter((one) => one.notice === null)
    .map((one) => one.id);
}

const worlds = new WeakMap<Release, Map<Lang, World>>();

export type World = {
  lang: Lang;
  /** Every country of the release, by name. */
  countries: Named[];
  nameOf: (code: string) => string;
  groups: NamedGroup[];
  /** Members of the Pompidou Group by name: the countries that are asked. */
  members: Named[];
};

/** Code of the group whose members are asked. */
export const membersGroup = "PG";

/** Countries and groups of a release, in the alphabet of the language. */
export function worldOf(release: Release, lang: Lang): World {
  const byLang = worlds.get(release) ?? new Map<Lang, World>();
  worlds.set(release, byLang);
  const known = byLang.get(lang);
  if (known) return known;
  const collator = new Intl.Collator(lang);
  const countries = release
    .countries()
    .map(({ code, name }) => ({ code, name: name[lang] }))
    .sort((a, b) => collator.compare(a.name, b.name));
  const names = new Map(countries.map((one) => [one.code, one.name]));
  const groups = release
    .groups()
    .map(({ code, name, members }) => ({ code, name: name[lang], members: new Set(members) }));
  const asked = groups.find((group) => group.code === membersGroup)?.members ?? new Set(names.keys());
  const world: World = {
    lang,
    countries,
    nameOf: (code) => names.get(code) ?? code,
    groups,
    members: countries.filter(({ code }) => asked.has(code)),
  };
  byLang.set(lang, world);
  return world;
}

export type KnownIndicator = {
  facts: IndicatorFacts;
  usual: SeriesFacts | null;
  /** Country → how many values of the common definition and the frequency shown it has in the usual series. */
  lengths: ReadonlyMap<string, number>;
  /** Countries with any value or answer of the indicator; "not known" is none. */
  withData: ReadonlySet<string>;
};

const indicators = new WeakMap<Release, Map<string, KnownIndicator | null>>();

/** What a release has of an indicator; null when its dictionary does not know it. */
export function knownIndicator(release: Release, code: string): KnownIndicator | null {
  const byCode = indicators.get(release) ?? new Map<string, KnownIndicator | null>();
  indicators.set(release, byCode);
  const known = byCode.get(code);
  if (known !== undefined) return known;
  const made = readIndicator(release, code);
  byCode.set(code, made);
  return made;
}

function readIndicator(release: Release, code: string): KnownIndicator | null {
  const indicator = release.dictionary().indicators.get(code);
  if (!indicator) return null;
  const series = release.seriesOf(code);
  const points = release.observationsOf(series.map((one) => one.id));
  const facts = factsOf(indicator, series, points);
  const usual = usualSeries(facts, points, release.dictionary());
  const lengths = new Map<string, number>();
  const withData = new Set<string>();
  for (const point of points) {
    if (!isFigure(point)) continue;
    withData.add(point.area);
    if (point.series === usual?.id && !point.flags.includes("D") && frequencyOf(point.period) === usual.frequency)
      lengths.set(point.area, (lengths.get(point.area) ?? 0) + 1);
  }
  return { facts, usual, lengths, withData };
}
