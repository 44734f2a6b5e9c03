import { expect, test } from "vitest";
import { welcome } from "~/pages/door/demo-log-ins.server";
import { openPeople, person } from "../../support/people";

const demo = { VIGIE_MODE: "demo", APP_ORIGIN: "http://localhost:3000" } as const;

test("the start prints the address and the log-ins of a demonstration that exist", () => {
  const db = openPeople();
  person(db, "reviewer", null, { email: "tomas.berg@secretariat.demo", demo: true });
  expect(welcome(db, demo).split("\n")).toEqual([
    "Vigie is ready at http://localhost:3000",
    "Log-ins of the demonstration, password vigie-demo:",
    "  tomas.berg@secretariat.demo  Reviewer",
    "",
  ]);
});

test("a live installation prints its address alone", () => {
  const db = openPeople();
  person(db, "reviewer", null, { email: "tomas.berg@secretariat.demo", demo: true });
  const live = { VIGIE_MODE: "live", APP_ORIGIN: "https://vigie.example" } as const;
  expect(welcome(db, live)).toBe("Vigie is ready at https://vigie.example\n");
});
