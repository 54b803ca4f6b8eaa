import type { Can } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors/app-error";
import { findFeedbackType } from "@/lib/feedback/types";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { ticketsOf } from "@/lib/sources/load-source";
import { callsSource, deliveriesSource, runsSource } from "./automation-sources";
import { projectOf, type DataSource } from "./data-source";
import { allFeedbackSource } from "./feedback-source";
import { readPlace, type Place } from "./place";
import { projectsSource } from "./projects-source";
import { dataSourceLabels, type NamedDataSource } from "./schema";
import { scoresSource } from "./scores-source";
import { usersDataSource } from "./users-data-source";

/**
 * What an element of the actor's scope is about, with its fields as they are defined now.
 * @throws AppError `not_found` for a feedback type that is gone or of another project
 */
export async function loadDataSource(actor: Can<"reports.read">, key: string): Promise<DataSource> {
  const typeId = /^feedback:(.+)$/.exec(key)?.[1];
  if (typeId !== undefined) return oneType(actor, key, typeId);
  const load = loaders[key as NamedDataSource];
  if (!load) throw new AppError("not_found", "There is no such data source.");
  return load(await readPlace(actor.scope));
}

/** What the actor can choose from. */
export async function listDataSources(actor: Can<"reports.read">): Promise<{ key: string; name: string }[]> {
  const projectId = projectOf(actor.scope);
  const types = projectId
    ? await db.feedbackType.findMany({
        where: { projectId },
        select: { id: true, name: true },
        orderBy: [{ order: "asc" }, { name: "asc" }],
      })
    : [];
  const named = Object.entries(dataSourceLabels).map(([key, name]) => ({ key, name }));
  const [users = { key: "users", name: dataSourceLabels.users }, ...others] = named;
  return [users, ...types.map(({ id, name }) => ({ key: `feedback:${id}`, name })), ...others];
}

async function oneType(actor: Can<"reports.read">, key: string, typeId: string): Promise<DataSource> {
  const type = await findFeedbackType(db, typeId);
  if (!type || type.projectId !== projectOf(actor.scope))
    throw new AppError("not_found", "The feedback type of this element is gone. Choose another data source.");
  const source = await ticketsOf(actor, type);
  return {
    ...source,
    key,
    name: type.name,
    noun: { one: "ticket", many: "tickets" },
    list: source.ref,
    // As in the list, but from the left: where nothing names the submitter, PostgreSQL does not read them.
    from: sql`from feedback f
      left join app_user u on u.id = f.submitter_id
      left join participation p on p.project_id = f.project_id and p.user_id = f.submitter_id`,
  };
}

const loaders: Record<NamedDataSource, (place: Place) => DataSource> = {
  users: usersDataSource,
  feedback: allFeedbackSource,
  projects: projectsSource,
  deliveries: deliveriesSource,
  runs: runsSource,
  calls: callsSource,
  scores: scoresSource,
};
