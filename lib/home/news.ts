import "server-only";
import { may, type Actor, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import type { Permission } from "@/lib/auth/permissions";
import { listStoppedDistributions } from "@/lib/distributions/stopped";
import { AppError } from "@/lib/errors/app-error";
import { endedBulkRuns } from "@/lib/perform-action/ended-runs";
import { listNewlyShared } from "@/lib/reports/newly-shared";
import { countFailedDeliveries } from "@/lib/webhooks/failed-deliveries";
import { newsOfChanges } from "./news-of-changes";
import { newsOfPeople, newsOfTickets } from "./news-of-records";
import { mostCounted, type News, type NewsCount } from "./news-schema";

/**
 * What others changed in the actor's scope since then, of what they may see, made of what is stored anyway. Each number is that of the
 * list it leads to, counted up to `mostCounted`; what cannot be counted in time is left out.
 */
export async function listNews(actor: Can<"home.read">, since: Date): Promise<News> {
  let isWhole = true;
  const asked = async <P extends Permission, T>(right: P, find: (of: Can<P>) => Promise<T>): Promise<T | null> => {
    if (!may(actor, right)) return null;
    try {
      return await find(also(actor, right));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "unavailable") throw error;
      isWhole = false;
      return null;
    }
  };
  const at = since.toISOString();
  const [tickets, people, changes, runs, failed, reports, stopped] = await Promise.all([
    asked("feedback.read", (of) => newsOfTickets(of, since)),
    asked("users.read", (of) => newsOfPeople(of, since)),
    asked("audit.read", (of) => newsOfChanges(of, since)),
    asked("runs.read", async (of) => counted((await endedBulkRuns(of, { endedSince: at }, mostCounted + 1)).length)),
    asked("logs.read", async (of) => counted(await countFailedDeliveries(of, at, mostCounted + 1))),
    asked("reports.read", async (of) => counted((await listNewlyShared(of, at)).length)),
    asked("reports.write", (of) => listStoppedDistributions(reader(of), since)),
  ]);
  return { tickets: tickets ?? [], people, changes, runs, failed, reports, stopped: stopped ?? [], isWhole };
}

function counted(count: number): NewsCount {
  return { count: Math.min(count, mostCounted), exact: count <= mostCounted };
}

function reader(actor: Actor): Can<"reports.read"> {
  return also(actor, "reports.read");
}
