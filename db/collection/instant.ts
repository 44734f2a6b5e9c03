/** The instant so many minutes later (or before, when negative), ISO 8601 UTC with milliseconds. */
export function addMinutes(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}

const parisHour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone: "Europe/Paris" });

/** First and last instant of a calendar day in Paris, where the secretariat sits; a day is written `2026-11-24`. */
export function dayInParis(day: string): { first: string; last: string } {
  return {
    first: midnight(addMinutes(`${day}T12:00:00.000Z`, -24 * 60).slice(0, 10)),
    last: addMinutes(midnight(day), -1 / 60_000),
  };
}

/** Midnight at the end of a day in Paris: 22:00 UTC in summer, 23:00 in winter. */
function midnight(day: string): string {
  const summer = `${day}T22:00:00.000Z`;
  return parisHour.format(new Date(summer)) === "00" ? summer : `${day}T23:00:00.000Z`;
}
