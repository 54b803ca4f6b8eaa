import { Command, CommanderError } from "commander";
import { openDatabase } from "@/lib/db/open-database";
import { SettingError } from "@/lib/env/settings";
import { AppError } from "@/lib/errors/app-error";
import { prepareDatabase } from "@/lib/jobs/prepare-database";
import type { Print } from "./admin/print";

/**
 * The operator's command line: `npm run -s admin -- <noun> <verb> [options] [--json]`. Works on the running server's database, or starts
 * the embedded one for the command. Exit code 0 when done, 1 when refused (one line says why), 2 for a wrong command.
 */
const program = new Command("admin")
  .description("Operate Fieldpost from the command line.")
  .exitOverride()
  .showHelpAfterError()
  .configureHelp({ showGlobalOptions: true })
  .option("--json", "print JSON");

process.exitCode = await run();

async function run(): Promise<number> {
  // Help and mistyped commands need no database; the commands open it when they run.
  const opened: { close: () => Promise<void> }[] = [];
  const ready = async () => {
    const database = await openDatabase();
    opened.push(database);
    await prepareDatabase(database.url);
  };
  const print: Print = (value, words) => {
    process.stdout.write(`${program.opts<{ json?: boolean }>().json ? JSON.stringify(value) : words}\n`);
  };
  try {
    const { addCommands } = await import("./admin/commands");
    addCommands(program, { ready, print });
    await program.parseAsync();
    return 0;
  } catch (error) {
    return explain(error);
  } finally {
    await close(opened);
  }
}

async function close(opened: { close: () => Promise<void> }[]): Promise<void> {
  if (opened.length === 0) return;
  const [{ stopQueueing }, { closePool }] = await Promise.all([import("@/lib/jobs/jobs"), import("@/lib/db/pool")]);
  await stopQueueing();
  await closePool();
  for (const database of opened) await database.close();
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof AppError) {
    process.stderr.write(`${wordsOf(error)}\n`);
    return 1;
  }
  if (error instanceof SettingError) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  throw error;
}

/** One line for each option that is wrong; what a form would say above its fields only where no field says it. */
function wordsOf({ message, fields }: AppError): string {
  const wrong = Object.entries(fields).map(([field, text]) => `${optionOf(field)}: ${text}`);
  const isSaid = Object.values(fields).includes(message);
  return isSaid ? wrong.join("\n") : [message, ...wrong].join(wrong.length > 1 ? "\n" : " ");
}

function optionOf(field: string): string {
  return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
