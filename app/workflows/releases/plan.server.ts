import type { Text } from "~/domain/dictionary/dictionary";
import { type Refusal, refuse } from "~/domain/refusal";
import { type NowPoint, shareOfChange } from "~/domain/release/changes";
import { pointKey } from "~/domain/release/compose";
import type { ComposedPoint } from "~/domain/release/composed-point";
import { populationIndicator } from "~/domain/release/derived";
import {
  type AddedGroup,
  byChange,
  type PlanPoint,
  type PlanWhy,
  type ReleasePlan,
  type WithdrawnGroup,
  type WithheldGroup,
} from "~/domain/release/plan";
import { compiled } from "~/survey/questionnaire/compiled.server";
import type { Collection } from "~db/collection/client";
import { acceptedNow, disclosureRulesOf, pinsOf, readRelease, withdrawalsOf } from "~db/collection/releases/releases";
import { listRounds } from "~db/collection/rounds";
import { toPlan } from "./audit.server";
import { type Candidacy, composeRelease } from "./compose.server";
import { hashOfRelease, lostPins } from "./pins.server";
import { revisionReasons, withdrawalRows } from "./points.server";

/** The last plans made, by what they were made from: a page and its lists ask for the same one. */
const kept = new Map<string, ReleasePlan>();
const mostKept = 2;

/**
 * What a prepared release would publish: added, revised, withheld and why, withdrawn, and what was checked. Reads only.
 * @returns  `wrong-state` once it is published: then the file itself says what changed
 */
export function planRelease(
  db: Collection,
  id: string,
  folder: string,
  onAudited?: (done: number, all: number) => void,
): ReleasePlan | Refusal {
  const release = readRelease(db, id);
  if (!release) return refuse("not-found");
  if (release.state !== "prepared") return refuse("wrong-state", { state: release.state });
  const hash = hashOfRelease(db, release);
  const lost = lostPins(db, id).length > 0;
  const key = `${folder}|${id}|${hash}|${lost}`;
  const known = kept.get(key);
  const plan = known ?? makePlan(db, composeRelease(db, release, folder, onAudited));
  if (!known) {
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    kept.set(key, plan);
  }
  const checks = { ...plan.checks, unchanged: hash === release.pinsHash && !lost, since: acceptedSince(db, id) };
  return { ...plan, pinsHash: release.pinsHash, checks };
}

function makePlan(db: Collection, candidacy: Candidacy): ReleasePlan {
  const { release, former, changes, composed, said, pins } = candidacy;
  const formerPins = new Set(former ? pinsOf(db, former.id).map(pinName) : []);
  const fresh = pins.filter((pin) => !formerPins.has(pinName(pin)));
  const sections = fresh.flatMap((pin) => (pin.kind === "section" ? [`${pin.submission} ${pin.section}`] : []));
  const points = new Map(composed.points.map((point) => [pointKey(point.observation), point]));
  const reasons = revisionReasons(candidacy);
  const withheld = withheldPoints(candidacy);
  const withdrawn = withdrawnGroups(db, candidacy);
  return {
    id: release.id,
    pinsHash: release.pinsHash,
    former: former && { id: former.id, publishedAt: former.publishedAt },
    counts: {
      figures: said.size,
      added: changes.added.length,
      revised: changes.revised.length,
      shown: changes.shown.length,
      hidden: changes.hidden.length,
      withheld: withheld.length,
      withdrawn: withdrawn.reduce((sum, one) => sum + one.count, 0),
    },
    from: {
      sections: sections.length,
      countries: new Set(sections.map((name) => candidacy.origins.get(name)?.country)).size,
      imports: pins.filter((pin) => pin.kind === "import").length,
      newImports: fresh.filter((pin) => pin.kind === "import").length,
    },
    added: addedGroups(db, candidacy, points),
    addedPoints: changes.added.map(({ series, area, period, value, code, flags }) => ({
      series,
      area,
      period,
      value,
      code,
      flags,
    })),
    revised: changes.revised
      .map(({ key, before, now }) => {
        const { value, code, flags } = now;
        return {
          ...pointOf(now),
          before,
          now: { value, code, flags },
          share: shareOfChange(before.value, value),
          reason: reasons.get(key) ?? null,
        };
      })
      .sort(byChange),
    withheld: withheldGroups(withheld, candidacy),
    withheldPoints: withheld,
    withdrawn,
    checks: {
      pinned: pins.length,
      unchanged: true,
      tables: composed.disclosure.tables,
      whole: composed.disclosure.whole,
      given: givenPoints(candidacy),
      shownBefore: composed.disclosure.shownBefore.map((at) => pointOf(composed.points[at]!.observation)),
      since: [],
    },
    audit: toPlan(candidacy.audit),
    stricter: stricter(db),
    heldTexts: candidacy.heldTexts,
  };
}

/** Withheld figures that others give away: by what the rule found while it withheld, and by what the audit found. */
function givenPoints({ composed, audit }: Candidacy): PlanPoint[] {
  const points = [
    ...composed.disclosure.given.map((at) => pointOf(composed.points[at]!.observation)),
    ...audit.narrow.filter(({ elsewhere }) => elsewhere).map(pointOf),
  ];
  return [...new Map(points.map((point) => [pointKey(point), point])).values()];
}

function pinName(pin: Candidacy["pins"][number]): string {
  return pin.kind === "section" ? `${pin.submission} ${pin.section}` : `import ${pin.import}`;
}

function pointOf({ series, area, period }: PlanPoint): PlanPoint {
  return { series, area, period };
}

/** Added figures by the section or the file they come from, the fullest first. */
function addedGroups(db: Collection, candidacy: Candidacy, points: ReadonlyMap<string, ComposedPoint>): AddedGroup[] {
  const groups = new Map<string, { kind: AddedGroup["kind"]; title: Text | null; points: NowPoint[] }>();
  for (const added of candidacy.changes.added) {
    const about = groupOf(db, candidacy, points.get(pointKey(added)));
    const group = groups.get(about.name) ?? { kind: about.kind, title: about.title, points: [] };
    group.points.push(added);
    groups.set(about.name, group);
  }
  const before = new Set([...(candidacy.former?.points.keys() ?? [])].map((key) => key.split("|")[1]!));
  return [...groups.values()]
    .sort((a, b) => b.points.length - a.points.length)
    .map(({ kind, title, points: added }) => {
      const provisional = added.filter((one) => one.flags.includes("P")).length;
      const fresh = new Map<string, string>();
      for (const { area, period } of added) {
        if (!before.has(area) && (fresh.get(area) ?? "9999") > period) fresh.set(area, period);
      }
      return {
        ...{ kind, title, figures: added.length, countries: new Set(added.map((one) => one.area)).size },
        period: commonest(added.map((one) => one.period)),
        provisional: provisional * 2 > added.length,
        firstTime: candidacy.former === null ? [] : [...fresh].map(([country, period]) => ({ country, period })),
      };
    });
}

function groupOf(
  db: Collection,
  { origins, imports }: Candidacy,
  point: ComposedPoint | undefined,
): { name: string; kind: AddedGroup["kind"]; title: Text | null } {
  if (!point) return { name: "derived", kind: "derived", title: null };
  const { provenance } = point.observation;
  if (provenance.kind === "import")
    return {
      name: `import ${provenance.import}`,
      kind: "import",
      title: imports.get(provenance.import)?.source ?? null,
    };
  const origin = origins.get(`${provenance.submission} ${provenance.section}`);
  const title = origin ? sectionTitle(db, origin, provenance.section) : null;
  return { name: `section ${origin?.questionnaire} ${provenance.section}`, kind: "section", title };
}

function sectionTitle(db: Collection, of: { questionnaire: string; version: number }, section: string): Text {
  const found = compiled(db, of.questionnaire, of.version).questionnaire.sections.find((one) => one.name === section);
  return found?.shortTitle ?? { en: section, fr: section };
}

function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1))[0]?.[0] ?? "";
}

function withheldPoints({ composed }: Candidacy): (PlanPoint & { why: PlanWhy; value: number | null })[] {
  const reported = composed.points.flatMap(({ observation, withheld, why }) =>
    withheld ? [{ ...pointOf(observation), why: why ?? ("by-country" as const), value: observation.value }] : [],
  );
  const derived = composed.derived.flatMap((one) =>
    one.withheld ? [{ ...pointOf(one), why: "rate" as const, value: null }] : [],
  );
  return [...reported, ...derived];
}

const order: readonly PlanWhy[] = [
  "small",
  "gives-away",
  "whole-table",
  "confidential",
  "by-country",
  "few-persons",
  "unknown-base",
  "small-share",
  "withheld-base",
  "rate",
];

function withheldGroups(points: readonly (PlanPoint & { why: PlanWhy })[], { said }: Candidacy): WithheldGroup[] {
  return order.flatMap((why) => {
    const own = points.filter((one) => one.why === why);
    if (own.length === 0) return [];
    const tables = new Set(own.map((one) => `${said.get(pointKey(one))?.indicator}|${one.area}|${one.period}`)).size;
    return [{ why, figures: own.length, tables, countries: new Set(own.map((one) => one.area)).size }];
  });
}

/** Withdrawals of this release, by country, indicator and reason. */
function withdrawnGroups(db: Collection, candidacy: Candidacy): WithdrawnGroup[] {
  const entered = new Map(withdrawalsOf(db, candidacy.release.id).map((one) => [pointKey(one), one.id]));
  const groups = new Map<string, WithdrawnGroup>();
  for (const row of withdrawalRows(db, candidacy)) {
    if (row.release !== candidacy.release.id) continue;
    const indicator = /^[^:@]*/.exec(row.series)![0];
    const key = `${row.area}|${indicator}|${row.reasonEn}`;
    const known = groups.get(key) ?? {
      country: row.area,
      indicator,
      count: 0,
      from: row.period,
      to: row.period,
      reason: { en: row.reasonEn, fr: row.reasonFr },
      entered: [],
    };
    known.count++;
    if (row.period < known.from) known.from = row.period;
    if (row.period > known.to) known.to = row.period;
    const id = entered.get(pointKey(row));
    if (id !== undefined) known.entered.push(id);
    groups.set(key, known);
  }
  return [...groups.values()];
}

function acceptedSince(db: Collection, id: string): { country: string; section: Text }[] {
  const pinned = new Set(pinsOf(db, id).map(pinName));
  const rounds = new Map(listRounds(db).map((round) => [round.id, round]));
  return acceptedNow(db)
    .filter((row) => !pinned.has(`${row.submission} ${row.section}`))
    .flatMap((row) => {
      const round = rounds.get(row.round);
      return round ? [{ country: row.country, section: sectionTitle(db, round, row.section) }] : [];
    });
}

/** Countries that ask for a higher threshold than the indicator has, with the highest they ask for. */
function stricter(db: Collection): { country: string; threshold: number }[] {
  const highest = new Map<string, number>();
  for (const [key, { threshold }] of disclosureRulesOf(db)) {
    const [country, indicator] = key.split("|");
    if (threshold !== null && indicator !== populationIndicator)
      highest.set(country!, Math.max(highest.get(country!) ?? 0, threshold));
  }
  return [...highest].map(([country, threshold]) => ({ country, threshold }));
}
