import type { Lang } from "~/domain/dictionary/dictionary";
import { type Actor, decide } from "~/domain/people/access";
import type { PlanPoint, ReleasePlan, RevisedPoint } from "~/domain/release/plan";
import { formatDay, formatList, formatNumber, formatPercent, formatTime } from "~/i18n/format";
import { audit } from "~/i18n/releases/audit";
import { involvedIn } from "~/workflows/releases/releases.server";
import type { Collection } from "~db/collection/client";
import { namesOf, publishers } from "~db/collection/releases/people";
import type { ReleaseRow } from "~db/collection/releases/releases";
import { sayAudit } from "./audit.server";
import { sayDone, sayInvolved } from "./involved.server";
import { type Saying, type Speaker, speaker } from "./speaker.server";

/* A prepared release in words: pages draw what stands here and compute nothing. */

/** Rows of a section on the page; the rest stands on the page of the whole list. */
const most = 5;

/** May the person be shown values that are withheld? Only who may prepare a release. */
export function seesWithheld(actor: Pick<Actor, "grants">): boolean {
  return decide(actor, "release.prepare").allowed;
}

/** A change in words: `× 1 000`, `+36 %`, or that a value came or went. */
export function sayChange(point: Pick<RevisedPoint, "before" | "now" | "share">, { lang, words }: Speaker): string {
  const { before, now, share } = point;
  if (before.value === now.value && before.code === now.code) return words.statusOnly;
  if (before.value === null && now.value !== null) return words.appears;
  if (before.value !== null && now.value === null) return words.disappears;
  if (share === null || !Number.isFinite(share)) return "";
  const factor = share + 1;
  if (factor >= 10) return words.times(formatNumber(Math.round(factor), lang, { small: true }));
  const percent = share * 100;
  const sign = percent > 0 ? "+" : "";
  return `${sign}${formatPercent(percent, lang, Math.abs(percent) < 1 ? 1 : 0)}`;
}

/** The page of a prepared release. */
export function sayCandidate(
  db: Collection,
  given: { release: ReleaseRow; plan: ReleasePlan; actor: Actor; lang: Lang; now: string },
) {
  const { release, plan, actor, lang, now } = given;
  const speak = speaker(db, lang);
  const { words, number, country } = speak;
  const involved = involvedIn(db, release);
  const names = namesOf(db, involved);
  const preparer = names.get(release.preparedBy) ?? "–";
  const own = involved.includes(actor.person);
  const day = (at: string) => formatDay(at, lang);
  return {
    id: plan.id,
    pinsHash: plan.pinsHash,
    lead: plan.former ? words.against(plan.former.id, day(plan.former.publishedAt)) : words.first,
    former: plan.former?.id ?? null,
    counts: sayCounts(plan, speak),
    from: words.from(
      words.fromSections(number(plan.from.sections), plan.from.sections),
      words.fromCountries(plan.from.countries),
      words.fromImports(plan.from.imports, plan.from.newImports),
    ),
    added: plan.added.map((group) => ({
      title: group.title?.[lang] ?? words.computedFigures,
      figures: number(group.figures),
      countries: number(group.countries),
      period: group.provisional ? words.periodProvisional(group.period) : group.period,
      first: sayFirst(group.firstTime, speak),
    })),
    revised: plan.revised.slice(0, most).map((point) => sayRevised(point, speak)),
    withheld: plan.withheld.map((group) => ({
      why: words.whys[group.why],
      figures: number(group.figures),
      tables: number(group.tables),
      countries: number(group.countries),
    })),
    threshold: words.threshold(words.tablesCount(number(plan.checks.tables), plan.checks.tables)),
    stricter:
      plan.stricter.length === 0
        ? null
        : words.stricter(
            formatList(
              plan.stricter.map((one) => words.stricterOne(country(one.country), one.threshold)),
              lang,
            ),
          ),
    heldTexts: plan.heldTexts === 0 ? null : words.heldTexts(number(plan.heldTexts), plan.heldTexts),
    withdrawn: plan.withdrawn.map((group) => ({
      country: country(group.country),
      figures: `${speak.indicator(group.indicator)}, ${group.from === group.to ? group.from : `${group.from}–${group.to}`}`,
      count: number(group.count),
      reason: group.reason[lang],
      entered: group.entered,
    })),
    totals: {
      added: number(plan.counts.added),
      revised: number(plan.counts.revised),
      withheld: number(plan.counts.withheld),
    },
    more: {
      added: plan.counts.added > 0,
      revised: plan.counts.revised > 0,
      withheld: plan.counts.withheld > 0 && seesWithheld(actor),
    },
    desk: {
      own,
      mayPublish: !own && decide(actor, "release.publish").allowed,
      mayPrepare: decide(actor, "release.prepare").allowed,
      preparer,
      involved: sayInvolved(db, release, lang),
      done: sayDone(db, release, speak),
      others: publishers(db, now)
        .filter((one) => !involved.includes(one.person))
        .map(({ name, role }) => ({ name, role })),
      preparedBy: words.preparedBy(preparer, day(release.preparedAt), formatTime(release.preparedAt, lang)),
      withdrawals: plan.withdrawn.reduce((sum, group) => sum + group.entered.length, 0),
    },
    note: release.noteEn === null || release.noteFr === null ? null : { en: release.noteEn, fr: release.noteFr },
    audit: sayAudit(plan, speak, seesWithheld(actor)),
    checks: sayChecks(plan, release, { speak, now }),
  };
}

/** The numbers at the head. What is only withheld or shown now was said before: neither is a revision. */
function sayCounts({ counts, former }: ReleasePlan, { words, number }: Speaker): { number: string; word: string }[] {
  const said = words.counts;
  const row = (count: number, word: (count: number) => string) => ({ number: number(count), word: word(count) });
  return [
    row(counts.figures, said.inAll),
    row(counts.added, said.added),
    row(counts.revised, said.revised),
    ...(former ? [row(counts.shown, said.shownAnew), row(counts.hidden, said.hiddenAnew)] : []),
    row(counts.withheld, said.withheld),
    row(counts.withdrawn, said.withdrawn),
  ];
}

function sayFirst(
  firstTime: readonly { country: string; period: string }[],
  { words, country, lang }: Speaker,
): string {
  const said = firstTime.slice(0, 3).map((one) => words.firstFrom(country(one.country), one.period));
  if (said.length === 0) return "–";
  return firstTime.length > 3 ? words.andOthers(said.join(", "), firstTime.length - 3) : formatList(said, lang);
}

/** A revised point in words. */
export function sayRevised(point: RevisedPoint, speak: Speaker) {
  const { words, lang } = speak;
  const status = (said: Saying) =>
    point.before.value === point.now.value && point.before.code === point.now.code ? speak.status(said) : "";
  const [before, after] = speak.revision(point.before, point.now, point.series);
  return {
    key: `${point.series}|${point.area}|${point.period}`,
    country: speak.country(point.area),
    figure: speak.figure(point),
    before: [before, status(point.before)].filter((part) => part !== "").join(" "),
    now: [after, status(point.now)].filter((part) => part !== "").join(" "),
    change: sayChange(point, speak),
    reason: point.reason?.text ?? words.noReason,
    reasonLang: point.reason && point.reason.lang !== lang ? point.reason.lang : undefined,
    hasReason: point.reason !== null,
  };
}

type Check = { good: boolean; text: string; detail?: string };

function sayChecks(plan: ReleasePlan, release: ReleaseRow, { speak, now }: { speak: Speaker; now: string }) {
  const { words, number, country, lang } = speak;
  const { checks } = plan;
  const lines: Check[] = [
    checks.unchanged
      ? { good: true, text: words.pinned(number(checks.pinned), formatTime(release.preparedAt, lang)) }
      : { good: false, text: words.changed },
    { good: true, text: words.traceable },
  ];
  const told = plan.audit.told.length;
  if (told > 0) lines.push({ good: false, text: audit[lang].told(told) });
  else if (checks.given.length === 0) lines.push({ good: true, text: words.notComputable });
  if (checks.given.length > 0)
    lines.push({
      good: false,
      text: words.given(number(checks.given.length), checks.given.length),
      detail: sayPoints(checks.given, speak),
    });
  if (checks.shownBefore.length > 0 && plan.former)
    lines.push({
      good: false,
      text: words.shownBefore(number(checks.shownBefore.length), plan.former.id),
      detail: sayPoints(checks.shownBefore, speak),
    });
  if (plan.former && plan.counts.withheld > 0) lines.push({ good: true, text: audit[lang].compared(plan.former.id) });
  if (checks.since.length > 0) {
    const said = checks.since.slice(0, 6).map((one) => `${country(one.country)}, ${one.section[lang]}`);
    const more = checks.since.length - said.length;
    lines.push({
      good: false,
      text: words.sinceTitle(checks.since.length),
      detail: more > 0 ? words.andOthers(said.join(" · "), more) : said.join(" · "),
    });
  }
  return {
    title: words.checked(formatTime(now, lang)),
    lines,
    since: checks.since.length,
    unchanged: checks.unchanged,
  };
}

function sayPoints(points: readonly PlanPoint[], { words, country, figure }: Speaker): string {
  const said = points.slice(0, 3).map((point) => words.ofCountry(country(point.area), figure(point)));
  return points.length > 3 ? words.andOthers(said.join(" · "), points.length - 3) : said.join(" · ");
}
