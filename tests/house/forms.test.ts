import { expect, test } from "vitest";
import { filesBelow, textOf } from "./sources";

/** A body that is no form makes `request.formData()` throw, which would be answered by a 500: `formOf` refuses it. */
const readsBare = (source: string) => /\.formData\(\)/.test(source);

test("a form is read by formOf, which refuses what is none", () => {
  expect(filesBelow("app", /\.tsx?$/).filter((file) => readsBare(textOf(file)))).toEqual(["app/http.server.ts"]);
  expect(readsBare("const form = await request.formData();")).toBe(true);
});
