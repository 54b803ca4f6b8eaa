import type { Can } from "@/lib/auth/actor";
import { baseUrl, getCommunity } from "@/lib/community/settings";
import type { ReportDocument } from "@/lib/documents/report-document";
import { mostRows } from "@/lib/elements/answer";
import type { RecordsData } from "@/lib/elements/data";
import { elementDefinition } from "@/lib/elements/schema";
import { countRecords, listRecords } from "@/lib/sources/list";
import { sourceKey } from "@/lib/sources/source";
import { filterWords } from "./filter-notes";
import { asOfWords, placeName } from "./report-document";
import type { ListSubject } from "./subject";
import { recordsOfList } from "./whole-list";

/** The first rows of a list as a table for paper, with how many there are and the way to the others. */
export async function listDocument(actor: Can<"reports.read">, list: ListSubject): Promise<ReportDocument> {
  const { source, shown, search, name } = list;
  const { question } = recordsOfList(actor, list);
  const { columns } = question;
  const [page, { count }] = await Promise.all([
    listRecords(source, { ...question, limit: mostRows }),
    countRecords(source, question, null),
  ]);
  const data: RecordsData = {
    shape: "records",
    items: shown.columns.map(({ path, label, field, format }) => ({
      path,
      label: label ?? field.label,
      field,
      format,
    })),
    rows: page.rows.map(({ id, label, values }) => ({
      id,
      label,
      values: columns.map((path) => values[path] ?? null),
    })),
    count,
    isCut: page.rows.length < count,
    asOf: question.context?.now ?? new Date().toISOString(),
    zone: source.zone,
  };
  const filter = filterWords({ source, condition: shown.condition });
  const definition = elementDefinition.parse({
    source: sourceKey(source.ref),
    items: shown.columns.map(({ path, label, format }) => ({ path, label, format })),
    style: "table",
  });
  return {
    title: name,
    subtitle: [
      await placeName(actor),
      ...(filter ? [filter] : []),
      ...(search ? [`Search: “${search}”`] : []),
      ...asOfWords(actor, [{ data }]),
    ],
    author: (await getCommunity()).name,
    zone: source.zone,
    blocks: [{ kind: "element", name, definition, data, url: `${await baseUrl()}${list.path}` }],
  };
}
