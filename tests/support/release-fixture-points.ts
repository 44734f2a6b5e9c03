import type { StatusCode } from "~/domain/figure/figure";
import type { DerivedFrom } from "~/domain/release/release";
import { membersOf } from "./release-fixture-dictionary";

export type FixturePoint = {
  indicator: string;
  unit?: string;
  codes: Record<string, string>;
  area: string;
  period: string;
  position?: number;
  value: number | null;
  code?: string;
  lo?: number;
  hi?: number;
  n?: number;
  flags?: StatusCode[];
  note?: string;
  place?: string;
  breakBy?: "declared" | "imported" | "question";
  derivedFrom?: DerivedFrom;
  /** What release 2025-1 said. */
  before?: { value: number; flags: StatusCode[] };
};

/** Countries that report no deaths at all in this world. */
const silent = new Set(["AM", "AZ", "BA", "GE", "MC", "MA", "SM", "UA", "LI", "ME"]);

/** Numbers that look like chance and are the same every time. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const years = Array.from({ length: 21 }, (_, at) => 2004 + at);
const to1 = (value: number) => Math.round(value * 10) / 10;

/** Every point of the newest release; `before` is what the former one said. */
export function makePoints(): FixturePoint[] {
  const members = membersOf("PG", "2026");
  return [
    ...members.flatMap(deaths),
    ...members.flatMap(surveys),
    ...members.flatMap(prices),
    ...members.flatMap(policy),
    ...members.flatMap(treatment),
    ...members.slice(0, 6).flatMap(offers),
    // A small count that its source had published (imported), and one the country itself publishes (answered).
    { indicator: "DEM-DRD-N", codes: {}, area: "SM", period: "2012", value: 3 },
    { indicator: "DEM-DRD-N", codes: {}, area: "SM", period: "2021", value: 3 },
  ];
}

/** Exact lines for four countries, as the tests and the pictures know them. */
const known: Record<string, (number | null)[]> = {
  NO: [6.6, 5.3, 5.6, 6.1, 5.7, 6.2, 5.3, 5.2, 4.9, 4.6, 5.1, 5.8, 5.4, 5.2, 5.4, 5.2, 6, 5.7, 6, 6.2, 5.9],
  IE: [3.1, 3.2, 3.4, 3.9, 4.2, 3.9, 3.3, 3.6, 3.4, 3.7, 3.4, 4.7, 4.8, 4.6, 4.9, 4.5, 4.9, 4.7, 4.5, 4.4, null],
  SI: [1.9, 1.7, 2, 1.6, 1.4, 1.6, 1.5, 1.3, null, null, 1.6, 1.9, 2, 2.3, 2.6, 2.9, 3.1, 3, 3.3, 3.2, 3.4],
  PT: [null, null, null, null, 0.3, 0.5, 0.5, 0.2, 0.3, 0.2, 0.3, 0.4, 0.3, 0.4, 0.5, 0.7, 0.5, 0.7, 0.7, 0.8, 0.7],
};

function deaths(area: string, place: number): FixturePoint[] {
  if (silent.has(area)) return [];
  const roll = dice(place * 7919 + 11);
  const population = 400_000 + Math.floor(roll() * 20_000_000);
  let level = area === "EE" ? 6 : 0.3 + roll() * 2.6;
  const start = Math.floor(roll() * 4);
  return years.flatMap((year, at): FixturePoint[] => {
    level = Math.max(0.1, level + (roll() - 0.46) * (area === "EE" ? 1.6 : 0.35));
    const fixed = known[area];
    if (!fixed && at < start) return [];
    const value = fixed ? (fixed[at] ?? null) : to1(level);
    const missing: StatusCode[] = area === "SI" ? ["O"] : ["L"];
    if (value === null)
      return area === "PT" || (area === "IE" && year === 2024)
        ? []
        : [
            {
              indicator: "DEM-DRD-RATE",
              codes: {},
              area,
              period: String(year),
              value,
              flags: missing,
              note: area === "SI" ? "The register changed owner and the two years were not coded." : undefined,
            },
          ];
    const broken = (area === "NO" && year === 2010) || (area === "IE" && year === 2015);
    const open =
      (area === "NO" && year >= 2023) || (area === "IE" && year === 2023) || (place % 5 === 0 && year === 2024);
    const flags: StatusCode[] = [
      ...(broken ? ["B" as const] : []),
      ...(area === "PT" ? ["D" as const] : []),
      ...(open ? ["P" as const] : []),
    ];
    const note = broken
      ? area === "NO"
        ? "Causes coded by software. The register estimates that this lowers the count by about 8 %."
        : "Coroners’ files added to the general mortality register."
      : area === "PT"
        ? "Only deaths with a positive post-mortem toxicology are counted."
        : undefined;
    const count = Math.max(1, Math.round((value * population) / 100_000));
    const women = Math.round(count * 0.27);
    const period = String(year);
    const total: FixturePoint = {
      indicator: "DEM-DRD-N",
      codes: {},
      area,
      period,
      value: count,
      flags,
      note,
      breakBy: broken ? (area === "NO" ? "declared" : "imported") : undefined,
    };
    const before = area === "NO" && year === 2023 ? { value: count - 13, flags: ["P" as const] } : undefined;
    const split = (sex: string, part: number): FixturePoint =>
      part < 5
        ? { indicator: "DEM-DRD-N", codes: { SEX: sex }, area, period, value: null, flags: ["Q"] }
        : { indicator: "DEM-DRD-N", codes: { SEX: sex }, area, period, value: part, flags };
    const derivedFrom: DerivedFrom = {
      numeratorSeries: "DEM-DRD-N",
      numerator: count,
      denominator: population,
      per: 100_000,
      source: { en: "Synthetic population, mid-year", fr: "Population synthétique, milieu d’année" },
      vintage: "2025",
      base: { en: "all ages", fr: "tous âges" },
      projected: false,
    };
    const inhabitants: FixturePoint[] =
      area === "NO" && year === 2023 ? [{ indicator: "CTX-POP", codes: {}, area, period, value: population }] : [];
    return [
      ...inhabitants,
      { ...total, before },
      split("F", women),
      split("M", count - women),
      {
        ...total,
        indicator: "DEM-DRD-RATE",
        value,
        derivedFrom,
        before: before ? { value: to1(value - 0.2), flags: ["P"] } : undefined,
      },
    ];
  });
}

/** Population surveys: some years only, with intervals and samples. */
function surveys(area: string, place: number): FixturePoint[] {
  const roll = dice(place * 104729 + 5);
  if (area === "AZ" || area === "SM") return [];
  const gap = 3 + Math.floor(roll() * 3);
  let level = 1 + roll() * 18;
  const first = 2006 + Math.floor(roll() * 4);
  const points: FixturePoint[] = [];
  for (let year = first; year <= 2024; year += gap) {
    level = Math.max(0.5, level + (roll() - 0.4) * 3);
    const n = 600 + Math.floor(roll() * 9000);
    const last = year + gap > 2024;
    for (const [substance, share] of [
      ["CAN", 1],
      ["COC", 0.18],
    ] as const)
      for (const [age, part] of [
        ["Y15T34", 1],
        ["Y15T64", 0.55],
      ] as const) {
        const value = to1(level * share * part);
        const half = to1(1.96 * Math.sqrt((value * (100 - value)) / n));
        const flags: StatusCode[] = [
          ...(n < 900 ? ["U" as const] : []),
          ...(last && year === 2024 && place % 3 === 0 ? ["P" as const] : []),
          ...(area === "IL" ? ["D" as const] : []),
          ...(area === "GE" && last ? ["B" as const] : []),
        ];
        points.push({
          indicator: "DEM-GPS-LYP",
          codes: { AGE: age, SUBSTANCE: substance },
          area,
          period: String(year),
          value,
          lo: to1(Math.max(0, value - half)),
          hi: to1(value + half),
          n,
          flags,
          breakBy: flags.includes("B") ? "question" : undefined,
          note: area === "IL" ? "The survey asks people aged 18–40." : undefined,
        });
      }
  }
  if (area === "LI" || area === "MC")
    return [
      {
        indicator: "DEM-GPS-LYP",
        codes: { AGE: "Y15T34", SUBSTANCE: "CAN" },
        area,
        period: "2023",
        value: null,
        flags: [area === "LI" ? "O" : "L"],
        note: area === "LI" ? "No survey of its own." : undefined,
      },
    ];
  if (area === "ME")
    return [
      {
        indicator: "DEM-GPS-LYP",
        codes: { AGE: "Y15T34", SUBSTANCE: "CAN" },
        area,
        period: "2022",
        value: null,
        flags: ["Q"],
      },
    ];
  return points;
}

function prices(area: string, place: number): FixturePoint[] {
  if (place % 2 === 1) return [];
  const roll = dice(place * 31 + 3);
  return years.flatMap((year): FixturePoint[] => [
    {
      indicator: "SUP-PRI-RET",
      codes: { SUBSTANCE: "COC", STATISTIC: "MEAN" },
      area,
      period: String(year),
      value: Math.round(55 + roll() * 40),
      n: 20 + Math.floor(roll() * 90),
    },
    ...(place % 4 === 0
      ? [
          {
            indicator: "SUP-PRI-RET",
            unit: "EUR_TAB",
            codes: { SUBSTANCE: "MDMA", STATISTIC: "MEAN" },
            area,
            period: String(year),
            value: Math.round(30 + roll() * 80) / 10,
          },
        ]
      : []),
  ]);
}

function policy(area: string, place: number): FixturePoint[] {
  if (place % 9 === 8) return [{ indicator: "POL-STR", codes: {}, area, period: "2024", value: null, flags: ["O"] }];
  const state = ["IN_FORCE", "IN_FORCE", "IN_FORCE", "PREP", "EXPIRED"][place % 5]!;
  return [
    { indicator: "POL-STR", codes: {}, area, period: "2023", value: null, code: "IN_FORCE" },
    { indicator: "POL-STR", codes: {}, area, period: "2024", value: null, code: state },
    ...(state === "EXPIRED"
      ? [{ indicator: "POL-STR", codes: {}, area, period: "2024", position: 1, value: null, code: "PREP" }]
      : []),
    { indicator: "PRA-PRI", codes: { SERVICE: "OAT" }, area, period: "2024", value: place % 20 },
  ];
}

function treatment(area: string, place: number): FixturePoint[] {
  if (place % 7 === 6) return [];
  const roll = dice(place * 17 + 1);
  let level = 300 + roll() * 9000;
  return years.slice(6).flatMap((year): FixturePoint[] => {
    level *= 0.95 + roll() * 0.12;
    const all = Math.round(level);
    const period = String(year);
    const point = (codes: Record<string, string>, value: number): FixturePoint => ({
      indicator: "DEM-TDI-ALL",
      codes,
      area,
      period,
      value,
    });
    return [
      point({}, all),
      point({ SEX: "F" }, Math.round(all * 0.22)),
      point({ SUBSTANCE: "OPI" }, Math.round(all * 0.4)),
      point({ SUBSTANCE: "CAN" }, Math.round(all * 0.3)),
      // Croatia 2019 was withdrawn (release-fixture.ts) and has not been reported anew.
      ...(area === "HR" && year === 2019
        ? []
        : [
            {
              indicator: "DEM-SYR",
              codes: {},
              area,
              period,
              value: Math.round(level * 310),
              flags: place % 3 === 0 ? ["E" as const] : [],
            },
          ]),
    ];
  });
}

function offers(area: string, place: number): FixturePoint[] {
  const roll = dice(place + 1);
  return ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2"].flatMap((period): FixturePoint[] => {
    const [dark, message] = [Math.round(roll() * 80), Math.round(roll() * 300)];
    const point = (codes: Record<string, string>, value: number, place_?: string): FixturePoint => ({
      indicator: "SUP-ONLINE-N",
      codes,
      area,
      period,
      value,
      place: place_,
    });
    return [
      point({}, dark + message),
      point({ PLATFORM: "DARK" }, dark),
      point({ PLATFORM: "MSG" }, message),
      ...(place === 0 ? [point({ COVERAGE: "S" }, 7, "Vienna")] : []),
    ];
  });
}
