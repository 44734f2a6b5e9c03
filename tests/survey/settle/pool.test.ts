import { expect, test } from "vitest";
import { settleInWorker } from "~/survey/settle/pool.server";
import { sampleDefinition } from "../../support/sample-questionnaire";

const options = { parameters: { trend_name: { en: "nitazenes", fr: "nitazènes" } } };

test("the worker settles as the function does", async () => {
  const settled = await settleInWorker(sampleDefinition, { contact: "C", deaths_total: { v: 1 } }, options);
  expect(settled).toEqual({ findings: [], hidden: ["entrants", "control", "use"] });
});

test("a definition that cannot be read is a bug, said with its cause", async () => {
  await expect(settleInWorker({ pages: [] }, {}, options)).rejects.toThrow("vigie.id");
});
