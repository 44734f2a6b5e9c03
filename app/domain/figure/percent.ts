/**
 * How many digits a percentage takes: those wanted, and more where it would claim 0 or ±100 without being so (1 330 → 3
 * is −99.8 %, not −100 %).
 */
export function percentDigits(percent: number, wanted: number): number {
  const isEdge = (value: number) => value === 0 || Math.abs(value) === 100;
  let digits = wanted;
  while (digits < 6 && isEdge(Number(percent.toFixed(digits))) && !isEdge(percent)) digits += 1;
  return digits;
}

/** A percentage rounded to so many digits. */
export function roundPercent(percent: number, wanted: number): number {
  const scale = 10 ** percentDigits(percent, wanted);
  return Math.round(percent * scale) / scale;
}
