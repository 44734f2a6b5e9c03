import { defineConfig } from "vitest/config";
import usual from "./vitest.config";

const isSmoke = process.env.VIGIE_LONG === "smoke";

/** Tests of properties: in the long sizes each is tried twenty times as often as in `npm test`. */
const properties = [
  "tests/charts/{scene,spec}.test.ts",
  "tests/domain/**/{admit,answers,canonical,linked,read-figure,submit-change}.test.ts",
  "tests/survey/{lint/lint,outbox/state,settle/{hidden-now,kept,sections}}.test.ts",
  "tests/workflows/answers.test.ts",
];

/**
 * Kill, fuzz and soak sizes: `npm run test:long`. With VIGIE_LONG=smoke small ones, as .ci/run takes them; the properties
 * have just been tried there.
 */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    include: ["tests/long/**/*.test.ts", ...(isSmoke ? [] : properties)],
    exclude: ["node_modules/**"],
    setupFiles: isSmoke ? [] : ["tests/support/long-runs.ts"],
    env: isSmoke ? {} : { VIGIE_RUNS: "20" },
    testTimeout: 1_200_000,
    hookTimeout: 300_000,
  },
});
