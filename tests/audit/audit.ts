import { auditFiles } from "~/audit/release-audit";

/*
 * Audits a release file by hand: npx tsx tests/audit/audit.ts FILE [FORMER…]. FORMER: every other release that ever was
 * public. Ends with 1 where the release tells something that it should not.
 */

const shown = 20;
const say = (line: string) => process.stdout.write(`${line}\n`);
const [file, ...formers] = process.argv.slice(2);
if (file === undefined) {
  say("usage: npx tsx tests/audit/audit.ts FILE [FORMER…]");
  process.exit(2);
}
const started = performance.now();
const audit = await auditFiles(file, formers, {
  onProgress: (done, all) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} systems`);
  },
});
const seconds = (performance.now() - started) / 1000;
const count = <T>(list: readonly T[], by: (one: T) => string) => {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(by(one), (counts.get(by(one)) ?? 0) + 1);
  return [...counts].map(([name, number]) => `${name} ${number}`).join(", ") || "none";
};
const first = <T>(list: readonly T[], line: (one: T) => string) => {
  for (const one of list.slice(0, shown)) say(`  ${line(one)}`);
  if (list.length > shown) say(`  and ${list.length - shown} more`);
};

say(`release ${audit.release}${formers.length > 0 ? `, beside ${formers.length} former` : ""}`);
say(
  `withheld: ${
    Object.entries(audit.withheld)
      .map(([measure, number]) => `${measure} ${number}`)
      .join(", ") || "none"
  }`,
);
say(`looked at: ${audit.cells} withheld cells in ${audit.systems} systems, solver asked ${audit.solved} times`);
const own = audit.narrow.filter(({ elsewhere }) => !elsewhere);
say(`too narrow: ${own.length} (${count(own, ({ why, by }) => `${why}${by === null ? "" : " given away"}`)})`);
first(
  own,
  ({ series, area, period, why, least, most, by }) =>
    `${series} ${area} ${period}: ${why}, ${least} to ${most}${by === null ? "" : `, by ${by}`}`,
);
say(`as narrow for who never sees this release, by what others published: ${audit.narrow.length - own.length}`);
say(`withheld zeros that can be known: ${audit.knownZeros.length}`);
say(
  `estimates: ${audit.estimates.length} (${count(audit.estimates, ({ why, series }) => `${why} ${series.split(":")[0]}`)})`,
);
first(
  audit.estimates,
  ({ series, area, period, value, why, base, persons }) =>
    `${series} ${area} ${period}: ${why}, ${value} of ${base ?? "?"}${persons === null ? "" : ` = ${persons}`}`,
);
say(
  `systems that contradict themselves: ${audit.contradictions.length} (${count(
    audit.contradictions.flatMap(({ leftOut }) => leftOut),
    ({ kind }) => kind,
  )})`,
);
first(
  audit.contradictions,
  ({ area, period, family, leftOut }) =>
    `${area} ${period} ${family}: ${leftOut
      .slice(0, 3)
      .map(({ kind, name }) => `${kind} ${name}`)
      .join("; ")}${leftOut.length > 3 ? " …" : ""}`,
);
say(`${seconds.toFixed(1)} s`);
process.exitCode = own.length + audit.estimates.length > 0 ? 1 : 0;
