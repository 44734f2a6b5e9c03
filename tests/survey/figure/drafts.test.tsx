// @vitest-environment jsdom
import { act, cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fillFigure } from "~/i18n/collect/fill-figure";
import { keepDrafts, standingDrafts } from "~/survey/figure/drafts.client";
import { valueAt } from "~/survey/outbox/move-outbox";
import { figureQuestion, showWithDrawer, stands } from "./drawer-world";

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const words = fillFigure.en.drawer;
const drawer = () => within(screen.getByRole("complementary", { name: words.title }));
const area = (name: string) => drawer().getByRole("textbox", { name }) as HTMLInputElement;
const finding = (of: string, state: "none" | "given" = "none") => {
  const text = { en: "Is it so?", fr: "Est-ce juste ?" };
  const reason = { reason: "Checked.", lang: "en", serves: "figure", by: "Claire", at: "2026-11-24T14:00:00Z" };
  const shape = { check: of, at: "deaths", level: "warning", code: "rule", text };
  return { finding: shape, reason: state === "given" ? reason : null, state } as never;
};

/** The page as it comes, afresh or by a reload in the same window, with the drawer of the figure open. */
async function open(key = "claire FR", findings = [finding("check:x")]) {
  cleanup();
  const user = userEvent.setup();
  const { store } = showWithDrawer(figureQuestion(), { standing: new Map([["deaths", stands({ v: 2000 })]]) });
  act(() => {
    keepDrafts(store, key);
    store.setFindings(findings);
  });
  await user.click(screen.getByRole("textbox", { name: "Deaths" }));
  return { user, store };
}

it("a bound that was refused is there again after a reload, with what stands against it", async () => {
  const { user, store } = await open();
  await user.click(drawer().getByText(words.bounds));
  await user.type(area(words.low), "some");
  await user.tab();
  expect(standingDrafts(store)).toEqual(["deaths"]);
  const again = await open();
  expect(area(words.low).value).toBe("some");
  expect(drawer().getByText(words.notNumber)).toBeTruthy();
  expect(standingDrafts(again.store)).toEqual(["deaths"]);
  await again.user.clear(area(words.low));
  await again.user.type(area(words.low), "1900");
  await again.user.tab();
  expect(valueAt(again.store.state(), "deaths")).toEqual({ v: 2000, lo: 1900 });
  expect(standingDrafts(again.store)).toEqual([]);
  await open();
  expect(area(words.low).value, "once it is taken").toBe("");
});

it("a reason being written survives a reload in this window, for this person only, and is forgotten once kept", async () => {
  const { user } = await open();
  await user.type(area("Why?"), "Two centres are new.");
  await open("ingrid NO");
  expect(area("Why?").value).toBe("");
  const again = await open();
  expect(area("Why?").value).toBe("Two centres are new.");
  await again.user.click(drawer().getByRole("button", { name: /reason/i }));
  expect(standingDrafts(again.store)).toEqual([]);
  await open();
  expect(area("Why?").value).toBe("");
});

it("a reason being changed opens with its text, and one put back to what is kept is none", async () => {
  const given = [finding("check:x", "given")];
  const { user } = await open("k", given);
  await user.click(drawer().getByRole("button", { name: /change/i }));
  await user.type(area("Why?"), " Twice.");
  const again = await open("k", given);
  expect(area("Why?").value).toBe("Checked. Twice.");
  await again.user.clear(area("Why?"));
  await again.user.type(area("Why?"), "Checked.");
  expect(standingDrafts(again.store)).toEqual([]);
});

it("a reason for a warning that is gone is not said to wait", async () => {
  const { user, store } = await open();
  await user.type(area("Why?"), "Two centres are new.");
  expect(standingDrafts(store)).toEqual(["deaths"]);
  act(() => store.setFindings([finding("check:y")]));
  expect(standingDrafts(store)).toEqual([]);
});
