import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";

/**
 * Starts to read the data of the page and waits until it is there.
 *
 * RemixBrowser throws this promise when it is first asked, before any hook. React 18 must not meet it: a click between
 * hydrateRoot and the first drawing is answered at once, finds the data missing and leaves the page dead (error #345,
 * react/react#23267).
 */
async function dataOfPage(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (waiting) {
    if (!(waiting instanceof Promise)) throw waiting;
    await waiting;
  }
}

/** Whoever leaves a page while the next one is half read makes no error: turbo-stream 2.4.1 leaves two promises alone that an abandoned reading rejects. */
window.addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof DOMException && event.reason.name === "AbortError") event.preventDefault();
});

await dataOfPage();
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
