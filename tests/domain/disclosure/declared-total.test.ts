import { expect, test } from "vitest";
import { declaredTotal, withDeclaredTotal } from "~/domain/disclosure/declared-total";

const parents: Record<string, string> = { HER: "OPI", FEN: "HER", Y15T24: "Y15T34" };
const parentOf = (_: string, code: string) => parents[code];
const cell = (codes: Record<string, string>, value: number | null, id = 1) => ({
  id,
  codes,
  cell: { value, exempt: false, known: false, confidential: false, hiddenByCountry: false },
});
const totalOf = (cells: ReturnType<typeof cell>[]) =>
  withDeclaredTotal(cells, true, parentOf).find(({ id }) => id === declaredTotal)?.cell;

test("the total of parts is added, confidential", () => {
  expect(totalOf([cell({ SEX: "F" }, 120), cell({ SEX: "M" }, 380)])).toMatchObject({ value: 500, confidential: true });
});

test("of a tree only the highest codes count, a missing step between them too", () => {
  const drugs = [cell({ DRUG: "OPI" }, 60), cell({ DRUG: "FEN" }, 10), cell({ DRUG: "COC" }, 40)];
  expect(totalOf(drugs)?.value).toBe(100);
});

test("cells split two ways are added up as well, and the largest sum stands", () => {
  const two = [cell({ DRUG: "OPI", SEX: "F" }, 20), cell({ DRUG: "OPI", SEX: "M" }, 30)];
  expect(totalOf(two)?.value).toBe(50);
  expect(totalOf([...two, cell({ SEX: "F" }, 25), cell({ SEX: "M" }, 35)])?.value).toBe(60);
});

test("a total without value stands for none: its parts give it away all the same", () => {
  const parts = [cell({ SEX: "F" }, 120), cell({ SEX: "M" }, 380)];
  const hidden = cell({}, null, 7);
  hidden.cell.hiddenByCountry = true;
  for (const total of [cell({}, null, 7), hidden]) {
    const cells = withDeclaredTotal([...parts, total], true, parentOf);
    expect(cells.filter(({ codes }) => Object.keys(codes).length === 0)).toMatchObject([
      { id: declaredTotal, cell: { value: 500, confidential: true, hiddenByCountry: false } },
    ]);
  }
});

test("nothing is added where the total was reported, is not confidential, or cannot be computed", () => {
  const parts = [cell({ SEX: "F" }, 120), cell({ SEX: "M" }, 380)];
  expect(withDeclaredTotal(parts, false, parentOf)).toEqual(parts);
  expect(totalOf([...parts, cell({}, 510, 7)])).toBeUndefined();
  expect(totalOf([cell({ SEX: "F" }, 120), cell({ SEX: "M" }, null)])).toBeUndefined();
});
