import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs `npm run -s admin -- …` against the server under test and returns what it printed. */
export async function admin(...args: string[]): Promise<string> {
  return adminOn({}, ...args);
}

/** The same against the server with these settings. */
export async function adminOn(settings: Record<string, string>, ...args: string[]): Promise<string> {
  const command = ["--disable-warning=ExperimentalWarning", "scripts/run.ts", "scripts/admin.ts", ...args];
  const { stdout } = await promisify(execFile)(process.execPath, command, { env: { ...process.env, ...settings } });
  return stdout.trim();
}
