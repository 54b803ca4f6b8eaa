import type { Can } from "@/lib/auth/actor";
import type { FindField } from "@/lib/conditions/check";
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

/** What a report calls the items that it can be narrowed by, and how they are found among those of its elements. */
export interface ControlWords {
  find: FindField;
  /** Also of an item that none of the elements knows. */
  label: (path: string) => string;
}

export async function controlWords(actor: Can<"reports.read">, report: Report): Promise<ControlWords> {
  const catalog = fieldCatalog(await listControlFields(actor, report));
  const own = (path: string) => report.controls.find((control) => control.path === path)?.label || null;
  return {
    find: (path) => {
      const field = catalog.find(path);
      return field && { ...field, label: own(path) ?? field.label };
    },
    label: (path) => own(path) ?? catalog.find(path)?.label ?? path,
  };
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
