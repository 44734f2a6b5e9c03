/**
 * Member states of the demonstration: inhabitants in thousands, rounded to an order of size (the series made from them
 * are labelled synthetic), and the share of the annual questionnaire they answer.
 */
export const demoCountries: Record<string, { population: number; coverage: number }> = {
  AM: { population: 2900, coverage: 0.7 },
  AT: { population: 9100, coverage: 0.93 },
  AZ: { population: 10200, coverage: 0 },
  BE: { population: 11700, coverage: 0.92 },
  BA: { population: 3300, coverage: 0.62 },
  BG: { population: 6500, coverage: 0.8 },
  HR: { population: 3900, coverage: 0.91 },
  CY: { population: 1300, coverage: 0.9 },
  CZ: { population: 10800, coverage: 0.95 },
  EE: { population: 1370, coverage: 0.9 },
  FI: { population: 5600, coverage: 0.93 },
  FR: { population: 68000, coverage: 0.94 },
  GE: { population: 3700, coverage: 0.75 },
  GR: { population: 10400, coverage: 0.88 },
  HU: { population: 9600, coverage: 0.84 },
  IS: { population: 390, coverage: 0.82 },
  IE: { population: 5200, coverage: 0.89 },
  IL: { population: 9800, coverage: 0.74 },
  IT: { population: 58900, coverage: 0.91 },
  LI: { population: 39, coverage: 0.6 },
  LT: { population: 2860, coverage: 0.92 },
  LU: { population: 660, coverage: 0.84 },
  MT: { population: 540, coverage: 0.89 },
  MX: { population: 129000, coverage: 0.66 },
  MD: { population: 2450, coverage: 0.7 },
  MC: { population: 38, coverage: 0 },
  ME: { population: 620, coverage: 0.6 },
  MA: { population: 37500, coverage: 0.61 },
  MK: { population: 1830, coverage: 0.63 },
  NO: { population: 5520, coverage: 0.94 },
  PL: { population: 36700, coverage: 0.92 },
  PT: { population: 10500, coverage: 0.95 },
  RO: { population: 19000, coverage: 0.88 },
  SM: { population: 34, coverage: 0.6 },
  RS: { population: 6600, coverage: 0.72 },
  SK: { population: 5430, coverage: 0.93 },
  SI: { population: 2120, coverage: 0.94 },
  SE: { population: 10550, coverage: 0.94 },
  CH: { population: 8900, coverage: 0.88 },
  TR: { population: 85300, coverage: 0.8 },
  UA: { population: 37700, coverage: 0.64 },
};

/** Inhabitants at mid-year, thousands: today's number carried back with a growth of the country's own. */
export function populationOf(area: string, year: number, growth: number): number {
  return Math.round((demoCountries[area]?.population ?? 0) * (1 + growth) ** (year - 2024));
}
