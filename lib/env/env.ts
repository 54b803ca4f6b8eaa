import { existsSync } from "node:fs";
import { parseSettings, SettingError } from "./settings";

/** The settings of this process: the only place that reads `process.env`. Read once, frozen. */
export const env = read();

function read() {
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
