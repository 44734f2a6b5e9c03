/** How often a property is tried: the usual number, many times of it in `npm run test:long` (VIGIE_RUNS). */
export function runs(usual: number): number {
  return usual * Number(process.env.VIGIE_RUNS ?? 1);
}
