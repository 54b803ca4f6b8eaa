import { audit } from "@/lib/audit/audit";
import { requireSeenIn, type Seen } from "@/lib/audit/last-change";
import type { AuditKind } from "@/lib/audit/schema";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { tagCatalog } from "@/lib/tags/tag-catalog";
import { checkMail } from "./compile-mail";
import { columnsOf, contextTags, type ContextColumns } from "./context";
import type { MailContext, MailTemplateInput } from "./schema";
import { listTemplateUses, namesOf } from "./uses";

/** How audit entries and messages call it. */
export const templateKind = "e-mail template" satisfies AuditKind;

/** @throws AppError `invalid` with places; `not_found` for tickets of elsewhere */
export async function createMailTemplate(
  actor: Can<"macros.write">,
  context: MailContext,
  input: MailTemplateInput,
): Promise<{ id: string }> {
  const columns = await columnsOf(actor, context);
  await requireReadable(columns, input);
  return transaction((tx) => createIn(tx, actor, columns, input));
}

/**
 * Of what it speaks stays as it is. Macros send the new words from now on, runs that have begun as well.
 * @throws AppError `not_found`, `invalid` with places, `stale` when somebody saved it after `seen`
 * @returns the names of the macros that mail it
 */
export async function updateMailTemplate(
  actor: Can<"macros.write">,
  id: string,
  input: MailTemplateInput,
  seen: Seen | null = null,
): Promise<{ macros: string[] }> {
  const columns = await transaction((tx) => lockIn(tx, actor, id));
  await requireReadable(columns, input);
  return transaction(async (tx) => {
    const { id: _id, ...before } = await lockIn(tx, actor, id);
    await requireSeenIn(tx, { kind: templateKind, id, seen });
    await requireFreeNameIn(tx, actor, id, input.name);
    await tx.mailTemplate.update({ where: { id }, data: { ...input, ...stamp(actor) }, select: { id: true } });
    await audit(tx, actor, {
      verb: "changed",
      kind: templateKind,
      id,
      label: input.name,
      before,
      after: { ...before, ...input },
    });
    return { macros: namesOf(await listTemplateUses(tx, before.projectId), id) };
  });
}

/** @throws AppError `not_found`; `conflict` while a macro mails it, naming the macros */
export async function deleteMailTemplate(actor: Can<"macros.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const { id: _id, ...before } = await lockIn(tx, actor, id);
    const macros = namesOf(await listTemplateUses(tx, before.projectId), id);
    if (macros.length > 0) {
      const names = macros.map((name) => `“${name}”`).join(", ");
      throw new AppError(
        "conflict",
        `The template is used by the ${macros.length === 1 ? "macro" : "macros"} ${names}. Choose another template there first.`,
      );
    }
    await tx.mailTemplate.delete({ where: { id }, select: { id: true } });
    await audit(tx, actor, { verb: "deleted", kind: templateKind, id, label: before.name, before });
  });
}

/** A copy beside it, with the first free name. @throws AppError `not_found` */
export async function cloneMailTemplate(actor: Can<"macros.write">, id: string): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const { id: _id, projectId, target, feedbackTypeId, ...words } = await lockIn(tx, actor, id);
    const name = await freeNameIn(tx, actor, words.name);
    return createIn(tx, actor, { projectId, target, feedbackTypeId }, { ...words, name });
  });
}

async function createIn(
  tx: Tx,
  actor: Can<"macros.write">,
  columns: ContextColumns,
  input: MailTemplateInput,
): Promise<{ id: string }> {
  await requireFreeNameIn(tx, actor, null, input.name);
  const made = await tx.mailTemplate.create({
    data: { ...columns, ...input, ...stamp(actor) },
    select: { id: true },
  });
  await audit(tx, actor, {
    verb: "created",
    kind: templateKind,
    id: made.id,
    label: input.name,
    after: { ...columns, ...input },
  });
  return made;
}

async function lockIn(tx: Tx, actor: Can<"macros.write">, id: string) {
  const projectId = projectIdOf(actor);
  await tx.$queryRaw`select 1 from mail_template where id = ${id}::uuid for update`;
  const found = await tx.mailTemplate.findFirst({
    where: { id, projectId },
    select: {
      id: true,
      projectId: true,
      target: true,
      feedbackTypeId: true,
      name: true,
      subject: true,
      body: true,
      text: true,
      essential: true,
    },
  });
  if (!found) throw noSuchTemplate();
  return found;
}

export function noSuchTemplate(): AppError {
  return new AppError("not_found", "There is no such e-mail template here.");
}

async function requireReadable(columns: ContextColumns, input: MailTemplateInput): Promise<void> {
  const problems = checkMail(input, tagCatalog(await contextTags(columns)));
  const count = Object.keys(problems).length;
  if (count === 0) return;
  const places = count === 1 ? "One place needs" : `${count} places need`;
  throw new AppError("invalid", `The template was not saved. ${places} your attention.`, problems);
}

async function requireFreeNameIn(tx: Tx, actor: Can<"macros.write">, id: string | null, name: string): Promise<void> {
  if (!(await isTakenIn(tx, actor, id, name))) return;
  throw new AppError("invalid", "The template was not saved.", {
    name: `There is a template “${name}” here already.`,
  });
}

async function freeNameIn(tx: Tx, actor: Can<"macros.write">, name: string): Promise<string> {
  const stem = name.slice(0, 100);
  for (let n = 1; ; n++) {
    const candidate = `${stem} (copy${n === 1 ? "" : ` ${n}`})`;
    if (!(await isTakenIn(tx, actor, null, candidate))) return candidate;
  }
}

async function isTakenIn(tx: Tx, actor: Can<"macros.write">, id: string | null, name: string): Promise<boolean> {
  const same = await tx.$queryRaw<unknown[]>`
    select 1 from mail_template
     where project_id is not distinct from ${projectIdOf(actor)}::uuid and lower(name) = lower(${name})
       and id is distinct from ${id}::uuid`;
  return same.length > 0;
}

function stamp(actor: Can<"macros.write">) {
  return { modifiedById: actor.personId, modifiedAt: new Date() };
}
