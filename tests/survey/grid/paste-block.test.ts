import { describe, expect, it } from "vitest";
import { readFigure } from "~/domain/figure/read-figure";
import { findTitles, isBlock, toLines } from "~/survey/grid/paste-block";

const isFigure = (text: string) => !("refused" in readFigure(text, "en"));
const table = { rows: ["Opioids", "Heroin", "Other", "Other"], columns: ["2025", "2024", "2023"] };
const titles = (text: string) => findTitles(toLines(text), table, isFigure);

describe("a block on the clipboard", () => {
  it("is cut into lines and cells; quoted cells may hold line ends, tabs and quotes", () => {
    expect(toLines('1\t"two\nlines"\r\n"say ""so"""\t4\r\n')).toEqual([
      ["1", "two\nlines"],
      ['say "so"', "4"],
    ]);
    expect(toLines('5" nail\t2')).toEqual([['5" nail', "2"]]);
  });

  it("loses wholly empty lines and columns at its end, and no others", () => {
    expect(toLines("1\t\t\r\n\t2\t\r\n\t\t\r\n\t\t\r\n")).toEqual([
      ["1", ""],
      ["", "2"],
    ]);
  });

  it("is no block when it is one figure with a line end", () => {
    expect(isBlock("638\r\n")).toBe(false);
    expect(isBlock("638\t")).toBe(true);
  });
});

describe("titles in a block", () => {
  it("are found in the first line and column, whatever stands in the corner", () => {
    expect(titles("Drug\t2025\t2024\nOpioids\t1\t2\nHeroin\t3\t4")).toEqual({ rows: [0, 1], columns: [0, 1] });
    expect(titles("Heroin\t3\nopioids \t1")).toEqual({ rows: [1, 0], columns: null });
  });

  it("tell rows of the same title apart by their order", () => {
    expect(titles("Other\t1\nOther\t2")).toEqual({ rows: [2, 3], columns: null });
  });

  it("may be years only where they stand in the order of the table, so that a figure is never taken for one", () => {
    expect(titles("2025\t2024\n1\t2").columns).toEqual([0, 1]);
    expect(titles("2025\n7")).toEqual({ rows: null, columns: null });
    expect(titles("2025\t1300\n1\t2")).toEqual({ rows: null, columns: null });
    expect(titles("2023\t2025\n1\t2").columns).toBeNull();
  });

  it("are none where figures stand among them", () => {
    expect(titles("Opioids\t1\n12\t2")).toEqual({ rows: null, columns: null });
  });
});
