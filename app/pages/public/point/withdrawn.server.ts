import type { Withdrawal } from "~/domain/release/release";
import type { Release } from "~db/release/reader";

export type Key = { series: string; country: string; period: string };

/** The withdrawal of a point that the release no longer has; null while it has it, or when it never had. */
export function withdrawalOf(release: Release, key: Key): Withdrawal | null {
  const found = release
    .withdrawals()
    .find((one) => one.series === key.series && one.area === key.country && one.period === key.period);
  return found && release.point(key.series, key.country, key.period) === null ? found : null;
}
