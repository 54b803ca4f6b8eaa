import { projectIdOf, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { AppError } from "@/lib/errors/app-error";
import { listFeedbackTypes } from "@/lib/feedback/types";
import type { MailContext } from "@/lib/mail-templates/schema";
import type { ContextChoice } from "./create-template";

/** What a template of this scope can be for: users; in a project with feedback types also tickets, of one type or of all. */
export async function contextChoices(actor: Can<"macros.read">): Promise<ContextChoice[]> {
  const types = await typesOf(actor);
  return [
    { value: "users", label: "Users" },
    ...(types.length > 0 ? [{ value: "feedback", label: "All feedback types" }] : []),
    ...types.map(({ key, name }) => ({ value: `feedback:${key}`, label: name })),
  ];
}

/** The choice that an address names. @throws AppError `not_found` */
export async function chosenContext(
  actor: Can<"macros.read">,
  value: unknown,
): Promise<{ context: MailContext; typeName: string | null }> {
  if (value === "users" || value === undefined) return { context: { target: "user" }, typeName: null };
  const types = await typesOf(actor);
  if (value === "feedback" && types.length > 0)
    return { context: { target: "feedback", typeId: null }, typeName: null };
  const type = types.find(({ key }) => value === `feedback:${key}`);
  if (!type) throw new AppError("not_found", "There is no such feedback type in this project.");
  return { context: { target: "feedback", typeId: type.id }, typeName: type.name };
}

/** The types whose tickets a template of this context can be sent for. */
export async function typesFor(actor: Can<"macros.read">, context: MailContext) {
  if (context.target === "user") return [];
  const types = await typesOf(actor);
  return context.typeId === null ? types : types.filter(({ id }) => id === context.typeId);
}

async function typesOf(actor: Can<"macros.read">) {
  return projectIdOf(actor) === null ? [] : listFeedbackTypes(also(actor, "project.read"));
}
