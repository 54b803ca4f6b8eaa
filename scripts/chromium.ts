import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { env } from "@/lib/env/env";

/** Path of a Chromium to test with: the one given, Playwright's own, the system's, or one installed now. Null if none can be had. */
export function findChromium(say: (line: string) => void): string | null {
  const found = candidates().find((file) => existsSync(file));
  if (found) {
    say(`Testing with ${found}`);
    return found;
  }
  if (env.CHROMIUM_PATH) return null;
  return install(say);
}

function candidates(): string[] {
  if (env.CHROMIUM_PATH) return [env.CHROMIUM_PATH];
  // The shell draws no browser window around the page and is several times faster on a small machine.
  const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  return [chromium.executablePath(), ...names.map((name) => `/usr/bin/${name}`)];
}

function install(say: (line: string) => void): string | null {
  say("No Chromium found; installing Playwright's.");
  run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  if (!existsSync(chromium.executablePath()) && process.getuid?.() === 0) {
    say("That did not work; installing the system's: apt-get install chromium.");
    run("apt-get", ["update"]);
    run("apt-get", ["install", "--yes", "--no-install-recommends", "chromium", "chromium-headless-shell"]);
  }
  const found = candidates().find((file) => existsSync(file)) ?? null;
  say(found ? `Testing with ${found}` : "No Chromium could be installed. Install one and set CHROMIUM_PATH to it.");
  return found;
}

function run(command: string, args: string[]): void {
  spawnSync(command, args, { stdio: "inherit", timeout: 240_000 });
}
