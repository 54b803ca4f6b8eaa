import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { getElement } from "@/lib/reports/queries";
import { elementQuestion } from "@/lib/reports/read-element";
import { columnsOf } from "./columns";
import { lookupFields, lookupTarget } from "./lookup-question";
import type { PackageInput } from "./schema";

/** Only what its publisher sees, under a key of its own, and no personal data that nobody agreed to. @throws AppError `invalid` with the field */
export async function requirePublishable(tx: Tx, actor: Can<"reports.write">, input: PackageInput): Promise<void> {
  const { id, key, apiKeyId, elementId, kind, confirmed } = input;
  const other = await tx.dataPackage.findUnique({ where: { key }, select: { id: true } });
  if (other && other.id !== id) throw wrong("key", `“${key}” is taken. Choose another key.`);
  if (!(await tx.apiKey.findUnique({ where: { id: apiKeyId }, select: { id: true } })))
    throw wrong("apiKeyId", "There is no such API key.");
  const reader = also(actor, "reports.read");
  const { element } = await getElement(reader, elementId).catch((error: unknown) => {
    throw error instanceof AppError ? wrong("elementId", error.message) : error;
  });
  if (element.definition.style !== "table")
    throw wrong("elementId", "Only tables are published. Choose an element with the style Table.");
  const question = await elementQuestion(reader, element);
  if (kind === "lookup") {
    if (lookupTarget(question) === null)
      throw wrong("elementId", "Choose an element that shows records: users, tickets or projects.");
    const { lookupField } = input;
    if (lookupField !== null && !lookupFields(question).some(({ path }) => path === lookupField))
      throw wrong("lookupField", "This is no item of the element. Choose another, or add it there.");
  }
  const open = (await columnsOf(question)).filter((column) => column.isPersonal && !confirmed.includes(column.key));
  if (open.length > 0) {
    const names = open.map(({ label }) => label).join(", ");
    throw wrong("confirmed", `This publishes personal data: ${names}. Confirm it, or remove these items.`);
  }
}

function wrong(field: string, message: string): AppError {
  return new AppError("invalid", message, { [field]: message });
}
