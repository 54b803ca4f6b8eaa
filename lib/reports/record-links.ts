import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { projectOf, type DataSource } from "@/lib/elements/data-source";

interface Row {
  id: string;
  label: string;
}

/**
 * Where the records that rows are, or are about, have pages of their own, by the ids of the rows: of a score entry its user, of a webhook the
 * ticket or user it was sent for. What is gone, or not in the actor's scope, has none.
 * @param rows one page of them
 */
export async function recordLinks(
  actor: Can<"reports.read">,
  { key }: Pick<DataSource, "key">,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, string>> {
  if (key === "projects") return new Map(rows.map(({ id, label }) => [id, `/projects/${label}`]));
  const subjects = await subjectsOf(key, rows);
  const ids = [...new Set(subjects.values())];
  const [tickets, users] = await Promise.all([ticketLinks(actor, ids), userLinks(actor, ids)]);
  const links = new Map<string, string>();
  for (const [row, subject] of subjects) {
    const link = tickets.get(subject) ?? users.get(subject);
    if (link) links.set(row, link);
  }
  return links;
}

/** The ids of what the rows are about, by theirs; people and tickets are about themselves. */
async function subjectsOf(key: string, rows: readonly Row[]): Promise<Map<string, string>> {
  const about = subjects[key];
  if (!about) return new Map(rows.map(({ id }) => [id, id]));
  const found = await about(rows.map(({ id }) => id));
  return new Map(found.flatMap(({ id, subjectId }) => (subjectId ? [[id, subjectId]] : [])));
}

type About = (ids: string[]) => Promise<{ id: string; subjectId: string | null }[]>;

const select = { id: true, subjectId: true } as const;
const subjects: Record<string, About> = {
  scores: async (ids) => {
    const entries = await db.scoreEntry.findMany({ where: { id: { in: ids } }, select: { id: true, userId: true } });
    return entries.map(({ id, userId }) => ({ id, subjectId: userId }));
  },
  deliveries: (ids) => db.webhookDelivery.findMany({ where: { id: { in: ids } }, select }),
  runs: (ids) => db.macroRunRecord.findMany({ where: { id: { in: ids } }, select }),
  calls: (ids) => db.listenerCall.findMany({ where: { id: { in: ids } }, select }),
};

async function ticketLinks({ scope }: Can<"reports.read">, ids: string[]): Promise<Map<string, string>> {
  const projectId = projectOf(scope);
  const tickets = await db.feedback.findMany({
    where: { id: { in: ids }, ...(projectId && { projectId }) },
    select: { id: true, displayId: true, type: { select: { key: true } }, project: { select: { key: true } } },
  });
  return new Map(
    tickets.map(({ id, displayId, type, project }) => [
      id,
      `/projects/${project.key}/feedback/${type.key}/${encodeURIComponent(displayId)}`,
    ]),
  );
}

async function userLinks({ scope }: Can<"reports.read">, ids: string[]): Promise<Map<string, string>> {
  const people = await db.user.findMany({
    where: {
      id: { in: ids },
      state: { not: "deleted" },
      ...(scope.kind === "project" && { participations: { some: { projectId: scope.id } } }),
    },
    select: { id: true },
  });
  const root = scope.kind === "project" ? `/projects/${scope.key}` : "/community";
  return new Map(people.map(({ id }) => [id, `${root}/users/${id}`]));
}
