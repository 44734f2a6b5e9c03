// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { watchLeaving } from "~/survey/outbox/leaving.client";
import { showGrid } from "../figure/figure-world";
import { gridQuestion } from "../figure/figure-world-question";

const ends: (() => void)[] = [];
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  for (const end of ends.splice(0)) end();
});

const cell = () => screen.getByRole("textbox", { name: /^Row 1, Column 1/ });

/** A grid with a text being typed in its first cell, on a page whose leaving is watched. */
async function typing(text: string, isKept = true) {
  const user = userEvent.setup();
  const { store } = showGrid(gridQuestion(2, 2));
  const onHidden = vi.fn();
  ends.push(watchLeaving({ store, isKept: () => isKept, onHidden }));
  await user.click(cell());
  await user.keyboard(text);
  return { user, store, onHidden };
}

function hide(): void {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  document.dispatchEvent(new Event("visibilitychange"));
}

describe("leaving the page", () => {
  it.each(["beforeunload", "pagehide", "popstate"])("writes what is being typed at %s", async (kind) => {
    const { store } = await typing("1204 p");
    window.dispatchEvent(new Event(kind, { cancelable: true }));
    expect(store.state().waiting).toMatchObject([{ path: "grid/R1/C1", value: { v: 1204, f: ["P"] } }]);
  });

  it("keeps a text with two readings as typed", async () => {
    const { store } = await typing("1.204");
    window.dispatchEvent(new Event("pagehide"));
    expect(store.state().unkept.get("grid/R1/C1")).toMatchObject({ raw: "1.204" });
  });

  it("keeps the beginning of a figure when the page goes out of sight, and lets her type on", async () => {
    const { user, store, onHidden } = await typing("12");
    hide();
    expect(store.state().unkept.get("grid/R1/C1")).toMatchObject({ raw: "12" });
    expect(onHidden).toHaveBeenCalledOnce();
    await user.keyboard("04{Enter}");
    expect(store.state().waiting).toMatchObject([{ value: { v: 1204 } }]);
    expect(store.state().unkept.size).toBe(0);
  });

  it("takes the kept text as it is when she comes back to it and presses Enter", async () => {
    const { user, store } = await typing("12");
    hide();
    await user.keyboard("{Enter}");
    expect(store.state().waiting).toMatchObject([{ value: { v: 12 } }]);
  });

  it.each([
    [true, false],
    [false, true],
  ])("asks before it leaves only where the browser keeps nothing (kept: %s)", async (isKept, asks) => {
    await typing("12", isKept);
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(asks);
  });
});
