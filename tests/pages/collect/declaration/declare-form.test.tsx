import { renderToStaticMarkup } from "react-dom/server";
import { createMemoryRouter, RouterProvider } from "react-router-dom";
import { expect, test } from "vitest";
import { langs } from "~/domain/dictionary/dictionary";
import type { DeclarationTrouble } from "~/domain/disclosure/declaration";
import { DeclareForm } from "~/pages/collect/declaration/declare-form";

/* A trouble points only at what the page has. */

const own = { id: 7, total: "confidential", url: null, reason: null, threshold: "" };
const troubles: DeclarationTrouble[] = ["nothing"];

test.each(langs)("only who has declared something is told to end the declaration below: %s", (lang) => {
  const page = (declared: typeof own | null) => {
    const subject = { common: 5, isAll: false, own: declared };
    const element = <DeclareForm lang={lang} subject={subject} tried={{ troubles, meantime: null, values: null }} />;
    return renderToStaticMarkup(<RouterProvider router={createMemoryRouter([{ path: "/", element }])} />);
  };
  const below = { en: "end the declaration below", fr: "mettez fin à la déclaration ci-dessous" }[lang];
  const nothing = { en: "If you want neither, nothing has to be sent.", fr: "Sinon, il n’y a rien à envoyer." }[lang];
  expect(page(own)).toContain(below);
  expect(page(own)).not.toContain(nothing);
  expect(page(null)).not.toContain(below);
  // In the summary and at the field.
  expect(page(null).split(nothing)).toHaveLength(3);
});
