import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  schema: ["./db/collection/schema.ts", "./db/collection/schema-people.ts", "./db/collection/people/schema-factors.ts"],
  out: "./db/collection/migrations",
});
