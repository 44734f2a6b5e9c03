import { submit } from "~/i18n/collect/submit";
import { personNamed } from "./support/people";
import { expect, test } from "./support/test";

/* The moments between a page and its script: a click before the page is alive, a page left while it is still read. */

const rate = "DEM-DRD-RATE";

test("a click in the moment React takes the page over is no error, and the page comes alive", async ({ page }) => {
  // React listens to clicks before it has drawn anything: a reader's click may come just then.
  await page.addInitScript(() => {
    const plain = document.addEventListener.bind(document);
    document.addEventListener = (kind: string, ...rest: [EventListener]) => {
      plain(kind, ...rest);
      if (kind !== "click" || document.documentElement.dataset.clicked) return;
      document.documentElement.dataset.clicked = "early";
      queueMicrotask(() => document.querySelector("h1")?.click());
    };
  });
  await page.goto(`/en/indicators/${rate}?countries=NO,PT&groups=`);
  await expect(page.locator(".trend[data-live]")).toBeVisible();
  await expect(page.locator("html[data-clicked=early]")).toHaveCount(1);
});

test("a form sent again while the answer to the first sending is half read is no error", async ({ signedIn }) => {
  const page = await signedIn(personNamed("Claire Aubry"));
  // Of the first answer comes the beginning, of what follows from it nothing, as on a line that stalls.
  await page.addInitScript(() => {
    const plain = window.fetch;
    const untilLeft = (asked: RequestInit) =>
      new Promise<never>((_, reject) => asked.signal?.addEventListener("abort", () => reject(asked.signal?.reason)));
    window.fetch = async (address, asked = {}) => {
      const root = document.documentElement;
      if (root.dataset.sent === "twice" || !String(address).includes("/submit.data")) return plain(address, asked);
      if (asked.method !== "POST") return untilLeft(asked);
      root.dataset.sent = root.dataset.sent ? "twice" : "once";
      const answer = await plain(address, asked);
      const [first] = (await answer.text()).split(/(?<=\n)/);
      const line = new ReadableStream({
        start(out) {
          out.enqueue(new TextEncoder().encode(first));
          untilLeft(asked).catch((reason) => out.error(reason));
        },
      });
      return new Response(line, { status: answer.status, headers: answer.headers });
    };
  });
  await page.goto("/en/collect/2026-annual/FR/1/submit");
  const chosen = page.getByRole("checkbox", { checked: true });
  while ((await chosen.count()) > 0) await chosen.first().uncheck();
  const said = page.getByText(submit.en.chooseFirst);
  for (const sent of ["once", "twice"]) {
    await page.locator("button[value=submit]").press("Enter");
    await expect(page.locator(`html[data-sent=${sent}]`)).toHaveCount(1);
    await expect(said).toBeVisible();
  }
});
