import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db, type Db } from "@/lib/db/client";
import { noSuchTemplate } from "./commands";
import { contextOf, type ContextColumns } from "./context";
import type { MailContext, MailTemplateInput } from "./schema";
import { listTemplateUses, type TemplateUse } from "./uses";

export interface TemplateRow {
  id: string;
  name: string;
  subject: string;
  essential: boolean;
  context: MailContext;
  /** The feedback type's name; null for users and for all types. */
  typeName: string | null;
  uses: TemplateUse[];
  modifiedAt: string;
}

/** The templates of the actor's scope, by name. */
export async function listMailTemplates(actor: Can<"macros.read">): Promise<TemplateRow[]> {
  const projectId = projectIdOf(actor);
  const [templates, uses] = await Promise.all([
    db.mailTemplate.findMany({
      where: { projectId },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: {
        ...contextColumns,
        id: true,
        name: true,
        subject: true,
        essential: true,
        modifiedAt: true,
        feedbackType: { select: { name: true } },
      },
    }),
    listTemplateUses(db, projectId),
  ]);
  return templates.map(({ feedbackType, modifiedAt, id, name, subject, essential, ...columns }) => ({
    id,
    name,
    subject,
    essential,
    context: contextOf(columns),
    typeName: feedbackType?.name ?? null,
    uses: uses.filter(({ templateId }) => templateId === id),
    modifiedAt: modifiedAt.toISOString(),
  }));
}

export type TemplateDetail = MailTemplateInput & {
  id: string;
  context: MailContext;
  typeName: string | null;
  uses: TemplateUse[];
  modifiedAt: string;
};

/** One of the actor's scope, for the editor. @throws AppError `not_found` */
export async function getMailTemplate(actor: Can<"macros.read">, id: string): Promise<TemplateDetail> {
  const projectId = projectIdOf(actor);
  const found = await db.mailTemplate.findFirst({
    where: { id, projectId },
    select: {
      ...contextColumns,
      ...words,
      id: true,
      name: true,
      modifiedAt: true,
      feedbackType: { select: { name: true } },
    },
  });
  if (!found) throw noSuchTemplate();
  const { feedbackType, modifiedAt, projectId: _project, target, feedbackTypeId, ...template } = found;
  return {
    ...template,
    context: contextOf({ projectId, target, feedbackTypeId }),
    typeName: feedbackType?.name ?? null,
    uses: (await listTemplateUses(db, projectId)).filter((use) => use.templateId === id),
    modifiedAt: modifiedAt.toISOString(),
  };
}

/** The templates that a macro of this place may mail, by name. */
export async function listTemplateChoices(
  actor: Can<"macros.read">,
  place: Omit<ContextColumns, "projectId">,
): Promise<{ id: string; name: string; essential: boolean }[]> {
  return db.mailTemplate.findMany({
    where: usableIn({ ...place, projectId: projectIdOf(actor) }),
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true, essential: true },
  });
}

export type UsableTemplate = Omit<MailTemplateInput, "name"> & { id: string; name: string };

/** A template that a macro of this place may mail, or null. */
export async function findUsableTemplate(id: string, place: ContextColumns): Promise<UsableTemplate | null> {
  return db.mailTemplate.findFirst({ where: { id, ...usableIn(place) }, select: { ...words, id: true, name: true } });
}

/** Templates by their id, whatever their scope: for actions whose right to them was checked when they were saved. */
export async function loadMailTemplates(
  store: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, UsableTemplate>> {
  if (ids.length === 0) return new Map();
  const found = await store.mailTemplate.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { ...words, id: true, name: true },
  });
  return new Map(found.map((template) => [template.id, template]));
}

/** A feedback macro mails the templates of its type and those of all types; a user macro only templates for users. */
function usableIn({ projectId, target, feedbackTypeId }: ContextColumns) {
  return target === "user"
    ? { projectId, target }
    : { projectId, target, OR: [{ feedbackTypeId: null }, { feedbackTypeId }] };
}

const contextColumns = { projectId: true, target: true, feedbackTypeId: true } as const;

const words = { subject: true, body: true, text: true, essential: true } as const;
