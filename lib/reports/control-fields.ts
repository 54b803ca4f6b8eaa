import type { Can } from "@/lib/auth/actor";
import { loadDataSource } from "@/lib/elements/load-data-source";
import { infoOf } from "@/lib/elements/question";
import { AppError } from "@/lib/errors/app-error";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { FieldInfo } from "@/lib/fields/field";
import type { Report } from "./queries";

/** Every item that any element of the report knows: what its viewers can be given to narrow it by. */
export async function listControlFields(actor: Can<"reports.read">, { blocks }: Report): Promise<FieldInfo[]> {
  const keys = new Set(blocks.flatMap((block) => (block.kind === "element" ? [block.definition.source] : [])));
  const lists = await Promise.all([...keys].map((key) => fieldsOf(actor, key)));
  return [...fieldCatalog(lists.flat()).list];
}

/** The items of the report's controls, by their own labels where they have one. What is gone meanwhile is left out. */
export async function shownControls(actor: Can<"reports.read">, report: Report): Promise<FieldInfo[]> {
  if (report.controls.length === 0) return [];
  const catalog = fieldCatalog(await listControlFields(actor, report));
  return report.controls.flatMap(({ path, label }) => {
    const field = catalog.find(path);
    return field ? [{ ...field, label: label || field.label }] : [];
  });
}

/** An element whose data source is gone says so itself. */
async function fieldsOf(actor: Can<"reports.read">, key: string): Promise<FieldInfo[]> {
  try {
    const { catalog } = await loadDataSource(actor, key);
    return catalog.list.map(infoOf);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return [];
    throw error;
  }
}
