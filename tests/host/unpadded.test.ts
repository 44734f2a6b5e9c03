import { text } from "node:stream/consumers";
import { createElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { expect, test } from "vitest";
import { withoutPadding } from "~/host/unpadded.server";

test("a page of French and Greek letters is written without a zero byte, and with every letter", async () => {
  const words = Array.from({ length: 400 }, (_, at) => `${"x".repeat(at % 7)}é–Ω ${at}`);
  const page = createElement(
    "ul",
    null,
    words.map((word) => createElement("li", { key: word, title: word }, word)),
  );
  const body = withoutPadding();
  const { pipe } = renderToPipeableStream(page, { onAllReady: () => void pipe(body) });
  const html = await text(body);
  expect(html).not.toContain("\0");
  expect(html).toBe(`<ul>${words.map((word) => `<li title="${word}">${word}</li>`).join("")}</ul>`);
});
