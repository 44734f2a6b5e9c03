import { expect, test } from "vitest";
import { type Grant, mayWriteIn, roles } from "~/domain/people/access";
import { delegatedTo, isDelegated } from "~/domain/submission/delegated";

const place = { country: "FR", roundId: "2026-annual" };
const of = (...grants: Grant[]) => delegatedTo({ grants }, place);
const contributor = (prefixes: string[], more: Partial<Grant> = {}): Grant => ({
  ...{ role: "contributor", country: "FR", roundId: "2026-annual", prefixes },
  ...more,
});

test("a focal point may write everywhere, whatever else was delegated to her", () => {
  expect(of({ role: "focal-point", country: "FR" }, contributor(["deaths"]))).toBe(null);
});

test("a contributor may write what was delegated to her in this country and round", () => {
  expect(
    of(
      contributor(["deaths", "tdi/OPI"]),
      contributor(["deaths"]),
      contributor(["market"], { roundId: "2026-rapid" }),
      contributor(["seizures"], { country: "NO" }),
    ),
  ).toEqual(["deaths", "tdi/OPI"]);
  expect(of({ role: "contributor", country: "FR" })).toEqual([]);
});

test("nobody else may write anything", () => {
  for (const role of roles)
    if (role !== "focal-point" && role !== "contributor") expect(of({ role, country: "FR" }), role).toEqual([]);
  expect(of({ role: "focal-point", country: "NO" })).toEqual([]);
});

test.each([
  [null, true],
  [["treatment"], true],
  [["tdi"], true],
  [["tdi/OPI"], true],
  [["tdi/OPI/F"], true],
  [["tdi/COC"], false],
  [["td"], false],
  [["deaths"], false],
  [[], false],
])("with %j delegated, a cell of the treatment section: %s", (delegated, open) => {
  expect(isDelegated(delegated, "treatment", "tdi/OPI/F")).toBe(open);
});

test("a section is hers to write where she was given all of it, a question of it, or a part of a question", () => {
  const section = { name: "treatment", questions: ["tdi", "tdi_history"] };
  const isHers = (prefix: string) => mayWriteIn({ grants: [contributor([prefix])] }, section, place);
  for (const prefix of ["treatment", "tdi", "tdi/OPI", "tdi_history/Y1/F"]) expect(isHers(prefix), prefix).toBe(true);
  for (const prefix of ["deaths", "tdi2", "tdi2/OPI", "treatments"]) expect(isHers(prefix), prefix).toBe(false);
});
