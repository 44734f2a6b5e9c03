// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { publicTextWords } from "~/i18n/review/public-texts";
import { PublicTexts, type TextLine, tickAllTexts, tickedTexts } from "~/pages/review/section/texts";

afterEach(cleanup);

const lines = Array.from({ length: 9 }, (_, at): TextLine => {
  const before = at === 0 ? "released" : at === 1 ? "held" : null;
  return { kind: "note", text: `Text ${at}`, written: "en", value: `q${at}`, labels: [`Figure ${at}`], before };
});

function show(lang: "en" | "fr") {
  const form = () => document.querySelector("form")!;
  render(
    <form>
      <PublicTexts texts={lines} lang={lang} kept={null} onTickAll={() => tickAllTexts(form())} />
    </form>,
  );
  return form();
}

test.each(["en", "fr"] as const)("no text is ticked beforehand, not even one released last time (%s)", (lang) => {
  const form = show(lang);
  expect(tickedTexts(form)).toBe(0);
  expect(screen.getByText(new RegExp(publicTextWords[lang].before.released))).toBeTruthy();
  expect(screen.getByText(new RegExp(publicTextWords[lang].before.held))).toBeTruthy();
});

test("all are ticked by one button, and those that were folded are opened", async () => {
  const form = show("en");
  const folded = form.querySelector("details")!;
  expect(folded.open).toBe(false);
  await userEvent.click(screen.getByRole("button", { name: publicTextWords.en.tickAll }));
  expect(tickedTexts(form)).toBe(lines.length);
  expect(folded.open).toBe(true);
});
