import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs `npm run -s admin -- …` against the server under test and returns what it printed. */
export async function admin(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--import",
    "./scripts/typescript.mjs",
    "scripts/admin.ts",
    ...args,
  ]);
  return stdout.trim();
}
