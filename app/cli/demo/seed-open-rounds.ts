import { endOfDayParis } from "~/domain/submission/deadline";
import type { SettleElsewhere } from "~/survey/settle/pool.server";
import { delegateSections } from "~/workflows/people/delegations.server";
import { acceptSections, returnSection } from "~/workflows/review.server";
import { openRound } from "~/workflows/rounds.server";
import { declareNoAnswer } from "~/workflows/submissions/states.server";
import type { Collection } from "~db/collection/client";
import { demoCountries } from "./countries";
import { hash } from "./random";
import { done, draft, type Reporter, report } from "./round";
import { type Cast, langOf } from "./seed-people";

/* The two open rounds of 2026 with life in them: some countries have hardly begun, some are done, some came back. */

type Stage = { submitted: string[]; accepted: string[]; returned: string[]; filled: string[]; declined: string[] };

/** What France did, as the first screen of the demonstration shows it. */
const france: Stage = {
  filled: ["treatment", "provision", "prison"],
  submitted: ["about", "students", "high_risk", "deaths", "seizures", "market"],
  accepted: ["about", "students"],
  returned: ["deaths"],
  declined: ["adults"],
};

/** Opens the rounds of 2026 relative to today, so that the demonstration is always in time. */
export async function seedOpenRounds(
  db: Collection,
  cast: Cast,
  {
    now,
    reporting,
    settle,
    move,
  }: { now: string; reporting: readonly string[]; settle: SettleElsewhere; move: (share: number) => void },
): Promise<void> {
  const annual = openAnnual(db, cast, now);
  openRapid(db, cast, now);
  delegateToLaboratory(db, cast, now);
  const stages = new Map(
    reporting
      .filter((country) => (demoCountries[country]?.coverage ?? 0) > 0 && country !== "MX")
      .map((country) => [country, country === "FR" ? france : stageOf(country, annual)]),
  );
  let number = 0;
  await report(db, settle, [...stages], {
    begin: ([country, { submitted, filled }]) =>
      draft(db, settle, reporterOf(cast, country, now), { submitted, filled: [...submitted, ...filled] }),
    only: ([, stage]) => stage.submitted,
    finish: ([, stage], { reporter, sections }) => {
      review(db, cast, { reporter, stage, sections, now });
      move(++number / stages.size);
    },
  });
}

function reporterOf(cast: Cast, country: string, now: string): Reporter {
  const days = 1 + Math.floor(20 * hash(`days silent${country}`));
  return {
    ...{ round: "2026-annual", country, coverage: demoCountries[country]?.coverage ?? 0 },
    lang: langOf(country),
    actor: cast.focalPoints.get(country)!,
    savedAt: daysBefore(now, days + 2),
    submittedAt: daysBefore(now, days),
  };
}

/** The laboratory in France writes what it measures, so that a contributor's first screen has something to do. */
function delegateToLaboratory(db: Collection, cast: Cast, now: string): void {
  const whose = { round: "2026-annual", country: "FR", person: cast.contributor.person };
  const deed = { by: cast.focalPoints.get("FR")!.person, now: daysBefore(now, 20) };
  done(delegateSections(db, { ...whose, sections: ["market", "new_substances"] }, deed));
}

function review(
  db: Collection,
  cast: Cast,
  { reporter, stage, sections, now }: { reporter: Reporter; stage: Stage; sections: string[]; now: string },
): void {
  const key = { round: reporter.round, country: reporter.country, number: 1 };
  const deed = { by: cast.reviewer.person, now: daysBefore(now, 1) };
  const accepted = stage.accepted.filter((section) => sections.includes(section));
  if (accepted.length > 0) {
    done(acceptSections(db, { ...key, sections: accepted, releasedTexts: "all" }, deed));
  }
  for (const section of stage.returned.filter((name) => sections.includes(name))) {
    done(returnSection(db, { ...key, section, reasons: reasonsFor(section, reporter.lang) }, deed));
  }
  if (stage.declined.length > 0) {
    const text =
      reporter.lang === "fr" ? "Pas d’enquête cette année. (Synthétique)" : "No survey this year. (Synthetic)";
    done(
      declareNoAnswer(
        db,
        { ...key, sections: stage.declined, reason: { code: "not-this-year", lang: reporter.lang, text } },
        { by: reporter.actor.person, now: reporter.submittedAt },
      ),
    );
  }
}

function reasonsFor(section: string, lang: "en" | "fr") {
  if (section === "deaths") {
    return [
      {
        path: "deaths_definition",
        lang,
        text:
          lang === "fr"
            ? "La définition nationale est choisie\u00a0: quels codes de la CIM-10 compte-t-elle\u00a0?"
            : "The national definition is chosen: which ICD-10 codes does it count?",
      },
      {
        path: "deaths_years",
        lang,
        text:
          lang === "fr"
            ? "Les chiffres de 2025 sont provisoires\u00a0: quels registres n’ont pas encore déclaré\u00a0?"
            : "The figures for 2025 are provisional: which registers have not yet reported?",
      },
    ];
  }
  return [
    {
      path: null,
      lang,
      text:
        lang === "fr"
          ? "Merci de vérifier la source avec l’année précédente."
          : "Please check the source against the year before.",
    },
  ];
}

function stageOf(country: string, sections: string[]): Stage {
  const progress = hash(`progress${country}`);
  const stage: Stage = { submitted: [], accepted: [], returned: [], filled: [], declined: [] };
  for (const section of sections) {
    const chance = hash(`stage${country}${section}`);
    if (section !== "about" && chance > 0.15 + progress * 1.1) continue;
    if (section === "adults" && chance < 0.7) stage.declined.push(section);
    else if (chance < progress * 0.75) stage.submitted.push(section);
    else stage.filled.push(section);
    const verdict = hash(`verdict${country}${section}`);
    if (stage.submitted.includes(section) && verdict < progress * 0.5) stage.accepted.push(section);
    else if (stage.submitted.includes(section) && verdict > 0.86) stage.returned.push(section);
  }
  return stage;
}

function openAnnual(db: Collection, cast: Cast, now: string): string[] {
  done(
    openRound(
      db,
      {
        id: "2026-annual",
        questionnaire: "annual",
        version: 1,
        title: { en: "Annual 2026", fr: "Annuelle 2026" },
        referencePeriod: "2025",
        opensAt: daysBefore(now, 84),
        softDeadlineAt: endOfDayParis(dayAfter(now, 6)),
        hardDeadlineAt: endOfDayParis(dayAfter(now, 24)),
        parameters: {},
        countries: Object.keys(demoCountries),
        needsSignOff: [],
      },
      { by: cast.editor.person, now: daysBefore(now, 90) },
    ),
  );
  return [
    "about",
    "adults",
    "students",
    "high_risk",
    "treatment",
    "provision",
    "deaths",
    "infections",
    "emergencies",
    "prison",
    "seizures",
    "market",
    "offences",
    "new_substances",
    "expert",
  ];
}

function openRapid(db: Collection, cast: Cast, now: string): void {
  done(
    openRound(
      db,
      {
        id: "2026-nitazenes-1",
        questionnaire: "rapid",
        version: 2,
        title: { en: "Nitazenes 2026-1", fr: "Nitazènes 2026-1" },
        referencePeriod: "2026",
        opensAt: daysBefore(now, 2),
        softDeadlineAt: endOfDayParis(dayAfter(now, 10)),
        hardDeadlineAt: endOfDayParis(dayAfter(now, 12)),
        parameters: {},
        countries: Object.keys(demoCountries),
        needsSignOff: [],
      },
      { by: cast.editor.person, now: daysBefore(now, 3) },
    ),
  );
}

function daysBefore(instant: string, days: number): string {
  return new Date(Date.parse(instant) - days * 86_400_000).toISOString();
}

function dayAfter(instant: string, days: number): string {
  return daysBefore(instant, -days).slice(0, 10);
}
