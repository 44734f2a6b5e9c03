// @vitest-environment jsdom
import { act, cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { valueAt } from "~/survey/outbox/move-outbox";
import { showGrid } from "../figure/figure-world";
import { gridQuestion } from "../figure/figure-world-question";

afterEach(cleanup);

const cell = (name: string | RegExp) => screen.getByRole("textbox", { name });
const stands = (value: unknown) => ({ value, seq: 1, by: "Claire Aubry", at: "2026-11-20T16:20:00Z" });

describe("typing in a grid", () => {
  it("draws only the one cell again while a person types in 50 × 12", async () => {
    const user = userEvent.setup();
    const { drawn } = showGrid(gridQuestion(50, 12));
    expect(drawn.size).toBe(600);
    await user.click(cell("Row 7, Column 5"));
    drawn.clear();
    await user.keyboard("1900 p");
    expect([...drawn.keys()]).toEqual(["grid/R7/C5"]);
    expect(drawn.get("grid/R7/C5")).toBeLessThanOrEqual("1900 p".length + 1);
  }, 60_000);

  it("reads the text back, keeps it with Enter and goes down", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(3, 2));
    await user.click(cell("Row 1, Column 1"));
    await user.keyboard("1900 p");
    expect(
      screen
        .getAllByRole("status")
        .map((s) => s.textContent)
        .join(),
    ).toContain("Read as 1\u00a0900, provisional");
    await user.keyboard("{Enter}");
    expect(valueAt(store.state(), "grid/R1/C1")).toEqual({ v: 1900, f: ["P"] });
    expect(store.state().waiting[0]?.raw).toBe("1900 p");
    expect(document.activeElement).toBe(cell("Row 2, Column 1"));
    expect(cell("Row 1, Column 1, prov, waiting to be saved")).toHaveProperty("value", "1\u00a0900");
  });

  it.each([
    ["typed over", "5"],
    ["opened with F2", "{F2}{Backspace}5"],
  ])("bases a figure %s on what stood when typing began, whatever a colleague saves meanwhile", async (_how, keys) => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 2), { standing: new Map([["grid/R1/C1", stands({ v: 1790 })]]) });
    await user.click(cell(/Row 1, Column 1/));
    await user.keyboard(keys);
    store.dispatch({ kind: "heard", answers: new Map([["grid/R1/C1", { ...stands({ v: 1842 }), seq: 7 }]]) });
    await user.keyboard("{Enter}");
    expect(store.state().waiting).toMatchObject([{ path: "grid/R1/C1", base: 1 }]);
  });

  it("does not choose between two values that were told while she typed on", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 2));
    await user.click(cell("Row 1, Column 1"));
    await user.keyboard("5{Enter}");
    const [{ changeId } = { changeId: "" }] = store.state().waiting;
    await user.click(cell(/^Row 1, Column 1/));
    await user.keyboard("6");
    const theirs = { ...stands({ v: 1842 }), seq: 7 };
    const results = [{ changeId, outcome: "conflict" as const, theirs }];
    act(() => store.dispatch({ kind: "answered", results, at: "2026-11-24T14:03:00Z", by: "Claire Aubry" }));
    await user.keyboard("{Enter}");
    expect(store.state().waiting).toEqual([]);
    expect(store.state().conflicts.get("grid/R1/C1")).toMatchObject({ mine: { value: { v: 6 } }, theirs });
  });

  it("shows what a colleague saved meanwhile when the typed text is given up", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 2), { standing: new Map([["grid/R1/C1", stands({ v: 1790 })]]) });
    await user.click(cell(/Row 1, Column 1/));
    await user.keyboard("5");
    store.dispatch({ kind: "heard", answers: new Map([["grid/R1/C1", { ...stands({ v: 1842 }), seq: 7 }]]) });
    await user.keyboard("{Escape}");
    expect(cell(/Row 1, Column 1/)).toHaveProperty("value", "1\u00a0842");
  });

  it("replaces by typing, edits with F2 and restores with Escape", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 2), {
      standing: new Map([["grid/R1/C1", stands({ v: 1790, f: ["E"] })]]),
    });
    const input = cell(/Row 1, Column 1/) as HTMLInputElement;
    await user.click(input);
    await user.keyboard("{F2}");
    expect(input.value).toBe("1\u00a0790 e");
    await user.keyboard("{Escape}");
    expect(input.value).toBe("1\u00a0790");
    input.select();
    await user.keyboard("5{Tab}");
    expect(valueAt(store.state(), "grid/R1/C1")).toEqual({ v: 5 });
    expect(document.activeElement).toBe(cell("Row 1, Column 2"));
  });

  it("moves by arrows and passes through what is not asked", async () => {
    const user = userEvent.setup();
    showGrid(gridQuestion(3, 3, { notAsked: new Set(["R1/C2"]) }));
    await user.click(cell("Row 1, Column 1"));
    await user.keyboard("{ArrowRight}");
    expect(document.activeElement).toBe(cell("Row 1, Column 3"));
    await user.keyboard("{ArrowDown}{ArrowLeft}");
    expect(document.activeElement).toBe(cell("Row 2, Column 2"));
    expect(screen.queryByRole("textbox", { name: /Row 1, Column 2/ })).toBeNull();
  });

  it("asks about a text with two readings and writes only what was chosen", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 1));
    await user.click(cell("Row 1, Column 1"));
    await user.keyboard("1.234{Enter}");
    expect(store.state().waiting).toEqual([]);
    await user.click(screen.getByRole("button", { name: "1\u00a0234" }));
    expect(valueAt(store.state(), "grid/R1/C1")).toEqual({ v: 1234 });
  });

  it("keeps a text it cannot read as it was typed", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 1));
    await user.click(cell("Row 1, Column 1"));
    await user.keyboard("12O4{Enter}");
    const input = cell(/Row 1, Column 1/) as HTMLInputElement;
    expect(input.value).toBe("12O4");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(store.state()).toMatchObject({ waiting: [] });
    expect(store.state().unkept.get("grid/R1/C1")).toMatchObject({
      raw: "12O4",
      reading: { refused: "letter-in-number" },
    });
  });

  it("says while typing that a figure is not allowed here, once, and keeps it as typed", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 1, { min: 0 }));
    await user.click(cell("Row 1, Column 1"));
    await user.keyboard("-5");
    const said = screen.getAllByText(/The value cannot be below 0/);
    expect(said).toHaveLength(1);
    expect(said[0]!.textContent).toContain("It stays as you typed it and is not saved.");
    expect(screen.queryByText(/keeps it/)).toBeNull();
    await user.keyboard("{Enter}");
    expect(store.state().waiting).toEqual([]);
    expect(store.state().unkept.get("grid/R1/C1")).toMatchObject({ raw: "-5", findings: [{ code: "out-of-range" }] });
    expect((cell(/Row 1, Column 1, not taken/) as HTMLInputElement).value).toBe("-5");
  });

  it("says of a decimal in a count that it must be put right, and saves it", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 1, { min: 0 }), { counted: true });
    await user.click(cell("Row 1, Column 1"));
    await user.keyboard("4.5");
    expect(screen.getByText(/not a whole number.*must be put right before you submit/)).toBeTruthy();
    await user.keyboard("{Enter}");
    expect(valueAt(store.state(), "grid/R1/C1")).toEqual({ v: 4.5 });
  });

  it("clears with Delete and takes it back with Control and Z", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 1), { standing: new Map([["grid/R1/C1", stands({ v: 7 })]]) });
    await user.click(cell("Row 1, Column 1"));
    await user.keyboard("{Delete}");
    expect(valueAt(store.state(), "grid/R1/C1")).toBeNull();
    await user.keyboard("{Control>}z{/Control}");
    expect(valueAt(store.state(), "grid/R1/C1")).toEqual({ v: 7 });
    expect(store.state().waiting).toEqual([]);
  });

  it("says a missing figure in words", async () => {
    const user = userEvent.setup();
    showGrid(gridQuestion(2, 1));
    await user.click(cell("Row 1, Column 1"));
    await user.keyboard(":{Enter}");
    expect((cell(/Row 1, Column 1/) as HTMLInputElement).value).toBe("not collected");
  });

  it("writes nothing where the section cannot be changed", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 1), { writable: false });
    await user.click(cell("Row 1, Column 1"));
    await user.keyboard("5{Enter}");
    expect(store.state().waiting).toEqual([]);
  });
});

describe("totals of a grid", () => {
  it("has no total while a part is missing, and says how many are known", async () => {
    const user = userEvent.setup();
    showGrid(gridQuestion(2, 2));
    const sum = screen.getByRole("row", { name: /^Total, computed/ });
    expect(sum.textContent).toContain("0 of 2");
    for (const [name, value] of [
      ["Row 1, Column 1", "10"],
      ["Row 1, Column 2", "20"],
      ["Row 2, Column 1", "1"],
    ] as const) {
      await user.click(cell(name));
      await user.keyboard(`${value}{Enter}`);
    }
    expect(within(screen.getByRole("row", { name: /^Row 1/ })).getByText("30")).toBeTruthy();
    expect(within(sum).getByText("11")).toBeTruthy();
    expect(sum.textContent).toContain("1 of 2");
    expect(within(sum).getAllByText("\u2013")).toHaveLength(2);
  });

  it("lets a total be typed only where a part will never come", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(1, 2, { totals: { rows: false, columns: true } }));
    expect(screen.getAllByRole("textbox")).toHaveLength(2);
    await user.click(cell("Row 1, Column 1"));
    await user.keyboard("n.d.{Enter}");
    await user.click(cell(/Row 1, All/));
    await user.keyboard("55{Enter}");
    expect(valueAt(store.state(), "grid/R1/_T")).toEqual({ v: 55 });
  });

  it("says below the table why totals are not computed, by which parts, and what may be typed", async () => {
    const user = userEvent.setup();
    showGrid(gridQuestion(2, 2));
    await user.click(cell("Row 1, Column 1"));
    await user.keyboard("n.d.{Enter}");
    const note = screen.getByText(/3 totals of this table are not computed/);
    expect(note.textContent).toContain("this part has no value: Row 1, Column 1 (not available).");
    expect(note.textContent).toContain("If your source knows them, type them in their place");
    const total = cell(/^Row 1, All, 0 of 2, not computed, may be typed/);
    expect(document.getElementById(total.getAttribute("aria-describedby")!)?.contains(note)).toBe(true);
    await user.click(cell(/^Row 1, Column 1/));
    await user.keyboard("4{Enter}");
    expect(screen.queryByText(/not computed, because/)).toBeNull();
  });

  it("keeps a typed total when its parts have values again, says that the computed one holds, and takes it away only when told", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(1, 2, { totals: { rows: false, columns: true } }), {
      standing: new Map([
        ["grid/R1/C1", stands({ v: null, f: ["L"] })],
        ["grid/R1/C2", stands({ v: 20 })],
        ["grid/R1/_T", stands({ v: 55 })],
      ]),
    });
    expect(cell(/^Row 1, All, 1 of 2, typed, not computed/)).toBeTruthy();
    await user.click(cell(/^Row 1, Column 1/));
    await user.keyboard("10{Enter}");
    expect(valueAt(store.state(), "grid/R1/_T")).toEqual({ v: 55 });
    const said = screen.getByText(/the computed total, 30, holds. The one you typed, 55, is set aside/);
    await user.click(within(said).getByRole("button", { name: "Take the typed total away" }));
    expect(valueAt(store.state(), "grid/R1/_T")).toBeNull();
    expect(screen.queryByText(/is set aside/)).toBeNull();
  });

  it("adds up the first level of a tree only", () => {
    const question = gridQuestion(2, 1, { rowParents: { R2: "R1" }, totals: { rows: true, columns: false } });
    showGrid(question, {
      standing: new Map([
        ["grid/R1/C1", stands({ v: 100 })],
        ["grid/R2/C1", stands({ v: 60 })],
      ]),
    });
    expect(within(screen.getByRole("row", { name: /^Sum of groups/ })).getByText("100")).toBeTruthy();
  });
});

describe("a pasted block", () => {
  it("is taken whole, in one step that can be taken back", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(3, 3));
    await user.click(cell("Row 2, Column 2"));
    await user.paste("1 234,5\t<5 q\n:\t638 p\n");
    expect(valueAt(store.state(), "grid/R2/C2")).toEqual({ v: 1234.5 });
    expect(valueAt(store.state(), "grid/R2/C3")).toEqual({ v: null, lt: 5, f: ["Q"] });
    expect(valueAt(store.state(), "grid/R3/C2")).toEqual({ v: null, f: ["L"] });
    expect(valueAt(store.state(), "grid/R3/C3")).toEqual({ v: 638, f: ["P"] });
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(store.state().waiting).toEqual([]);
  });

  it("is shown before it is taken when a figure cannot be read; the rest is taken and that text kept in its cell", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(3, 2, { min: 0 }));
    await user.click(cell("Row 1, Column 1"));
    await user.paste("1\t-2\n3\t12O4");
    expect(store.state().waiting).toEqual([]);
    const shown = screen.getByRole("region", { name: /Look at this before it is pasted/ });
    expect(document.activeElement).toBe(shown);
    expect(shown.textContent).toContain("2 of 4 pasted figures can be read");
    expect(shown.textContent).toContain("Row 2, Column 2: “12O4”. There is a letter among the digits.");
    expect(shown.textContent).toContain("Row 1, Column 2: “-2”. The value cannot be below 0.");
    await user.click(screen.getByRole("button", { name: "Take the 2 readable, keep the other 2 as typed, to mend" }));
    expect(valueAt(store.state(), "grid/R1/C1")).toEqual({ v: 1 });
    expect(valueAt(store.state(), "grid/R2/C1")).toEqual({ v: 3 });
    expect(store.state().unkept.get("grid/R2/C2")).toMatchObject({ raw: "12O4" });
    expect(store.state().unkept.get("grid/R1/C2")).toMatchObject({ raw: "-2" });
    expect(screen.getByText(/2 figures pasted.*2 are kept as typed/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(store.state().waiting).toEqual([]);
    expect(store.state().unkept.size).toBe(0);
  });

  it("changes nothing when the person cancels", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 2));
    await user.click(cell("Row 1, Column 1"));
    await user.paste("1\tabc");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(store.state()).toMatchObject({ waiting: [] });
    expect(store.state().unkept.size).toBe(0);
    expect(document.activeElement).toBe(cell("Row 1, Column 1"));
  });

  it("says what lies outside of the table before it leaves it out", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(1, 2));
    await user.click(cell("Row 1, Column 2"));
    await user.paste("1\t2");
    expect(store.state().waiting).toEqual([]);
    expect(screen.getByText(/Line 1, column 2 of the block: “2” lies outside of the table/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Paste 1 figure" }));
    expect(valueAt(store.state(), "grid/R1/C2")).toEqual({ v: 1 });
    expect(screen.getByText(/1 without a place was left out/)).toBeTruthy();
  });

  it("ignores the empty line and column at its edge that Excel copies along", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 2));
    await user.click(cell("Row 2, Column 1"));
    await user.paste("1\t2\t\r\n\t\t\r\n");
    expect(valueAt(store.state(), "grid/R2/C2")).toEqual({ v: 2 });
    expect(screen.getByText(/^2 figures pasted/)).toBeTruthy();
    expect(screen.queryByText(/left as/)).toBeNull();
  });

  it("skips the titles of rows and columns and says so", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 2));
    await user.click(cell("Row 1, Column 1"));
    await user.paste("\tColumn 1\tcolumn  2\r\nRow 1\t1\t2\r\nRow 2\t3\t4\r\n");
    expect(valueAt(store.state(), "grid/R1/C1")).toEqual({ v: 1 });
    expect(valueAt(store.state(), "grid/R2/C2")).toEqual({ v: 4 });
    expect(screen.getByText(/4 figures pasted.*repeat the titles of the table and are skipped/)).toBeTruthy();
  });

  it("goes where its titles say, after asking, and names the titles the table has not", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 2));
    await user.click(cell("Row 1, Column 1"));
    await user.paste("Row 2\t5\nRow 1\t6\nTotal\t11");
    expect(store.state().waiting).toEqual([]);
    expect(screen.getByText(/the figures go where their titles say/)).toBeTruthy();
    expect(screen.getByText(/no row or column is called “Total”/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Paste 2 figures" }));
    expect(valueAt(store.state(), "grid/R2/C1")).toEqual({ v: 5 });
    expect(valueAt(store.state(), "grid/R1/C1")).toEqual({ v: 6 });
  });

  it("asks once for all figures that can be read in two ways", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 2));
    await user.click(cell("Row 1, Column 1"));
    await user.paste("1,234\t5\n9,876\t–");
    expect(store.state().waiting).toEqual([]);
    await user.click(screen.getByRole("radio", { name: /thousands/ }));
    await user.click(screen.getByRole("radio", { name: "not available" }));
    await user.click(screen.getByRole("button", { name: "Paste 4 figures" }));
    expect(valueAt(store.state(), "grid/R2/C1")).toEqual({ v: 9876 });
    expect(valueAt(store.state(), "grid/R2/C2")).toEqual({ v: null, f: ["O"] });
  });

  it("keeps what was left open as typed, to be asked in its cell", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 2));
    await user.click(cell("Row 1, Column 1"));
    await user.paste("1,234\t5");
    await user.click(screen.getByRole("button", { name: "Take the 1 readable, keep the other as typed, to mend" }));
    expect(valueAt(store.state(), "grid/R1/C2")).toEqual({ v: 5 });
    expect(store.state().unkept.get("grid/R1/C1")).toMatchObject({ raw: "1,234", reading: { why: "mark" } });
  });

  it("leaves what stands under an empty cell", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(1, 3), { standing: new Map([["grid/R1/C2", stands({ v: 7 })]]) });
    await user.click(cell("Row 1, Column 1"));
    await user.paste("1\t\t3");
    expect(valueAt(store.state(), "grid/R1/C2")).toEqual({ v: 7 });
    expect(screen.getByText(/left as they are|left as it is/)).toBeTruthy();
  });
});

describe("a grid in French", () => {
  it("reads a comma as decimal sign and speaks French", async () => {
    const user = userEvent.setup();
    showGrid(gridQuestion(1, 1), { lang: "fr" });
    await user.click(cell("Row 1, Column 1"));
    await user.keyboard("21,6 p");
    expect(screen.getByText("21,6, provisoire")).toBeTruthy();
  });

  it("shows the value accepted before beside the figure", () => {
    showGrid(gridQuestion(1, 1), { accepted: new Map([["grid/R1/C1", [{ period: "2024", figure: { v: 1377 } }]]]) });
    expect(screen.getAllByRole("columnheader", { name: "2024" })).not.toHaveLength(0);
    const input = cell("Row 1, Column 1");
    const described = input.getAttribute("aria-describedby")!;
    expect(document.getElementById(described)?.textContent).toContain("last accepted 1\u00a0377, 2024");
  });
});

describe("undo in a notice", () => {
  const fillWhole = async (user: ReturnType<typeof userEvent.setup>) => {
    await user.click(screen.getByRole("button", { name: /Whole table/ }));
    await user.click(screen.getByRole("button", { name: /^Set 4/, hidden: true }));
  };
  const undo = () => screen.queryByRole("button", { name: "Undo" });

  it("takes back its own step, not the last one, and leaves what was typed since", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 2));
    await fillWhole(user);
    store.commit([{ path: "grid/R1/C1", value: { v: 5 } }]);
    store.commit([{ path: "elsewhere", value: "a text" }]);
    await user.click(undo()!);
    expect(valueAt(store.state(), "grid/R1/C1")).toEqual({ v: 5 });
    expect(valueAt(store.state(), "grid/R2/C2")).toBeNull();
    expect(valueAt(store.state(), "elsewhere")).toBe("a text");
    expect(undo()).toBeNull();
  });

  it("reaches a figure emptied just before, while that is still being saved", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 2), { standing: new Map([["grid/R1/C1", stands({ v: 5 })]]) });
    await user.click(cell("Row 1, Column 1"));
    await user.keyboard("{Delete}");
    await fillWhole(user);
    expect(valueAt(store.state(), "grid/R1/C1")).toEqual({ v: null, f: ["L"] });
  });

  it("is gone when its step was taken back by the keyboard", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 2));
    await fillWhole(user);
    expect(undo()).not.toBeNull();
    act(() => void store.undo());
    expect(undo()).toBeNull();
    expect(valueAt(store.state(), "grid/R2/C2")).toBeNull();
  });

  it("takes back a pasted block after something else was typed", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(2, 2));
    await user.click(cell("Row 1, Column 1"));
    await user.paste("1\t2\n3\t4");
    store.commit([{ path: "elsewhere", value: "a text" }]);
    await user.click(undo()!);
    expect(valueAt(store.state(), "grid/R1/C1")).toBeNull();
    expect(valueAt(store.state(), "elsewhere")).toBe("a text");
  });
});

describe("a range of figures", () => {
  const held = () =>
    new Map([
      ["grid/R1/C1", stands({ v: 1790, f: ["P"] })],
      ["grid/R1/C2", stands({ v: 12.5 })],
      ["grid/R2/C1", stands({ v: null, f: ["L"] })],
      ["grid/R3/C2", stands({ v: 4 })],
    ]);
  const pickedCells = () => document.querySelectorAll("td[data-picked]").length;

  it("is chosen by Shift and the arrows, said, and copied as it could be pasted", async () => {
    const user = userEvent.setup();
    const { drawn } = showGrid(gridQuestion(3, 3), { standing: held() });
    await user.click(cell(/Row 1, Column 1/));
    drawn.clear();
    await user.keyboard("{Shift>}{ArrowRight}{ArrowDown}{ArrowLeft}{ArrowRight}{/Shift}");
    expect(pickedCells()).toBe(4);
    expect(drawn.size).toBe(0);
    expect(screen.getByText("2 × 2 figures chosen")).toBeTruthy();
    expect(document.activeElement).toBe(cell(/Row 1, Column 1/));
    const copied = await user.copy();
    expect(copied?.getData("text/plain")).toBe("1790 p\t12.5\n:\t");
    await user.keyboard("{Escape}");
    expect(pickedCells()).toBe(0);
  });

  it("is emptied in one step, which one undo takes back", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(3, 3), { standing: held() });
    await user.click(cell(/Row 1, Column 1/));
    await user.keyboard("{Shift>}{ArrowDown}{ArrowDown}{ArrowRight}{/Shift}{Delete}");
    for (const path of held().keys()) expect(valueAt(store.state(), path), path).toBeNull();
    expect(store.state().waiting).toHaveLength(4);
    await user.keyboard("{Control>}z{/Control}");
    for (const [path, { value }] of held()) expect(valueAt(store.state(), path), path).toEqual(value);
  });

  it("ends where somebody types, moves on or leaves, and never changes what she may not write", async () => {
    const user = userEvent.setup();
    const { store } = showGrid(gridQuestion(3, 3), { standing: held(), writable: false });
    await user.click(cell(/Row 1, Column 1/));
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}{Delete}");
    expect(store.state().waiting).toEqual([]);
    expect(pickedCells()).toBe(2);
    await user.keyboard("{ArrowDown}");
    expect(pickedCells()).toBe(0);
    await user.keyboard("{Shift>}{ArrowRight}{/Shift}");
    expect(pickedCells()).toBe(2);
    await user.keyboard("{Shift>}");
    await user.click(cell(/Row 3, Column 3/));
    await user.keyboard("{/Shift}");
    expect(pickedCells()).toBe(6);
    await user.click(document.body);
    expect(pickedCells()).toBe(0);
  });
});
