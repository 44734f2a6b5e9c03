import { seriesAsked } from "~/charts/frame";
import { isAnswer } from "~/domain/comparison/answers";
import { countValues } from "~/domain/comparison/comparison";
import { gapOf, isWithheld } from "~/domain/comparison/gaps";
import { groupLatest, hasMedian } from "~/domain/comparison/groups";
import { isTold } from "~/domain/comparison/view-facts";
import { nameOfCode } from "~/domain/dictionary/dictionary";
import { chart } from "~/i18n/chart";
import { formatDay } from "~/i18n/format";
import { publicWords } from "~/i18n/public/public";
import { byFrequency } from "~/i18n/public/speech";
import { comparedMembers } from "../trend.server";
import type { IndicatorView } from "../view.server";
import { sectionGroups } from "./latest.server";

export type Option = { value: string; text: string };
export type Select = { name: string; label: string; value: string; options: Option[] };
export type Check = {
  value: string;
  name: string;
  count: string;
  on: boolean /** Nothing to show for it. */;
  empty: boolean;
};

export type Choices = {
  release: Select;
  selects: Select[];
  from: Select;
  to: Select;
  countries: Check[];
  groups: Check[];
  /** null where ranking is forbidden. */
  sort: "name" | "value" | null;
  countLabel: string;
  groupLabel: string;
};

/** The choices beside a chart, with what each would bring. */
export function choicesOf(of: IndicatorView): Choices {
  const { lang, view, frame, release, world } = of;
  const words = chart[lang];
  const dictionary = release.dictionary();
  const days = new Map(release.releases().map((one) => [one.id, one.publishedAt]));
  const newest = frame.releases[0] ?? release.meta().id;
  const releases = frame.releases.map((id) => ({
    value: id === newest ? "" : id,
    text: days.has(id) ? publicWords[lang].releaseDay(id, formatDay(days.get(id)!, lang)) : id,
  }));
  const years = Array.from({ length: frame.years.last - frame.years.first + 1 }, (_, at) =>
    String(frame.years.first + at),
  );
  const yearOptions = years.map((year) => ({ value: year, text: year }));
  const groupsOn = new Set(
    view.view === "latest"
      ? sectionGroups(of).map((group) => group.code)
      : view.view === "table" && !of.named.has("groups")
        ? []
        : view.groups,
  );
  const category = of.known.facts.indicator.measure === "category";
  const has = hasMedian(of.known.facts.indicator.measure);
  return {
    release: {
      name: "release",
      label: words.release,
      value: view.release === newest || view.release === null ? "" : view.release,
      options: releases,
    },
    selects: [
      ...frame.dimensions.map(({ id, codes }) => ({
        name: id,
        label: dictionary.dimensions.get(id)?.name[lang] ?? id,
        value: view.codes[id] ?? "_T",
        options: codes.map((code) => ({
          value: code,
          text: `${nameOfCode(dictionary, id, code)[lang]}${without(of, id, code)}`,
        })),
      })),
      ...(frame.units.length > 1
        ? [
            {
              name: "unit",
              label: words.unit,
              value: of.series?.unit ?? view.unit,
              options: frame.units.map((unit) => ({
                value: unit,
                text: dictionary.units.get(unit)?.name[lang] ?? unit,
              })),
            },
          ]
        : []),
    ],
    from: { name: "from", label: words.from, value: String(view.from), options: yearOptions },
    to: { name: "to", label: words.to, value: String(view.to), options: yearOptions },
    // Latest values are read by group; single countries are chosen on the trend and the table.
    countries: view.view === "latest" && !of.named.has("countries") ? [] : countryChecks(of),
    groups: (category ? [] : world.groups)
      .map((group): Check => {
        const members = comparedMembers(of, group.members);
        const k = has
          ? (groupLatest(of.lines, members)?.k ?? 0)
          : of.lines.filter((line) => members.has(line.area) && countValues(line) > 0).length;
        return {
          value: group.code,
          name: group.name,
          count: words.kOfN(String(k), String(members.size)),
          on: groupsOn.has(group.code),
          empty: k === 0,
        };
      })
      .filter((check) => !check.count.endsWith(" 0")),
    sort: frame.ranking ? view.sort : null,
    countLabel: of.series?.frequency === "A" ? words.yearsWithData : words.periodsWithData,
    groupLabel: has ? words.medianOf : words.withData,
  };
}

/** What is said of a code that, the others staying, has no figures to show; empty when it has some. */
function without(of: IndicatorView, dimension: string, code: string): string {
  const wanted = { ...of.view.codes, [dimension]: code };
  const led = seriesAsked(of.known.facts, { ...of.view, codes: wanted });
  if (led.some((one) => one.values > 0)) return "";
  return ` – ${led.some(isTold) ? chart[of.lang].withheld : publicWords[of.lang].noFigures}`;
}

/** Chosen countries first, then the alphabet; a country without figures can still be chosen where a reason can be shown. */
function countryChecks(of: IndicatorView): Check[] {
  const checks = of.lines.map((line): Check => {
    const values =
      of.known.facts.indicator.measure === "category"
        ? of.points.filter((point) => point.area === line.area && isAnswer(point.code) && point.position === 0).length
        : countValues(line);
    const others = line.otherFrequencies.map((frequency) => byFrequency[of.lang][frequency]);
    return {
      value: line.area,
      name: of.world.nameOf(line.area),
      count:
        values > 0
          ? String(values)
          : (others[0] ?? (isWithheld(gapOf(line)) ? chart[of.lang].withheld : chart[of.lang].none)),
      on: of.view.countries.includes(line.area) && (of.view.view === "trend" || of.named.has("countries")),
      empty: values === 0 && others.length === 0,
    };
  });
  return [...checks.filter((check) => check.on), ...checks.filter((check) => !check.on)];
}
