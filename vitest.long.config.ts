import { defineConfig } from "vitest/config";
import usual from "./vitest.config";

/** Kill, fuzz and soak sizes: `npm run test:long`; with VIGIE_LONG=smoke small ones, as .ci/run takes them. */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    include: ["tests/long/**/*.test.ts"],
    exclude: ["node_modules/**"],
    testTimeout: 1_200_000,
    hookTimeout: 300_000,
  },
});
