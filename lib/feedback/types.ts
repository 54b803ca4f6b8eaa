import { z } from "zod";
import { may, projectIdOf, type Actor, type Can } from "@/lib/auth/actor";
import { db, type Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import type { FieldOption } from "@/lib/fields/field";

const columns = {
  id: true,
  projectId: true,
  key: true,
  name: true,
  prefix: true,
  description: true,
  defaultVisibility: true,
  commentWeight: true,
  voteWeight: true,
  duplicateWeight: true,
  takesFiles: true,
  fields: {
    where: { archivedAt: null },
    orderBy: [{ order: "asc" as const }, { id: "asc" as const }],
    select: {
      id: true,
      key: true,
      label: true,
      type: true,
      options: true,
      required: true,
      help: true,
      staffOnly: true,
    },
  },
  statuses: {
    orderBy: [{ order: "asc" as const }, { id: "asc" as const }],
    select: {
      id: true,
      key: true,
      name: true,
      color: true,
      isClosed: true,
      isDefault: true,
      teams: { select: { team: { select: { id: true, name: true } } }, orderBy: { team: { name: "asc" as const } } },
    },
  },
  resolutions: {
    orderBy: [{ order: "asc" as const }, { id: "asc" as const }],
    select: { id: true, key: true, name: true },
  },
};

/** A feedback type with its fields, statuses and resolutions, in their order. */
export type FeedbackType = NonNullable<Awaited<ReturnType<typeof findFeedbackType>>>;
export type FeedbackField = FeedbackType["fields"][number];
export type FeedbackStatus = FeedbackType["statuses"][number];

/** The fields this person fills and sees, without what only staff should know: other fields, and what options weigh. */
export function fieldsFor(actor: Actor, { fields }: Pick<FeedbackType, "fields">): FeedbackField[] {
  if (may(actor, "feedback.read")) return fields;
  return fields
    .filter((field) => !field.staffOnly)
    .map((field) => ({ ...field, options: field.options.map(({ weight: _, ...option }) => option) }));
}

export async function findFeedbackType(store: Db, id: string) {
  return findType(store, { id });
}

async function findType(store: Db, where: Prisma.FeedbackTypeWhereUniqueInput) {
  const row = await store.feedbackType.findUnique({ where, select: columns });
  return (
    row && {
      ...row,
      fields: row.fields.map((field) => ({ ...field, options: optionsOf(field.options) })),
      statuses: row.statuses.map((status) => ({ ...status, teams: status.teams.map(({ team }) => team) })),
    }
  );
}

/** By its key within the actor's project. @throws AppError `not_found` */
export async function getFeedbackType(
  actor: Can<"types.read"> | Can<"feedback.readOwn">,
  key: string,
): Promise<FeedbackType> {
  const projectId = projectIdOf(actor);
  const type = projectId ? await findType(db, { projectId_key: { projectId, key } }) : null;
  if (!type) throw new AppError("not_found", "There is no such feedback type in this project.");
  return type;
}

export interface FeedbackTypeCard {
  id: string;
  key: string;
  name: string;
  prefix: string;
  description: string;
}

/** The feedback types of the actor's project, for the navigation; none in the community. */
export async function listFeedbackTypes(actor: Can<"project.read">): Promise<FeedbackTypeCard[]> {
  const projectId = projectIdOf(actor);
  if (!projectId) return [];
  return db.feedbackType.findMany({
    where: { projectId },
    orderBy: [{ order: "asc" }, { name: "asc" }],
    select: { id: true, key: true, name: true, prefix: true, description: true },
  });
}

const options = z.array(
  z.object({ value: z.string(), label: z.string(), color: z.string().optional(), weight: z.number().optional() }),
);

/** An option of a choice, and how much a ticket counts that has it; 1 when absent. */
export type WeighedOption = FieldOption & { weight?: number };

function optionsOf(stored: unknown): WeighedOption[] {
  return options.parse(stored);
}
