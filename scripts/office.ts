import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** The programs that open what we write, and the packages of Debian and Ubuntu that they are in. */
const programs = ["soffice", "pdftotext", "pdfinfo", "pdffonts", "pdftoppm", "unzip", "python3"];
const packages = ["libreoffice-calc-nogui", "poppler-utils", "unzip", "python3"];

/** Gets LibreOffice Calc, poppler, unzip and Python where they are missing and we may. Null when all are there, else what to do. */
export async function officeInstalled(say: (line: string) => void): Promise<string | null> {
  if (missing().length === 0) return null;
  if (process.getuid?.() === 0 && isThere("apt-get")) {
    say(`Installing in the background, for tests of the files we write: ${packages.join(", ")}`);
    await run("apt-get", ["update", "-qq"]);
    await run("apt-get", ["install", "-qq", "--yes", "--no-install-recommends", ...packages]);
  }
  const left = missing();
  if (left.length === 0) return null;
  return `${left.join(", ")} not found. Install LibreOffice Calc, poppler, unzip and Python: apt-get install ${packages.join(" ")}`;
}

function missing(): string[] {
  return programs.filter((program) => !isThere(program));
}

function isThere(program: string): boolean {
  return (process.env.PATH ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));
}

/** Quietly, because it runs beside other steps; what is still missing afterwards is said. */
async function run(command: string, args: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const child = spawn(command, args, { stdio: "ignore", timeout: 300_000, env });
  await new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", () => resolve());
  });
}
