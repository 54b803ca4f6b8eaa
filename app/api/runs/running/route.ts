import { listRunningIssues } from "@/lib/distributions/running";
import { listRunningExports } from "@/lib/exports/queries";
import { listRunningImports } from "@/lib/imports/running";
import { listRunning } from "@/lib/perform-action/running";
import { route } from "@/lib/web/route";

/** The tray of running jobs: of all places together, whatever page one is on. */
export const GET = route("home.read", async ({ actor }) => {
  const [runs, imports, exports, issues] = await Promise.all([
    listRunning(actor),
    listRunningImports(actor),
    listRunningExports(actor),
    listRunningIssues(actor),
  ]);
  return { runs: runs ?? [], imports: imports ?? [], exports, issues };
});
