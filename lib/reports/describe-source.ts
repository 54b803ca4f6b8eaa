import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import type { TableColumn, TableSort } from "@/lib/conditions/table-state";
import { db } from "@/lib/db/client";
import type { DataSource } from "@/lib/elements/data-source";
import { loadDataSource } from "@/lib/elements/load-data-source";
import { infoOf } from "@/lib/elements/question";
import { findFeedbackType } from "@/lib/feedback/types";
import type { FieldInfo } from "@/lib/fields/field";
import { listFilters } from "@/lib/filters/filters";
import { waitsForValue } from "@/lib/filters/sharing";
import { listViews } from "@/lib/views/views";

/** The list in which the records of a data source are worked on. */
export type SourceList = { kind: "users" } | { kind: "feedback"; type: string };

/** What an element of a data source can be made of. */
export interface DescribedSource {
  key: string;
  name: string;
  noun: { one: string; many: string };
  /** The zone of its days. */
  zone: string;
  fields: FieldInfo[];
  list: SourceList | null;
  /** Those that this person may use and that wait for no value. */
  filters: { id: string; name: string }[];
  /** Whose columns an element can begin with. */
  views: { id: string; name: string; columns: TableColumn[]; sort: TableSort[] }[];
}

/** @throws AppError `not_found` for a data source that is gone */
export async function describeSource(actor: Can<"reports.read">, key: string): Promise<DescribedSource> {
  const source = await loadDataSource(actor, key);
  const list = await listOf(source);
  const saver = also(actor, "filters.write");
  const [filters, views] = list
    ? await Promise.all([listFilters(saver, source.key), listViews(saver, source.key)])
    : [[], []];
  return {
    key: source.key,
    name: source.name,
    noun: source.noun,
    zone: source.zone,
    fields: source.catalog.list.map(infoOf),
    list,
    filters: filters.filter(({ condition }) => !waitsForValue(condition)).map(({ id, name }) => ({ id, name })),
    views: views.map(({ id, name, columns, sort }) => ({ id, name, columns, sort })),
  };
}

/** Where a source's records are listed, by what stands in that list's address. */
export async function listOf({ list }: Pick<DataSource, "list">): Promise<SourceList | null> {
  if (!list) return null;
  if (list.kind === "users") return { kind: "users" };
  const type = await findFeedbackType(db, list.typeId);
  return type && { kind: "feedback", type: type.key };
}
