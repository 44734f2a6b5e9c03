/** The instant so many minutes later (or before, when negative), ISO 8601 UTC with milliseconds. */
export function addMinutes(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}
