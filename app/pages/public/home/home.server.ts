import { tileOf } from "~/charts/tiles";
import { themeOrder } from "~/domain/comparison/view";
import { type Lang, nameOfCode } from "~/domain/dictionary/dictionary";
import { lastInstant } from "~/domain/submission/deadline";
import { formatDay, formatNumber, formatPercent } from "~/i18n/format";
import { home } from "~/i18n/public/home";
import { publicWords } from "~/i18n/public/public";
import { worldOf } from "~/pages/public/world.server";
import type { Release } from "~db/release/reader";
import { featuredOf } from "./featured.server";

export type Tile = {
  code: string;
  name: string;
  column: number;
  row: number;
  /** `87 %`, `none`, `not asked`; null where no round tells. */
  text: string | null;
  label: string;
  level: "high" | "middle" | "low" | "none";
};

/** Everything the home page shows of the newest release. */
export function toHome(release: Release, lang: Lang) {
  const world = worldOf(release, lang);
  const meta = release.meta();
  const words = home[lang];
  const number = (value: number) => formatNumber(value, lang, { small: true });
  const counts = new Map(release.indicatorCounts().map((one) => [one.indicator, one.countries]));
  const indicators = [...release.dictionary().indicators.values()];
  const withData = release.countriesWithData();
  return {
    lang,
    title: words.title(String(world.members.length)),
    edition: {
      id: meta.id,
      day: formatDay(meta.publishedAt, lang),
      facts: [
        { name: words.figures, value: number(meta.counts.values) },
        {
          name: words.indicators,
          value: words.kOfN(number(indicators.filter((one) => counts.has(one.code)).length), number(indicators.length)),
        },
        {
          name: words.countries,
          value: words.kOfN(
            String(world.members.filter((one) => withData.has(one.code)).length),
            String(world.members.length),
          ),
        },
        ...(meta.former === null
          ? []
          : [{ name: words.revised(meta.former), value: number(release.revisionsSince().length) }]),
        { name: words.withdrawn, value: number(release.withdrawals().filter((one) => one.release === meta.id).length) },
      ],
    },
    featured: featuredOf(release, world),
    all: indicators.length,
    themes: themeOrder.flatMap((theme) => {
      const own = indicators.filter((one) => one.theme === theme);
      if (own.length === 0) return [];
      // Context such as the population is found in the list; it is not what a reader comes for.
      const most = own
        .filter((one) => !one.code.startsWith("CTX-"))
        .sort((a, b) => (counts.get(b.code) ?? 0) - (counts.get(a.code) ?? 0))
        .slice(0, 3);
      return [
        {
          id: theme,
          name: publicWords[lang].themes[theme],
          count: own.length,
          top: most.map((one) => ({ code: one.code, name: one.name[lang], countries: counts.get(one.code) ?? 0 })),
        },
      ];
    }),
    ...countriesOf(release, lang),
    rounds: roundsOf(release, lang),
  };
}

export type Home = ReturnType<typeof toHome>;

/** Tiles with the share of the newest finished round, and names. */
function countriesOf(release: Release, lang: Lang) {
  const world = worldOf(release, lang);
  const withData = release.countriesWithData();
  const finished = release.rounds().find((round) => round.reported > 0 && release.roundCountries(round.id).length > 0);
  const words = home[lang];
  const asked = finished ? release.roundCountries(finished.id).filter((one) => one.asked > 0) : [];
  const shares = new Map(asked.map((one) => [one.country, one.figures / one.asked]));
  const [least, most] = [Math.min(...asked.map((one) => one.asked)), Math.max(...asked.map((one) => one.asked))];
  const number = (value: number) => formatNumber(value, lang, { small: true });
  const level = (share: number | null): Tile["level"] =>
    share === null || share === 0 ? "none" : share >= 0.9 ? "high" : share >= 0.7 ? "middle" : "low";
  const tiles = world.members.flatMap(({ code, name }): Tile[] => {
    const place = tileOf(code);
    if (!place) return [];
    const share = shares.get(code) ?? null;
    return [
      {
        code,
        name,
        ...place,
        ...(finished ? shareWords(share, lang) : { text: null, label: "" }),
        level: finished ? level(share) : withData.has(code) ? "middle" : "none",
      },
    ];
  });
  const members = new Set(world.members.map((one) => one.code));
  return {
    tileText: finished
      ? [
          words.countriesText(finished.title[lang]),
          ...(least < most ? [words.askedDiffers(number(least), number(most))] : []),
        ].join(" ")
      : null,
    tiles,
    names: world.members,
    others: world.countries.filter((one) => !members.has(one.code) && withData.has(one.code)),
  };
}

/** A share in words, rounded down: 99.6 % is not all, and 0.3 % is not none. */
function shareWords(share: number | null, lang: Lang): { text: string; label: string } {
  const words = home[lang];
  if (share === null) return { text: "–", label: words.notAsked };
  if (share === 0) return { text: words.noneTile, label: words.noneShare };
  const percent = Math.floor(share * 100 + 1e-9);
  const text = percent === 0 ? words.under1 : formatPercent(percent, lang);
  return { text, label: text };
}

function roundsOf(release: Release, lang: Lang) {
  const world = worldOf(release, lang);
  const words = home[lang];
  return release.rounds().map((round) => {
    const absent = new Map<string, string[]>();
    for (const one of release.roundCountries(round.id)) {
      if (one.state === "reported") continue;
      const reason =
        one.reason && one.reason.lang === lang
          ? `${words.countryStates[one.state]}, ${one.reason.text.replace(/\.$/, "")}`
          : words.countryStates[one.state];
      absent.set(reason, [...(absent.get(reason) ?? []), world.nameOf(one.country)]);
    }
    const open = round.state === "open" || round.state === "scheduled";
    return {
      id: round.id,
      title: round.title[lang],
      about: [
        round.referencePeriod,
        ...round.about.map(({ codes, code }) => nameOfCode(release.dictionary(), codes, code)[lang]),
      ].join(", "),
      state:
        round.state === "open"
          ? words.openUntil(formatDay(lastInstant(round.hardDeadlineAt), lang))
          : (words.states[round.state as keyof typeof words.states] ?? round.state),
      reported: open && round.reported === 0 ? "–" : words.kOfN(String(round.reported), String(round.asked)),
      absent:
        open && round.reported === 0
          ? [{ names: "", reason: words.later }]
          : [...absent].map(([reason, names]) => ({ names: names.join(", "), reason })),
    };
  });
}
