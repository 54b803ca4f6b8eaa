import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: {
    alias: { "@": root.replace(/\/$/, ""), "server-only": `${root}lib/testing/server-only.ts` },
  },
  test: {
    // What a file needs to itself it asks for (`testDatabase`); reading Prisma and the rest anew for each file took half the time.
    isolate: false,
    env: {
      BASE_URL: "http://localhost:3000",
      SECRET_KEY: "a key that is only ever used by tests",
      LOG_LEVEL: "silent",
    },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{app,lib,components,scripts,bench}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "**/*.reader.test.ts"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["{app,lib,scripts}/**/*.db.test.ts"],
          globalSetup: ["lib/testing/global-setup.ts"],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "readers",
          include: ["lib/**/*.reader.test.ts"],
          sequence: { groupOrder: 2 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
