import { existsSync } from "node:fs";
import { parseSettings, SettingError, type Env } from "./settings";

/** The settings of this process, read once. The only place that reads `process.env`. */
export const env: Env = read();

/**
 * Adds what a start finds out for itself (its own database, its own key), for this process and its children. Only for entry
 * points, before anything else runs.
 */
export function completeEnv(found: Partial<Record<keyof Env, string>>): void {
  Object.assign(process.env, found);
  const settings = parseSettings(process.env);
  // What was given before and is blank now is not given any more.
  for (const name of Object.keys(env)) if (!(name in settings)) Reflect.deleteProperty(env, name);
  Object.assign(env, settings);
}

/** Where people reach us, without a slash at the end, as far as the settings say. The community setting may know better. */
export function configuredOrigin(): string {
  return env.BASE_URL ?? `http://localhost:${env.PORT}`;
}

/** The key from which all others are derived. @throws SettingError when neither the start nor the operator gave one */
export function secretKey(): string {
  if (env.SECRET_KEY) return env.SECRET_KEY;
  throw new SettingError("Setting SECRET_KEY is missing. Make one with: openssl rand -hex 32");
}

/** next-auth learns its own address from the environment and from nowhere else. */
export function tellNextAuth(): void {
  process.env.NEXTAUTH_URL ??= configuredOrigin();
}

function read(): Env {
  // Tests must not depend on what a developer keeps in .env.
  if (process.env.NODE_ENV !== "test" && existsSync(".env")) process.loadEnvFile(".env");
  try {
    return parseSettings(process.env);
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    // Modules are evaluated before any main() could catch this, and an operator deserves one line, not a stack.
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
