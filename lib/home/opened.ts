import "server-only";
import { projectIdOf, type Actor, type Can } from "@/lib/auth/actor";
import { identify } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { openedNames, type OpenedName } from "./opened-names";
import { openedKinds, type OpenedInput, type OpenedKind, type OpenedThing } from "./schema";

/** Of one person; the oldest make way. */
const mostKept = 60;

/**
 * Remembers that a person has opened something, for their own home page: one small row, written again at most once a minute. What it is
 * called is looked up when it is shown, with the rights of that moment.
 * @throws AppError `not_found` for what they do not see
 */
export async function noteOpened(actor: Can<"home.read">, { kind, id }: OpenedInput): Promise<void> {
  if (!actor.personId || (await openedNames[kind](actor, [id])).length === 0)
    throw new AppError("not_found", "There is nothing like that here.");
  const projectId = projectIdOf(actor);
  const [row] = await db.$queryRaw<{ isNew: boolean }[]>`
    insert into opened_thing as o (person_id, kind, thing_id, project_id)
    values (${actor.personId}::uuid, ${kind}, ${id}::uuid, ${projectId}::uuid)
    on conflict (person_id, kind, thing_id) do update set at = now(), project_id = excluded.project_id
      where o.at < now() - interval '1 minute' or o.project_id is distinct from excluded.project_id
    returning xmax = 0 as "isNew"`;
  if (row?.isNew)
    await db.$executeRaw`
      delete from opened_thing o where o.person_id = ${actor.personId}::uuid and o.at < (
        select k.at from opened_thing k where k.person_id = ${actor.personId}::uuid order by k.at desc offset ${mostKept} limit 1)`;
}

/**
 * What the actor opened last and may still see, the latest first: of the project, or from the community's home page of everywhere.
 * What is gone, or not theirs to see any more, is left out.
 */
export async function listOpened(actor: Can<"home.read">, most = 8): Promise<OpenedThing[]> {
  if (!actor.personId) return [];
  const isProject = actor.scope.kind === "project";
  const rows = await db.openedThing.findMany({
    where: { personId: actor.personId, ...(isProject && { projectId: projectIdOf(actor) }) },
    select: { kind: true, thingId: true, at: true, project: { select: { key: true, name: true } } },
    orderBy: { at: "desc" },
    take: mostKept,
  });
  const keys = [...new Set(rows.map(({ project }) => project?.key ?? null))];
  const names = new Map<string, OpenedName>();
  for (const key of keys) {
    const there = await actorOf(actor, key);
    const here = rows.filter(({ project }) => (project?.key ?? null) === key);
    if (there) for (const name of await namesOf(there, here)) names.set(`${key} ${name.id}`, name);
  }
  return rows
    .flatMap(({ kind, thingId, at, project }): OpenedThing[] => {
      const name = names.get(`${project?.key ?? null} ${thingId}`);
      return name && isKind(kind) ? [{ ...name, kind, at: at.toISOString(), project }] : [];
    })
    .slice(0, most);
}

/** Who the person is there now; null where they are nobody. */
async function actorOf(actor: Actor, project: string | null): Promise<Actor | null> {
  if (actor.scope.kind === "project") return actor;
  if (project === null) return actor;
  return identify(actor.personId, { project }).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
}

async function namesOf(actor: Actor, rows: readonly { kind: string; thingId: string }[]): Promise<OpenedName[]> {
  const found = await Promise.all(
    openedKinds.map(async (kind) => {
      const ids = rows.flatMap((row) => (row.kind === kind ? [row.thingId] : []));
      return ids.length > 0 ? openedNames[kind](actor, ids) : [];
    }),
  );
  return found.flat();
}

function isKind(kind: string): kind is OpenedKind {
  return (openedKinds as readonly string[]).includes(kind);
}
