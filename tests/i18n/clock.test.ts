import { afterEach, expect, it } from "vitest";
import { formatTime } from "~/i18n/format";
import { formatWhen } from "~/i18n/when";

const home = process.env.TZ;
afterEach(() => {
  if (home === undefined) delete process.env.TZ;
  else process.env.TZ = home;
});

const late = "2026-11-24T21:30:00Z";

it("names Paris behind a time where another clock could be meant", () => {
  expect(formatTime(late, "en", "named")).toBe("22:30 (Paris time)");
  expect(formatTime(late, "fr", "named")).toBe("22\u00a0h\u00a030 (heure de Paris)");
  expect(formatWhen(late, late, { lang: "en", clock: "named" })).toBe("today 22:30 (Paris time)");
});

it("reads the reader's own clock where only her browser writes: time and day", () => {
  process.env.TZ = "Asia/Tbilisi";
  expect(formatTime(late, "en", "own")).toBe("01:30");
  expect(formatTime(late, "fr", "own"), "as the foot of the page writes it").toBe("01\u00a0h\u00a030");
  expect(formatWhen(late, "2026-11-25T06:00:00Z", { lang: "en", clock: "own" })).toBe("today 01:30");
  expect(formatWhen(late, "2026-11-25T06:00:00Z", { lang: "en" })).toBe("yesterday 22:30");
});
