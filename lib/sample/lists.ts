import type { Scope } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import type { Condition } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import { addCountCard } from "@/lib/home/count-cards";

/** On the home page of the manager. */
const counted = ["Critical and not closed", "Strategic accounts"];

/** Filters and views that the project shares, so that the lists have something to choose from. */
export async function makeLists(project: Scope, bugTypeId: string): Promise<void> {
  if (project.kind !== "project") return;
  const manager = await db.user.findUniqueOrThrow({ where: { username: "manager" }, select: { id: true } });
  const shared = { projectId: project.id, ownerId: manager.id, visibility: "project" as const };
  const bugs = `feedback:${bugTypeId}`;
  const all = (conditions: Condition["conditions"]) => ({ match: "all", conditions }) as object;
  await db.savedFilter.createMany({
    data: [
      {
        ...shared,
        source: "users",
        name: "Strategic accounts",
        condition: all([{ field: "external.crm.strategic", is: "is_true" }]),
      },
      {
        ...shared,
        source: "users",
        name: "Selected testers",
        condition: all([{ field: "user.teams", is: "any_of", value: ["Selected testers"] }]),
      },
      {
        ...shared,
        source: bugs,
        name: "Critical and not closed",
        condition: all([
          { field: "feedback.field.severity", is: "is", value: "critical" },
          { field: "feedback.closed", is: "is_false" },
        ]),
      },
      {
        ...shared,
        source: bugs,
        name: "Vetted",
        condition: all([{ field: "feedback.status", is: "is", value: "vetted" }]),
      },
    ],
  });
  const filters = await db.savedFilter.findMany({
    where: { projectId: project.id, name: { in: counted } },
    select: { id: true },
    orderBy: { name: "asc" },
  });
  const mayCount = await authorize(manager.id, { project: project.key }, "filters.write", "sample");
  for (const { id } of filters) await addCountCard(mayCount, id);
  const columns = (paths: string[]) => paths.map((path) => ({ path }));
  await db.savedView.createMany({
    data: [
      {
        ...shared,
        source: "users",
        name: "CRM overview",
        columns: columns([
          "user.username",
          "external.crm.plan",
          "external.crm.account",
          "external.crm.arr",
          "external.crm.strategic",
          "user.score",
        ]),
      },
      {
        ...shared,
        source: "users",
        name: "App usage",
        columns: columns([
          "user.username",
          "external.app_usage.app_version",
          "external.app_usage.last_seen",
          "external.app_usage.sessions_7d",
          "external.app_usage.crashed",
        ]),
      },
      {
        ...shared,
        source: bugs,
        name: "Jira",
        columns: columns([
          "feedback.display_id",
          "feedback.title",
          "feedback.status",
          "external.jira.key",
          "external.jira.link",
        ]),
      },
    ],
  });
}
