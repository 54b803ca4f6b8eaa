import type { Scope } from "@/lib/auth/actor";
import { scopeOf } from "@/lib/auth/authorize";
import { getCommunity, originOf } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import { externalFields } from "@/lib/external-data/fields";
import { listUsableGroups } from "@/lib/external-data/usable-groups";
import { findFeedbackType, type FeedbackType } from "@/lib/feedback/types";
import { fieldCatalog } from "@/lib/fields/catalog";
import { feedbackFields } from "./feedback-fields";
import { placeFields } from "./place-fields";
import type { Source, SourceRef } from "./source";
import { readProfileFields, userFields } from "./user-fields";

/**
 * The tickets of one feedback type, each with its submitter (as `user.*` and as `submitter.*`) and its project. External data comes from
 * the ticket, from the submitter and from the project, as each group's target says.
 */
export async function feedbackSource(
  ref: Extract<SourceRef, { kind: "feedback" }>,
  known?: { scope: Scope; type: FeedbackType },
): Promise<Source> {
  const type = known?.type ?? (await findFeedbackType(db, ref.typeId));
  if (!type) throw new AppError("not_found", "There is no such feedback type.");
  const { projectId } = type;
  const [scope, community, groups, profile] = await Promise.all([
    known?.scope ?? scopeOf(projectId),
    getCommunity(),
    listUsableGroups(db, projectId),
    readProfileFields(db),
  ]);
  const base = originOf(community);
  const projectKey = scope.kind === "project" ? scope.key : null;
  const person = { projectId, projectKey, takesPart: false, base };
  const submitter = userFields(profile, { ...person, prefix: "submitter", owner: "Submitter" });
  const user = userFields(profile, { ...person, prefix: "user", owner: "User" });
  const recordId = { feedback: sql`f.id`, user: sql`u.id`, project: sql`f.project_id` };
  return {
    ref,
    target: "feedback",
    scope,
    zone: scope.timeZone,
    catalog: fieldCatalog([
      ...feedbackFields(type, `${base}/projects/${projectKey}/feedback/${type.key}/`),
      ...(["feedback", "user", "project"] as const).flatMap((target) =>
        externalFields(
          groups.filter((group) => group.target === target),
          recordId[target],
        ),
      ),
      ...submitter,
      ...user,
      ...placeFields(scope, community.name, base),
    ]),
    from: sql`from feedback f
      join app_user u on u.id = f.submitter_id
      left join participation p on p.project_id = f.project_id and p.user_id = f.submitter_id`,
    where: sql`f.type_id = ${type.id}::uuid`,
    id: sql`f.id`,
    label: sql`f.display_id`,
    searched: ["feedback.display_id", "feedback.title"],
  };
}
