/** Counts changes per person in windows of a minute; false = the budget is used up. */
export type SaveLimit = (person: number, changes: number, now: string) => boolean;

const windowMs = 60_000;
/** Persons remembered; more than ever write at the same minute. */
const mostPersons = 10_000;

/**
 * Makes the limit of the save door: so many changes a person and minute (model.md §9), counted in memory: a restart
 * forgives, which is right for honest typists. A request that would pass the budget is refused whole and not counted.
 */
export function saveLimit(changesPerMinute: number): SaveLimit {
  const counted = new Map<number, { since: number; used: number }>();
  return (person, changes, now) => {
    const at = Date.parse(now);
    const known = counted.get(person);
    const window = known && at - known.since < windowMs ? known : { since: at, used: 0 };
    if (window.used + changes > changesPerMinute) return false;
    window.used += changes;
    if (window !== known) {
      if (counted.size >= mostPersons) counted.clear();
      counted.set(person, window);
    }
    return true;
  };
}
