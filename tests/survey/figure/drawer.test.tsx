// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { fillFigure } from "~/i18n/collect/fill-figure";
import { fillHistory } from "~/i18n/collect/fill-history";
import { valueAt } from "~/survey/outbox/move-outbox";
import { figureQuestion, showWithDrawer, stands } from "./drawer-world";
import { gridQuestion } from "./figure-world-question";

afterEach(cleanup);

const words = fillFigure.en.drawer;
const drawer = () => within(screen.getByRole("complementary", { name: words.title }));
const field = (name: string | RegExp) => screen.getByRole("textbox", { name }) as HTMLInputElement;
const box = (name: string) => drawer().getByRole("checkbox", { name }) as HTMLInputElement;

/** A change the collection answers as said. */
async function answered(store: ReturnType<typeof showWithDrawer>["store"], result: object) {
  const [change] = store.state().waiting;
  await act(async () =>
    store.dispatch({
      kind: "answered",
      results: [{ changeId: change!.changeId, ...result } as never],
      at: "2026-11-24T14:03:00Z",
      by: "Claire Aubry",
    }),
  );
}

describe("a figure asked alone", () => {
  it("is shown in the drawer, where F6 leads and comes back", async () => {
    const user = userEvent.setup();
    showWithDrawer(figureQuestion(), { standing: new Map([["deaths", stands({ v: 638 })]]) });
    await user.click(field("Deaths"));
    expect(drawer().getByRole("heading", { name: "Deaths" })).toBeTruthy();
    expect(drawer().getByText("Each death once.")).toBeTruthy();
    await user.keyboard("{F6}");
    expect(document.activeElement?.id).toBe("figure-drawer");
    await user.keyboard("{F6}");
    expect(document.activeElement).toBe(field("Deaths"));
  });

  it("leads to its status, note and bounds by a button, which first keeps what is typed", async () => {
    const user = userEvent.setup();
    const { store } = showWithDrawer(figureQuestion());
    await user.click(field("Deaths"));
    await user.keyboard("638");
    await user.click(screen.getByRole("button", { name: fillFigure.en.field.more }));
    expect(valueAt(store.state(), "deaths")).toEqual({ v: 638 });
    await waitFor(() => expect(document.activeElement?.id).toBe("figure-drawer"));
  });

  it("takes a status beside a value still being typed, and shows the one typed with it", async () => {
    const user = userEvent.setup();
    const { store } = showWithDrawer(figureQuestion());
    await user.click(field("Deaths"));
    expect(box("Estimated").matches(":disabled")).toBe(true);
    await user.keyboard("638 p");
    expect(box("Provisional").checked).toBe(true);
    expect(drawer().queryByText(words.flagsNeedFigure)).toBeNull();
    await user.click(box("Estimated"));
    expect(valueAt(store.state(), "deaths")).toEqual({ v: 638, f: ["E", "P"] });
  });

  it("keeps a reason being written while another figure is looked at", async () => {
    const user = userEvent.setup();
    const { store } = showWithDrawer(gridQuestion(2, 1), { standing: new Map([["grid/R1/C1", stands({ v: 5 })]]) });
    const text = { en: "Is it so?", fr: "Est-ce juste ?" };
    const finding = { check: "check:x", at: "grid/R1/C1", level: "warning", code: "rule", text } as never;
    act(() => store.setFindings([{ finding, reason: null, state: "none" }]));
    await user.click(field(/Row 1/));
    await user.type(drawer().getByRole("textbox", { name: "Why?" }), "Two centres are new.");
    await user.click(field(/Row 2/));
    expect(drawer().queryByRole("textbox", { name: "Why?" })).toBeNull();
    await user.click(field(/Row 1/));
    expect((drawer().getByRole("textbox", { name: "Why?" }) as HTMLTextAreaElement).value).toBe("Two centres are new.");
  });

  it("says that bounds need a value while there is none, and takes them beside one", async () => {
    const user = userEvent.setup();
    const { store } = showWithDrawer(figureQuestion());
    await user.click(field("Deaths"));
    expect(drawer().getByText(words.boundsNeedValue)).toBeTruthy();
    await user.keyboard("638{Enter}");
    await user.click(drawer().getByText(words.bounds));
    await user.type(drawer().getByRole("textbox", { name: words.low }), "600");
    await user.tab();
    expect(valueAt(store.state(), "deaths")).toEqual({ v: 638, lo: 600 });
  });
});

describe("the bounds", () => {
  async function lowBound(typed: string) {
    const user = userEvent.setup();
    const { store } = showWithDrawer(figureQuestion({ unit: "EUR_G" }), {
      standing: new Map([["deaths", stands({ v: 2000 })]]),
    });
    await user.click(field("Deaths"));
    await user.click(drawer().getByText(words.bounds));
    await user.type(drawer().getByRole("textbox", { name: words.low }), typed);
    await user.tab();
    return { user, store };
  }

  it("are asked about where a text has two readings, and only the one chosen is written", async () => {
    const { user, store } = await lowBound("1.234");
    expect(store.state().waiting).toEqual([]);
    expect(drawer().queryByText(words.notNumber)).toBeNull();
    await user.click(drawer().getByRole("button", { name: "1\u00a0234 €/g" }));
    expect(valueAt(store.state(), "deaths")).toEqual({ v: 2000, lo: 1234 });
    expect((drawer().getByRole("textbox", { name: words.low }) as HTMLInputElement).value).toBe("1\u00a0234");
    expect(drawer().queryByRole("button", { name: "1\u00a0234 €/g" })).toBeNull();
  });

  it("may be typed with the unit of the figure, as the figure itself", async () => {
    const { store } = await lowBound("1900 €/g");
    expect(valueAt(store.state(), "deaths")).toEqual({ v: 2000, lo: 1900 });
  });

  it("stay as typed where they cannot be read", async () => {
    const { store } = await lowBound("some");
    expect(store.state().waiting).toEqual([]);
    expect(drawer().getByText(words.notNumber)).toBeTruthy();
    expect((drawer().getByRole("textbox", { name: words.low }) as HTMLInputElement).value).toBe("some");
  });
});

describe("while two values stand, or a text that is not taken", () => {
  async function twoValues() {
    const user = userEvent.setup();
    const { store } = showWithDrawer(figureQuestion(), { standing: new Map([["deaths", stands({ v: 600 })]]) });
    await user.click(field("Deaths"));
    await user.keyboard("638{Enter}");
    return { user, store };
  }

  it("no status, note or bound is written over the two values", async () => {
    const { user, store } = await twoValues();
    await answered(store, { outcome: "conflict", theirs: stands({ v: 700, note: { lang: "en", text: "Theirs" } }, 2) });
    expect(drawer().getByText(words.held.conflict)).toBeTruthy();
    expect(box("Provisional").matches(":disabled")).toBe(true);
    await user.click(box("Provisional"));
    await user.type(drawer().getByRole("textbox", { name: words.note }), "Mine{Tab}");
    expect(store.state().conflicts.get("deaths")?.mine.value).toEqual({ v: 638 });
    expect(store.state().waiting).toEqual([]);
    for (const part of [words.low, words.high, words.sample])
      expect(drawer().getByRole<HTMLInputElement>("textbox", { name: part, hidden: true }).readOnly).toBe(true);
  });

  it("a note being written when the second value comes is kept, and saved once one is chosen", async () => {
    const { user, store } = await twoValues();
    await user.type(drawer().getByRole("textbox", { name: words.note }), "Two registers");
    await answered(store, { outcome: "conflict", theirs: stands({ v: 700 }, 2) });
    await user.click(field("Deaths"));
    expect(store.state().waiting).toEqual([]);
    await user.click(drawer().getByRole("button", { name: fillFigure.en.conflict.keep("638") }));
    expect(valueAt(store.state(), "deaths")).toEqual({ v: 638, note: { lang: "en", text: "Two registers" } });
  });

  it("a text with two readings is not thrown away by a status", async () => {
    const user = userEvent.setup();
    const { store } = showWithDrawer(figureQuestion(), { standing: new Map([["deaths", stands({ v: 600 })]]) });
    await user.click(field("Deaths"));
    await user.keyboard("12 or 13{Enter}");
    expect(drawer().getByText(words.held.unkept)).toBeTruthy();
    await user.click(box("Provisional"));
    expect(store.state().unkept.get("deaths")?.raw).toBe("12 or 13");
    expect(store.state().waiting).toEqual([]);
  });

  it("a refused status leaves the figure in the field, not an empty one", async () => {
    const user = userEvent.setup();
    const { store } = showWithDrawer(figureQuestion(), { standing: new Map([["deaths", stands({ v: 638 })]]) });
    await user.click(field("Deaths"));
    await user.click(box("Provisional"));
    await answered(store, { outcome: "refused", findings: [], refusal: { refusal: "not-delegated" } });
    expect(field("Deaths").value).toBe("638 p");
    await user.click(field("Deaths"));
    expect(field("Deaths").value).toBe("638 p");
    await user.tab();
    expect(store.state().unkept.get("deaths")?.value).toEqual({ v: 638, f: ["P"] });
  });
});

describe("a row with a unit of its own", () => {
  const prices = () =>
    gridQuestion(2, 1, {
      unit: "EUR_G",
      observe: { indicator: "SUP-PRI-RET", rows: "SUBSTANCE", columns: "STATISTIC", units: { R2: "EUR_TAB" } },
    });

  it("is read and shown in that unit in the drawer", async () => {
    const user = userEvent.setup();
    showWithDrawer(prices(), { standing: new Map([["grid/R1/C1", stands({ v: 60 })]]) });
    await user.click(field("Row 1, Column 1"));
    expect(drawer().getByText("€/g", { exact: false })).toBeTruthy();
    await user.click(field("Row 2, Column 1"));
    await user.keyboard("12 €/tablet");
    expect(drawer().getByText("12").parentElement?.textContent).toBe("12 €/tablet");
  });

  it("takes a pasted block in the unit of each row, and no other", async () => {
    const user = userEvent.setup();
    const { store } = showWithDrawer(prices());
    await user.click(field("Row 1, Column 1"));
    await user.paste("60 €/g\n12 €/tablet");
    expect(valueAt(store.state(), "grid/R1/C1")).toEqual({ v: 60 });
    expect(valueAt(store.state(), "grid/R2/C1")).toEqual({ v: 12 });
    await user.click(field(/^Row 1, Column 1/));
    await user.paste("61 €/tablet\n13 €/tablet");
    expect(valueAt(store.state(), "grid/R1/C1")).toEqual({ v: 60 });
  });
});

it("a figure that was not delegated is read, in field and drawer, and says so", async () => {
  const user = userEvent.setup();
  const standing = new Map([["deaths", stands({ v: 638 })]]);
  const { store } = showWithDrawer(figureQuestion(), { standing, more: { mayWrite: () => false } });
  await user.click(field("Deaths"));
  await user.keyboard("700{Enter}");
  await user.click(box("Provisional"));
  expect(store.state().waiting).toEqual([]);
  expect(field("Deaths").readOnly).toBe(true);
  expect(drawer().getByText(words.notDelegated)).toBeTruthy();
});

it("says in words that earlier values are looked for, and when they cannot be had", async () => {
  const user = userEvent.setup();
  showWithDrawer(figureQuestion());
  await user.click(field("Deaths"));
  expect(drawer().getByText(fillHistory.en.loading)).toBeTruthy();
  // There is no server here.
  expect(await drawer().findByText(fillHistory.en.failed, { exact: false })).toBeTruthy();
  await user.click(drawer().getByRole("button", { name: fillHistory.en.again }));
  expect(drawer().getByText(fillHistory.en.loading)).toBeTruthy();
});

it("asks for no history of a figure that feeds no series", async () => {
  const user = userEvent.setup();
  showWithDrawer(figureQuestion({ observe: null }));
  await user.click(field("Deaths"));
  expect(drawer().queryByText(fillHistory.en.title)).toBeNull();
});
