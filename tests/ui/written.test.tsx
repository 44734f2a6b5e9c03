import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Quote } from "~/ui/quote";
import { Written } from "~/ui/written";

test.each([
  ["en", "fr", '<span lang="fr">Texte</span> <span class="written-in">(in French)</span>'],
  ["fr", "en", '<span lang="en">Texte</span> <span class="written-in">(en anglais)</span>'],
  ["fr", "fr", "Texte"],
  ["en", null, "Texte"],
] as const)("on a page in %s a text in %s says so where it is another language", (lang, written, expected) => {
  expect(
    renderToStaticMarkup(
      <Written written={written} lang={lang}>
        Texte
      </Written>,
    ),
  ).toBe(expected);
});

test("a person's own words say their language too", () => {
  expect(renderToStaticMarkup(<Quote text="Oui" written="fr" lang="en" />)).toContain("(in French)");
});
