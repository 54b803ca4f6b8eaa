import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/**
 * Refuses what would leave a project without a manager who can sign in: of one project, or of every project this person manages. The caller
 * ends the person's role, place or account in the same transaction.
 *
 * First the person's own places are locked, so that nobody makes them manager meanwhile; then the projects, so that two managers who leave
 * at the same moment take turns. Only then is it counted: a statement that waits for a lock still counts what was there before it.
 * @throws AppError `conflict`
 */
export async function keepProjectManagersIn(tx: Tx, userId: string, projectId: string | null = null): Promise<void> {
  const places = await tx.$queryRaw<{ id: string; isManager: boolean }[]>`
    select project_id::text as id, role = 'manager' and state = 'active' as "isManager" from participation
     where user_id = ${userId}::uuid and (${projectId}::uuid is null or project_id = ${projectId}::uuid)
     order by project_id for update`;
  const managed = places.filter(({ isManager }) => isManager).map(({ id }) => id);
  if (managed.length === 0) return;
  await tx.$queryRaw`select 1 from project where id = any(${managed}::uuid[]) order by id for no key update`;
  const left = await tx.$queryRaw<{ name: string }[]>`
    select name from project p where id = any(${managed}::uuid[]) and not exists (
      select from participation o join app_user u on u.id = o.user_id
       where o.project_id = p.id and o.role = 'manager' and o.state = 'active' and u.state = 'active' and o.user_id <> ${userId}::uuid)
     order by name`;
  if (left.length === 0) return;
  throw new AppError(
    "conflict",
    projectId
      ? "This is the last project manager. Make someone else project manager first."
      : `This is the last project manager of ${left.map(({ name }) => name).join(", ")}. Make someone else project manager there first.`,
  );
}
