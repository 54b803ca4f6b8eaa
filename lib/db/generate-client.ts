import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { AppError } from "@/lib/errors/app-error";

/** Writes the Prisma client when it is missing or older than the schema. Returns whether it had to. */
export function generateClient(): boolean {
  if (isFresh()) return false;
  // The command insists on an engine binary it would download; generating never runs it, so any existing file will do.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: path.resolve("package.json"),
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  };
  const made = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
    encoding: "utf8",
    env,
  });
  if (made.status !== 0)
    throw new AppError("unavailable", `The database client could not be generated: ${made.stderr || made.stdout}`);
  return true;
}

function isFresh(): boolean {
  const made = "lib/db/generated/client.ts";
  return existsSync(made) && statSync(made).mtimeMs >= statSync("prisma/schema.prisma").mtimeMs;
}
