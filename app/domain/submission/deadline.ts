/**
 * Deadlines are entered as days and mean the end of that day in Paris, where the Group sits; a person far away reads them
 * in her own zone.
 */

const dayShape = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Reads an ISO day that exists, or null. */
export function parseDay(text: unknown): string | null {
  const match = typeof text === "string" ? dayShape.exec(text) : null;
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 2000 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  return match[0];
}

/**
 * The first instant after a day in Paris: the deadline of a round, for a save at this instant is refused.
 * @param day  ISO day
 * @returns    ISO 8601 UTC
 */
export function endOfDayParis(day: string): string {
  return startOfDayParis(dayAfter(day));
}

/** The first instant of a day in Paris, ISO 8601 UTC. */
export function startOfDayParis(day: string): string {
  // Midnight in Paris is 22:00 UTC of the day before in summer, 23:00 in winter. Clocks change at 01:00 UTC on a Sunday, so
  // midnight of that day still has the former time.
  const hour = isSummerAtMidnight(day) ? "22" : "23";
  return `${dayBefore(day)}T${hour}:00:00.000Z`;
}

/**
 * The last instant at which something asked for by a deadline is in time. Dates and days left shown to people are those of
 * this instant: the deadline itself is already the next day.
 * @param deadline  ISO 8601 UTC
 */
export function lastInstant(deadline: string): string {
  return new Date(Date.parse(deadline) - 1).toISOString();
}

/** The day in Paris a deadline was entered as. */
export function dayOfDeadline(deadline: string): string {
  const last = lastInstant(deadline);
  const day = last.slice(0, 10);
  return last >= startOfDayParis(dayAfter(day)) ? dayAfter(day) : day;
}

/**
 * Summer time runs from the last Sunday of March to the last Sunday of October, changing at 01:00 UTC.
 * @source Directive 2000/84/EC, articles 2 and 3
 */
function isSummerAtMidnight(day: string): boolean {
  const year = Number(day.slice(0, 4));
  return day > lastSunday(year, 3) && day <= lastSunday(year, 10);
}

function lastSunday(year: number, month: number): string {
  const last = daysIn(year, month);
  return iso(year, month, last - weekday(year, month, last));
}

/** 0 = Sunday. @source Sakamoto's congruence for the Gregorian calendar */
function weekday(year: number, month: number, day: number): number {
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1]!;
  const y = month < 3 ? year - 1 : year;
  return (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + day) % 7;
}

function dayAfter(day: string): string {
  const [year, month, date] = parts(day);
  if (date < daysIn(year, month)) return iso(year, month, date + 1);
  return month < 12 ? iso(year, month + 1, 1) : iso(year + 1, 1, 1);
}

function dayBefore(day: string): string {
  const [year, month, date] = parts(day);
  if (date > 1) return iso(year, month, date - 1);
  return month > 1 ? iso(year, month - 1, daysIn(year, month - 1)) : iso(year - 1, 12, 31);
}

function parts(day: string): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}

function iso(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
