import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { action, loader } from "~/pages/review/section/section.page";
import { acceptSections } from "~/workflows/review.server";
import { startCorrection } from "~/workflows/submissions/states.server";
import { eventsOf } from "~db/collection/submissions/events";
import { readSubmission } from "~db/collection/submissions/submissions";
import { args, type Form } from "../../../support/desk";
import { makeWorld, mustBeDone, now, type PersonName, round, type World } from "../../../support/world";

/* The review page asks which texts of a section become public, and its form releases what is ticked and nothing else. */

let world: World;
const key = { round, country: "FR", number: 1 };
const note = (text: string) => ({ v: 120, note: { lang: "fr", text } });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
  world = makeWorld();
  world.answer("claire", {
    "deaths_by_year/Y0/F": note("Registre spécial"),
    "deaths_by_year/Y0/M": note("Registre spécial"),
    nitazenes: { v: 41, note: { lang: "fr", text: "À vérifier avec Luc" } },
  });
  world.submit("claire", ["deaths"]);
});
afterEach(() => {
  vi.useRealTimers();
});

const at = (who: PersonName, form?: Form, lang = "en") =>
  args(world, who, `/${lang}/review/${round}/FR/1/deaths`, {
    params: { lang, round, country: "FR", number: "1", section: "deaths" },
    ...(form && { form }),
  }) as unknown as LoaderFunctionArgs;

const shown = async (who: PersonName = "tomas", lang = "en") => (await loader(at(who, undefined, lang))).texts;
const accept = async (ticked: Form) => {
  const seq = String(readSubmission(world.db, key)!.sections.get("deaths")!.seq);
  try {
    return await action(at("tomas", [["intent", "accept"], ["expectedSeq", seq], ...ticked]));
  } catch (thrown) {
    return thrown as Response;
  }
};
const last = () => eventsOf(world.db, readSubmission(world.db, key)!.id, "deaths").at(-1);

describe("the list of texts", () => {
  it("names each text once, with its figures in the language of the page, none of them decided", async () => {
    expect(await shown()).toEqual([
      {
        kind: "note",
        text: "Registre spécial",
        written: "fr",
        value: "deaths_by_year/Y0/F deaths_by_year/Y0/M",
        labels: ["Deaths by year and sex (persons): 2025, Women", "Deaths by year and sex (persons): 2025, Men"],
        before: null,
      },
      {
        kind: "note",
        text: "À vérifier avec Luc",
        written: "fr",
        value: "nitazenes",
        labels: ["Deaths with nitazenes found (persons)"],
        before: null,
      },
    ]);
    expect((await shown("tomas", "fr"))[0]?.labels[0]).toContain("2025, Femmes");
  });

  it("is shown to nobody who does not decide, nor once the section is accepted", async () => {
    expect(await shown("anna")).toEqual([]);
    world.accept("FR", ["deaths"]);
    expect(await shown()).toEqual([]);
  });

  it("says what was released and what was held back last time, and decides nothing by it", async () => {
    const releasedTexts = { notes: ["nitazenes"], reasons: [] };
    mustBeDone(acceptSections(world.db, { ...key, sections: ["deaths"], releasedTexts }, world.deed("tomas")));
    mustBeDone(startCorrection(world.db, { ...key, sections: ["deaths"] }, world.deed("claire")));
    world.answer("claire", { "deaths_by_year/Y0/M": note("Registre général") });
    world.submit("claire", ["deaths"]);
    expect((await shown()).map(({ text, before }) => [text, before])).toEqual([
      ["Registre spécial", "held"],
      ["Registre général", null],
      ["À vérifier avec Luc", "released"],
    ]);
    // Accepted as it lies there, nothing becomes public: what was released before is released anew by a tick or not at all.
    await accept([]);
    expect(last()).toMatchObject({ event: "accept", detail: { releasedTexts: { notes: [], reasons: [] } } });
  });
});

describe("accepting with the form", () => {
  it("releases what is ticked, at every figure that says it, and nothing else", async () => {
    const done = await accept([["releaseNote", "deaths_by_year/Y0/F deaths_by_year/Y0/M"]]);
    expect(done.headers.get("Location")).toContain("done=accepted");
    expect(last()?.detail.releasedTexts).toEqual({
      notes: ["deaths_by_year/Y0/F", "deaths_by_year/Y0/M"],
      reasons: [],
    });
    expect((await loader(at("tomas"))).view.events[0]?.texts).toBe("2 notes may become public");
  });

  it("releases nothing when nothing is ticked", async () => {
    await accept([]);
    expect(last()).toMatchObject({ event: "accept", detail: { releasedTexts: { notes: [], reasons: [] } } });
  });

  it("refuses a text that is none, accepts nothing, and gives back what was ticked", async () => {
    const refused = await accept([
      ["releaseNote", "nitazenes"],
      ["releaseReason", "nitazenes"],
    ]);
    expect(refused.status).toBe(400);
    const { message, kept } = await refused.json();
    expect(message).toContain("is not in this section. Nothing was accepted");
    expect(kept.released).toEqual({ notes: ["nitazenes"], reasons: ["nitazenes"] });
    expect(last()?.event).toBe("submit");
  });
});
