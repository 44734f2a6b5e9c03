import { listOf, readParameters, type ViewProblem } from "~/domain/comparison/view-parameters";

/*
 * The view of an indicator page ⇄ its address: one codec, both ways. The whole view stands in the address and nowhere
 * else; only differences from the defaults are written, always in the same order, so one view has one address.
 */

export const viewNames = ["trend", "latest", "table"] as const;
export type ViewName = (typeof viewNames)[number];

export type View = {
  view: ViewName;
  /** Highlighted countries, in the order chosen. */
  countries: string[];
  groups: string[];
  /** One code per dimension that is offered; `_T` is the total. */
  codes: Record<string, string>;
  unit: string;
  from: number;
  to: number;
  sort: "name" | "value";
  /** null = the newest release. */
  release: string | null;
};

/** What may be chosen, and what is chosen when the address says nothing. */
export type Frame = {
  views: readonly ViewName[];
  countries: readonly string[];
  groups: readonly string[];
  dimensions: readonly { id: string; codes: readonly string[] }[];
  units: readonly string[];
  /** First and last year with data, both included. */
  years: { first: number; last: number };
  releases: readonly string[];
  ranking: boolean;
  defaults: View;
};

/** Names in the address besides the dimensions' own ids, in the order written. */
const names = ["view", "countries", "groups", "unit", "from", "to", "sort", "release"] as const;
type Name = (typeof names)[number];

/** Is this the outcome of `parseView` that says what is wrong? */
export function isViewProblem(read: View | ViewProblem): read is ViewProblem {
  return "problem" in read;
}

/**
 * Reads the address of a view. Nothing is repaired: the first unknown or repeated parameter or code is named.
 * @param params  what stands behind the question mark
 */
export function parseView(params: URLSearchParams, frame: Frame): View | ViewProblem {
  const given = readParameters(params, [...names, ...frame.dimensions.map((dimension) => dimension.id)]);
  if (!(given instanceof Map)) return given;
  const text = (name: Name) => given.get(name) ?? null;
  const { defaults } = frame;
  const codes: Record<string, string> = {};
  for (const { id, codes: known } of frame.dimensions) {
    const code = given.get(id) ?? defaults.codes[id] ?? "_T";
    if (given.has(id) && !known.includes(code)) return { problem: "unknown-value", parameter: id, value: code };
    codes[id] = code;
  }
  const view = oneOf("view", text("view"), frame.views, defaults.view);
  if (typeof view !== "string") return view;
  const sort = oneOf("sort", text("sort"), ["name", "value"] as const, defaults.sort);
  if (typeof sort !== "string") return sort;
  if (sort === "value" && !frame.ranking) return { problem: "ranking-forbidden", parameter: "sort", value: sort };
  const unit = oneOf("unit", text("unit"), frame.units, defaults.unit);
  if (typeof unit !== "string") return unit;
  const release = text("release");
  if (release !== null && !frame.releases.includes(release))
    return { problem: "unknown-release", parameter: "release", value: release, known: frame.releases };
  const countries = listOf("countries", text("countries"), frame.countries, defaults.countries);
  if (!Array.isArray(countries)) return countries;
  const groups = listOf("groups", text("groups"), frame.groups, usualGroups(text("countries") !== null, defaults));
  if (!Array.isArray(groups)) return groups;
  const from = yearOf("from", text("from"), frame, defaults.from);
  if (typeof from !== "number") return from;
  const to = yearOf("to", text("to"), frame, defaults.to);
  if (typeof to !== "number") return to;
  if (from > to) return { problem: "years-out-of-order", parameter: "from", value: String(from) };
  return { view, countries, groups, codes, unit, from, to, sort, release: release ?? defaults.release };
}

/** A reader who names countries gets those and nothing else: the usual group stands only beside the usual countries. */
function usualGroups(countriesNamed: boolean, defaults: View): string[] {
  return countriesNamed ? [] : defaults.groups;
}

function oneOf<T extends string>(
  parameter: Name,
  text: string | null,
  known: readonly T[],
  fallback: T,
): T | ViewProblem {
  if (text === null) return fallback;
  return known.find((one) => one === text) ?? { problem: "unknown-value", parameter, value: text };
}

function yearOf(parameter: Name, text: string | null, frame: Frame, fallback: number): number | ViewProblem {
  if (text === null) return fallback;
  if (!/^\d{4}$/.test(text)) return { problem: "not-a-year", parameter, value: text };
  const year = Number(text);
  return year < frame.years.first || year > frame.years.last
    ? { problem: "unknown-value", parameter, value: text }
    : year;
}

/**
 * Writes a view as the text behind the question mark, empty for the defaults.
 *
 * Codes are letters, digits, `_` and `-`, so that a list stays readable: `countries=NO,PT`.
 */
export function writeView(view: View, frame: Frame): string {
  const { defaults } = frame;
  const parts: [string, string][] = [];
  const put = (name: string, value: string, usual: string) => {
    if (value !== usual) parts.push([name, value]);
  };
  put("view", view.view, defaults.view);
  const countries = view.countries.join(",");
  put("countries", countries, defaults.countries.join(","));
  put("groups", view.groups.join(","), usualGroups(countries !== defaults.countries.join(","), defaults).join(","));
  for (const { id } of frame.dimensions) put(id, view.codes[id] ?? "_T", defaults.codes[id] ?? "_T");
  put("unit", view.unit, defaults.unit);
  put("from", String(view.from), String(defaults.from));
  put("to", String(view.to), String(defaults.to));
  put("sort", view.sort, defaults.sort);
  if (view.release !== null && view.release !== defaults.release) parts.push(["release", view.release]);
  return parts
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value).replaceAll("%2C", ",")}`)
    .join("&");
}

/** Address of a view of an indicator page; the release is written when it is asked for, so that a citation stays. */
export function addressOf(base: string, view: View, frame: Frame, pinned?: string): string {
  const query = pinned === undefined ? writeView(view, frame) : withRelease(view, frame, pinned);
  return query === "" ? base : `${base}?${query}`;
}

function withRelease(view: View, frame: Frame, release: string): string {
  const rest = writeView({ ...view, release: null }, frame);
  return rest === "" ? `release=${encodeURIComponent(release)}` : `${rest}&release=${encodeURIComponent(release)}`;
}
