import { expect, test } from "vitest";
import { dayOfDeadline, endOfDayParis, parseDay, startOfDayParis } from "~/domain/submission/deadline";
import { roundState } from "~/domain/submission/round";
import { daysLeft } from "~/ui/days-left";

test.each([
  ["2026-12-18", "2026-12-18T23:00:00.000Z", "winter"],
  ["2026-07-31", "2026-07-31T22:00:00.000Z", "summer"],
  // Last Sunday of March 2026 is the 29th: its midnight is still winter time, its end is summer time.
  ["2026-03-28", "2026-03-28T23:00:00.000Z", "the day before clocks go forward"],
  ["2026-03-29", "2026-03-29T22:00:00.000Z", "the short day"],
  // Last Sunday of October 2026 is the 25th.
  ["2026-10-24", "2026-10-24T22:00:00.000Z", "the day before clocks go back"],
  ["2026-10-25", "2026-10-25T23:00:00.000Z", "the long day"],
  ["2026-12-31", "2026-12-31T23:00:00.000Z", "the end of a year"],
  ["2028-02-29", "2028-02-29T23:00:00.000Z", "a leap day"],
])("%s ends in Paris at %s (%s)", (day, instant) => {
  expect(endOfDayParis(day)).toBe(instant);
  expect(dayOfDeadline(instant)).toBe(day);
});

test.each([
  ["2026-12-18T23:00:00.000Z", "2026-12-18"],
  ["2026-12-18T22:59:59.999Z", "2026-12-18"],
  ["2026-07-31T21:59:59.999Z", "2026-07-31"],
  ["2026-12-18T09:00:00.000Z", "2026-12-18"],
])("a deadline at %s is shown as %s, whatever hour it was given", (deadline, day) => {
  expect(dayOfDeadline(deadline)).toBe(day);
});

test("the days left end with the last day in Paris, not with the day after", () => {
  const [soft, hard] = [endOfDayParis("2026-11-30"), endOfDayParis("2026-12-18")];
  const on = (now: string) => daysLeft(soft, hard, { now, lang: "en" }).words;
  expect(on("2026-11-24T14:00:00.000Z")).toBe("six days left");
  expect(on("2026-11-30T20:00:00.000Z")).toBe("asked for today");
  expect(on("2026-12-17T12:00:00.000Z")).toBe("late, one day left before it closes");
  expect(on("2026-12-18T22:00:00.000Z")).toBe("last day");
  expect(on("2026-12-18T23:00:00.000Z")).toBe("closed");
});

test("every day of forty years ends when the calendar of Paris says so", () => {
  const paris = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short", timeStyle: "medium" });
  for (let at = Date.UTC(2005, 0, 1); at < Date.UTC(2045, 0, 1); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    expect(paris.format(new Date(startOfDayParis(day)))).toBe(`${day} 00:00:00`);
  }
});

test("a save on the last day in Paris is in time, one at midnight is late", () => {
  const dates = {
    opensAt: startOfDayParis("2026-03-01"),
    softDeadlineAt: endOfDayParis("2026-07-31"),
    hardDeadlineAt: endOfDayParis("2026-10-25"),
    archivedAt: null,
  };
  expect(roundState(dates, "2026-10-25T22:59:59.999Z")).toBe("open");
  expect(roundState(dates, "2026-10-25T23:00:00.000Z")).toBe("closed");
  expect(roundState(dates, "2026-02-28T22:59:59.999Z")).toBe("scheduled");
});

test("only days that exist are read", () => {
  expect(parseDay("2026-02-28")).toBe("2026-02-28");
  for (const odd of ["2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "", null, 20260101, "2026-01-01T00:00:00Z"]) {
    expect(parseDay(odd)).toBeNull();
  }
});
