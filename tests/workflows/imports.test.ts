import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { enterDictionary } from "~/workflows/dictionary.server";
import { runImport } from "~/workflows/imports.server";
import { rebuild } from "~/workflows/observations.server";
import { type Collection, openCollection } from "~db/collection/client";
import { readDictionary } from "~db/collection/dictionary";
import { readDictionaryFiles } from "~db/collection/dictionary-files";
import { importIds, listImports, readImportRecord, rowOfImport } from "~db/collection/imports";
import { acceptedValues, listObservations } from "~db/collection/observations";
import { audit } from "~db/collection/schema-people";

const deed = { by: null, now: "2026-01-05T09:00:00.000Z" };

function collection(): Collection {
  const db = openCollection(":memory:");
  enterDictionary(db, { ...readDictionaryFiles(), origin: "dictionary" }, deed);
  return db;
}

const map = {
  source: { en: "A register", fr: "Un registre" },
  licence: "CC BY 4.0",
  publishedBySource: false,
  precedence: 10,
  area: { column: "country" },
  period: { column: "year" },
  indicator: { fixed: "DEM-DRD-N" },
  dimensions: { SEX: { column: "sex", values: { women: "F", men: "M", all: "_T" } } },
  value: { column: "deaths", missing: { ":": "L", "n/a": "O", "": "skip" }, below: "Q" },
};

function take(
  db: Collection,
  file: string | Buffer,
  changes: object = {},
  parts: { dryRun?: boolean; now?: string } = {},
) {
  const bytes = typeof file === "string" ? Buffer.from(file) : file;
  const at = { by: null, now: parts.now ?? deed.now };
  const written: unknown = JSON.parse(JSON.stringify({ ...map, ...changes }));
  return runImport(db, { bytes, fileName: "deaths.csv", map: written, dryRun: parts.dryRun ?? false }, at);
}

const file = `country,year,sex,deaths
FR,2020,women,120
FR,2020,men,380
NO,2020,all,:
NO,2021,all,
PT,2021,all,<5
`;

test("a file is read by its map: values, reasons, hidden small numbers, rows to leave out", () => {
  const db = collection();
  const report = take(db, file);
  expect(report.rows).toEqual({ read: 5, filtered: 0, skipped: 1, refused: 0, repeated: 0, taken: 4 });
  expect(report.byIndicator).toEqual({ "DEM-DRD-N": 4 });
  const read = listObservations(db, {}).map((o) => [o.series, o.area, o.period, o.value, o.lt, o.flags, o.provenance]);
  expect(read).toEqual([
    ["DEM-DRD-N", "NO", "2020", null, null, ["L"], { kind: "import", import: 1, line: 4 }],
    ["DEM-DRD-N", "PT", "2021", null, 5, ["Q"], { kind: "import", import: 1, line: 6 }],
    ["DEM-DRD-N:SEX=F", "FR", "2020", 120, null, [], { kind: "import", import: 1, line: 2 }],
    ["DEM-DRD-N:SEX=M", "FR", "2020", 380, null, [], { kind: "import", import: 1, line: 3 }],
  ]);
});

test("source and licence stand with the import, the raw line with its columns", () => {
  const db = collection();
  take(db, file, { url: "https://example.org/deaths" });
  expect(listImports(db)).toMatchObject([
    {
      id: 1,
      source: { en: "A register", fr: "Un registre" },
      licence: "CC BY 4.0",
      url: "https://example.org/deaths",
      rowsRead: 5,
      rowsTaken: 4,
    },
  ]);
  expect(rowOfImport(db, 1, 6)).toEqual([
    { column: "country", text: "PT" },
    { column: "year", text: "2021" },
    { column: "sex", text: "all" },
    { column: "deaths", text: "<5" },
  ]);
  expect(readImportRecord(db, 1)?.report.rows.taken).toBe(4);
  expect(
    db
      .select()
      .from(audit)
      .all()
      .filter((line) => line.action === "import.run"),
  ).toMatchObject([{ subject: "import/1", detail: { taken: 4, read: 5 } }]);
});

test("a dry run gives the report of the run and writes nothing", () => {
  const db = collection();
  const dry = take(db, file, {}, { dryRun: true });
  expect(importIds(db)).toEqual([]);
  expect(listObservations(db, {})).toEqual([]);
  const real = take(db, file);
  expect({ ...dry, dryRun: false, import: 1 }).toEqual(real);
});

test("the same file with the same map adds nothing", () => {
  const db = collection();
  take(db, file);
  const before = db.select().from(audit).all().length;
  expect(take(db, file)).toMatchObject({ stopped: "already-imported", import: 1, rows: { taken: 0 } });
  expect(importIds(db)).toEqual([1]);
  expect(db.select().from(audit).all().length).toBe(before);
});

test("what cannot be read is named by line and column, and the rest is taken", () => {
  const report = take(
    collection(),
    `country,year,sex,deaths
XX,2020,women,1
FR,20,women,1
FR,2020,girls,1
FR,2021,women,about 12
FR,2022,women,-
FR,2023,women
FR,2024,women,7
`,
  );
  expect(report.problems).toEqual([
    { line: 2, column: "country", kind: "unknown-country", text: "XX" },
    { line: 3, column: "year", kind: "bad-period", text: "20" },
    { line: 4, column: "sex", kind: "text-not-in-map", text: "girls" },
    { line: 5, column: "deaths", kind: "not-a-number", text: "about 12" },
    { line: 6, column: "deaths", kind: "not-a-number", text: "-" },
    { line: 7, column: null, kind: "cell-count", text: "3" },
  ]);
  expect(report.rows).toMatchObject({ read: 7, refused: 6, taken: 1 });
});

test("lines are those of the file, also behind quoted line breaks and empty lines", () => {
  const report = take(
    collection(),
    'country,year,sex,deaths,remark\n"FR",2020,women,1,"two\nlines"\n\nFR,2021,women,x,"three\nwhole\nlines"\nFR,2022,women,y,\n',
    { ignore: ["remark"] },
  );
  expect(report.problems.map((p) => [p.line, p.text])).toEqual([
    [5, "x"],
    [8, "y"],
  ]);
});

test("of repeated and contradicting rows none is taken, and both kinds are listed", () => {
  const report = take(
    collection(),
    `country,year,sex,deaths
FR,2020,women,1
FR,2020,women,1
NO,2020,men,3
NO,2020,men,4
PT,2020,men,5
`,
  );
  expect(report.repeated).toEqual([
    { series: "DEM-DRD-N:SEX=F", area: "FR", period: "2020", lines: [2, 3], values: [1, 1], contradiction: false },
    { series: "DEM-DRD-N:SEX=M", area: "NO", period: "2020", lines: [4, 5], values: [3, 4], contradiction: true },
  ]);
  expect(report.rows).toMatchObject({ repeated: 4, taken: 1 });
});

test("nothing is overwritten: two files stand side by side and the stated order decides", () => {
  const db = collection();
  take(db, "country,year,sex,deaths\nFR,2020,all,500\n", { precedence: 20 });
  take(db, "country,year,sex,deaths\nFR,2020,all,512\n", { precedence: 10 });
  take(db, "country,year,sex,deaths\nFR,2020,all,530\n", { precedence: 30 });
  const stands = acceptedValues(db, { area: "FR" }).get("DEM-DRD-N|2020");
  expect(stands?.value).toBe(512);
  expect(stands?.alternatives.map((a) => a.said.map((o) => o.value))).toEqual([[500], [530]]);
});

test.each([
  ["UTF-8 with a mark", Buffer.from(`\ufeff${file}`), { encoding: "UTF-8", delimiter: ",", decimal: "." }],
  ["semicolons", Buffer.from(file.replaceAll(",", ";")), { encoding: "UTF-8", delimiter: ";", decimal: "." }],
  ["tabs", Buffer.from(file.replaceAll(",", "\t")), { encoding: "UTF-8", delimiter: "\t", decimal: "." }],
  [
    "UTF-16 as spreadsheets write it",
    iconv.encode(file, "utf-16le", { addBOM: true }),
    { encoding: "UTF-16LE", delimiter: "," },
  ],
])("the shape of a file is detected and shown: %s", (_, bytes, shape) => {
  const report = take(collection(), bytes);
  expect(report.stopped).toBeNull();
  expect(report.rows.taken).toBe(4);
  expect(report.file).toMatchObject(shape);
});

test("a file in an old encoding keeps its accents", () => {
  const text = "pays;année;sexe;décès\nFR;2020;féminin;12\nNO;2020;féminin;7\nPT;2021;féminin;9\nIT;2021;féminin;30\n";
  const report = take(collection(), iconv.encode(text, "windows-1252"), {
    area: { column: "pays" },
    period: { column: "année" },
    dimensions: { SEX: { column: "sexe", values: { féminin: "F" } } },
    value: { column: "décès" },
  });
  expect(report.file.encoding).toMatch(/^(ISO-8859|windows-125)/i);
  expect(report.rows.taken).toBe(4);
});

const prices = {
  indicator: { fixed: "SUP-PRI-RET" },
  dimensions: { SUBSTANCE: { fixed: "COC" }, STATISTIC: { fixed: "MEAN" } },
  value: { column: "price" },
};

test("a decimal comma is detected, and a column that could be either is not guessed", () => {
  const db = collection();
  const comma = take(db, "country;year;price\nFR;2020;57,5\nNO;2020;1 057,25\n", prices);
  expect(comma.file.decimal).toBe(",");
  expect(listObservations(db, {}).map((o) => o.value)).toEqual([57.5, 1057.25]);
  const either = take(db, "country;year;price\nFR;2021;1,234\nNO;2021;57\n", prices);
  expect(either).toMatchObject({ stopped: "decimal", rows: { taken: 0 }, import: null });
  const both = take(db, "country;year;price\nFR;2021;1,25\nNO;2021;57.5\n", prices);
  expect(both.stopped).toBe("decimal");
  const said = take(db, "country;year;price\nFR;2021;1,234\nNO;2021;57.5\n", { ...prices, file: { decimal: "," } });
  expect(said.problems).toEqual([{ line: 3, column: "price", kind: "not-a-number", text: "57.5" }]);
  expect(listObservations(db, { periods: ["2021"] }).map((o) => o.value)).toEqual([1.234]);
});

const syringes = {
  indicator: { fixed: "DEM-SYR" },
  dimensions: {},
  value: { column: "n" },
  unit: { fixed: "THOUSAND" },
};

test("thousands become single syringes only because the map says so", () => {
  const db = collection();
  take(db, "country,year,n\nFR,2020,1.005\n", {
    ...syringes,
    file: { decimal: "." },
    scale: [{ from: "THOUSAND", to: "SYRINGE", by: 1000 }],
  });
  take(db, "country,year,n\nFR,2021,12.5\n", syringes);
  expect(listObservations(db, {}).map((o) => [o.series, o.unit, o.value])).toEqual([
    ["DEM-SYR", "SYRINGE", 1005],
    ["DEM-SYR@THOUSAND", "THOUSAND", 12.5],
  ]);
});

test("a part of a country is never the country, and says which part and share it is", () => {
  const db = collection();
  take(db, "country,year,where,share,n\nGB,2020,GB_SCT,8.2,30\nGB,2020,_T,,90\n", {
    ...syringes,
    unit: { fixed: "SYRINGE" },
    dimensions: { COVERAGE: { column: "where" } },
    place: { column: "where", values: { GB_SCT: "Scotland", _T: "United Kingdom" } },
    share: "share",
  });
  expect(listObservations(db, {}).map((o) => [o.series, o.value, o.coverage])).toEqual([
    ["DEM-SYR", 90, { place: "United Kingdom", share: null }],
    ["DEM-SYR:COVERAGE=GB_SCT", 30, { place: "Scotland", share: 8.2 }],
  ]);
});

test("a break, a note, bounds and a sample size come with the value", () => {
  const db = collection();
  take(db, "country,year,sex,deaths,low,high,n,flag,remark\nFR,2020,all,500,450,560,1200,b,New register\n", {
    lower: "low",
    upper: "high",
    sample: "n",
    flags: { column: "flag", values: { "": [], b: ["B", "P"] } },
    note: { column: "remark", lang: "en" },
  });
  expect(listObservations(db, {})).toMatchObject([
    {
      value: 500,
      lo: 450,
      hi: 560,
      n: 1200,
      flags: ["B", "P"],
      breakBy: "imported",
      note: { lang: "en", text: "New register" },
    },
  ]);
});

test("coded answers are imported as codes, several of a point side by side", () => {
  const db = collection();
  const report = take(db, "country,year,state\nFR,2020,running\nNO,2020,over\nNO,2020,planned\nPT,2020,unheard\n", {
    indicator: { fixed: "POL-STR" },
    dimensions: {},
    value: undefined,
    code: { column: "state", values: { running: "IN_FORCE", over: "EXPIRED", planned: "PREP" } },
  });
  expect(report.problems).toEqual([{ line: 5, column: "state", kind: "text-not-in-map", text: "unheard" }]);
  expect(listObservations(db, {}).map((o) => [o.area, o.value, o.code])).toEqual([
    ["FR", null, "IN_FORCE"],
    ["NO", null, "EXPIRED"],
    ["NO", null, "PREP"],
  ]);
});

test("rates are computed while a release is prepared and never imported", () => {
  const report = take(collection(), file, { indicator: { fixed: "DEM-DRD-RATE" }, dimensions: {}, ignore: ["sex"] });
  expect(new Set(report.problems.map((p) => p.kind))).toEqual(new Set(["derived-indicator"]));
});

test("a file is filtered and its rows told apart by cases", () => {
  const db = collection();
  const report = take(
    db,
    `country,year,table,what,n
FR,2020,T1,heroin,10
FR,2020,T2,needles,3
FR,2020,T3,other,1
FR,2020,T9,heroin,1
`,
    {
      filter: { table: ["T1", "T2", "T3"] },
      dimensions: {},
      value: { column: "n" },
      indicator: undefined,
      cases: [
        {
          when: { table: ["T1"] },
          indicator: { fixed: "DEM-TDI-ALL" },
          dimensions: { SUBSTANCE: { column: "what", values: { heroin: "HER" } } },
        },
        { when: { table: ["T2"], what: ["needles"] }, indicator: { fixed: "DEM-SYR" } },
      ],
    },
  );
  expect(report.mapProblems).toEqual([]);
  expect(report.rows).toMatchObject({ read: 4, filtered: 1, refused: 1, taken: 2 });
  expect(report.problems).toEqual([{ line: 4, column: null, kind: "no-case", text: "" }]);
  expect(listObservations(db, {}).map((o) => [o.series, o.value])).toEqual([
    ["DEM-SYR", 3],
    ["DEM-TDI-ALL:SUBSTANCE=HER", 10],
  ]);
});

test("a map brings the indicators its file needs, in the same transaction", () => {
  const db = collection();
  const age = { ...readDictionary(db).indicators.get("DEM-TDI-MEAN")!, code: "DEM-DRD-AGE", dimensions: ["SEX"] };
  const changes = { dictionary: { indicators: [age] }, indicator: { fixed: "DEM-DRD-AGE" } };
  expect(take(db, file, changes, { dryRun: true }).rows.taken).toBe(4);
  expect(readDictionary(db).indicators.has("DEM-DRD-AGE")).toBe(false);
  expect(take(db, file, changes).rows.taken).toBe(4);
  expect(readDictionary(db).indicators.has("DEM-DRD-AGE")).toBe(true);
  const reworded = { ...readDictionary(db).indicators.get("DEM-SYR")!, theme: "use" };
  expect(take(db, file, { dictionary: { indicators: [reworded] } }).mapProblems).toEqual([
    { kind: "bad-dictionary", at: "map.dictionary indicator DEM-SYR", what: "DEM-SYR (defined-otherwise)" },
  ]);
});

test("a map that does not fit its file or the dictionary is named part by part, and no row is read", () => {
  const report = take(collection(), file, {
    dimensions: { SEX: { column: "gender", values: { women: "FEMALE" } }, MOOD: { fixed: "GOOD" } },
    indicator: { fixed: "DEM-NOT" },
    unit: { fixed: "SMILE" },
  });
  expect(report).toMatchObject({ stopped: "map", rows: { read: 0 } });
  expect(report.mapProblems).toEqual([
    { kind: "unknown-column", at: "map", what: "gender" },
    { kind: "column-without-use", at: "file", what: "sex" },
    { kind: "unknown-code", at: "map.indicator", what: "DEM-NOT" },
    { kind: "unknown-code", at: "map.unit", what: "SMILE" },
    { kind: "unknown-code", at: "map.dimensions.SEX", what: "FEMALE" },
    { kind: "unknown-code", at: "map.dimensions", what: "MOOD" },
    { kind: "unknown-code", at: "map.dimensions.MOOD", what: "GOOD" },
  ]);
});

test.each([
  ["no object", "a map", [{ kind: "malformed", at: "map", what: "not an object" }]],
  ["a word it does not know", { ...map, colour: "red" }, [{ kind: "unknown-part", at: "map", what: "colour" }]],
  ["no licence", { ...map, licence: "" }, [{ kind: "malformed", at: "map", what: "licence" }]],
  [
    "a factor of zero",
    { ...map, scale: [{ from: "THOUSAND", to: "UNIT", by: 0 }] },
    [{ kind: "malformed", at: "map.scale.0", what: "by" }],
  ],
  [
    "a reason among the flags",
    { ...map, flags: { column: "f", values: { x: ["L"] } } },
    [{ kind: "malformed", at: "map.flags.values", what: "x" }],
  ],
  ["prototype names", JSON.parse('{"__proto__":{"x":1}}'), [{ kind: "unknown-part", at: "map", what: "__proto__" }]],
])("a map that is not of its shape is refused: %s", (_, broken, problems) => {
  const report = runImport(
    collection(),
    { bytes: Buffer.from(file), fileName: "x.csv", map: broken, dryRun: false },
    deed,
  );
  expect(report.stopped).toBe("map");
  expect(report.mapProblems).toEqual(expect.arrayContaining(problems));
});

test.each([
  ["empty", Buffer.from(""), "empty"],
  ["a header alone", Buffer.from("country,year,sex,deaths\n"), "empty"],
  ["one column", Buffer.from("abc\ndef\n"), "delimiter"],
  ["quotes that do not close", Buffer.from('country,year,sex,deaths\nFR,"2020,women,1\n'), "not-csv"],
  ["bytes of a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 0xff, 0xfe]), "encoding"],
])("a file that is no table stops with the reason: %s", (_, bytes, stopped) => {
  expect(take(collection(), bytes)).toMatchObject({ stopped, import: null, rows: { taken: 0 } });
});

test("an import of no taken row leaves no trace", () => {
  const db = collection();
  expect(take(db, "country,year,sex,deaths\nXX,2020,all,1\n").import).toBeNull();
  expect(importIds(db)).toEqual([]);
});

test("a rebuild from the kept lines and map changes nothing, and mends what was tampered with", () => {
  const db = collection();
  take(db, file);
  const before = db.$client.prepare("select * from observations").all();
  expect(rebuild(db, deed)).toEqual({ sections: 0, imports: 1, changed: 0, removed: 0 });
  expect(db.$client.prepare("select * from observations").all()).toEqual(before);
  db.$client.prepare("update observations set value = 1 where value = 120").run();
  expect(rebuild(db, deed)).toMatchObject({ changed: 1 });
  expect(listObservations(db, { area: "FR" }).map((o) => o.value)).toEqual([120, 380]);
});
