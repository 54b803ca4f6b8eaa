import "server-only";
import { migrate } from "@/lib/db/migrate";
import { installJobs } from "./jobs";

/** Everything a database needs before a process of ours may use it. Safe to repeat, and for several processes at once. */
export async function prepareDatabase(url: string): Promise<void> {
  await migrate(url);
  await installJobs(url);
}
