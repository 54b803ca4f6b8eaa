import type { Can } from "@/lib/auth/actor";
import { advanceImport } from "./advance";
import { mapImport, startImport } from "./commands";
import { loadShape } from "./load-shape";
import { proposeColumns } from "./propose";
import { getImport, listImportRows } from "./queries";
import type { Mapping } from "./schema";
import { targetsOf } from "./targets";
import { uploadImport } from "./upload";

interface TestImport extends Partial<Mapping> {
  text: string;
  /** Without one it is about users. */
  groupId?: string;
  chunk?: number;
}

/** For tests: a file brought in, its columns mapped as their headings propose, and checked. */
export async function checkedImport(actor: Can<"externalData.write">, given: TestImport): Promise<string> {
  const { text, groupId = null, chunk, ...mapping } = given;
  const kind = groupId ? ("values" as const) : ("users" as const);
  const { id: importId } = await uploadImport(actor, { kind, groupId, fileName: "people.csv" }, bytesOf(text));
  const { headings } = await getImport(actor, importId);
  const columns = proposeColumns(headings, targetsOf(await loadShape(actor, { kind, groupId })));
  await mapImport(actor, { importId, columns, existing: "update", role: "participant", ...mapping });
  await advanceImport(importId, chunk);
  return importId;
}

/** The same, and run to its end. */
export async function finishedImport(actor: Can<"externalData.write">, given: TestImport): Promise<string> {
  const importId = await checkedImport(actor, given);
  await startImport(actor, importId);
  await advanceImport(importId, given.chunk);
  return importId;
}

/** Line, verdict and why, of up to a thousand rows. */
export async function resultsOf(
  actor: Can<"externalData.write">,
  importId: string,
): Promise<(string | number | null)[][]> {
  const { rows } = await listImportRows(actor, { importId }, 1_000);
  return rows.map(({ line, verdict, detail }) => (detail === null ? [line, verdict] : [line, verdict, detail]));
}

export async function* bytesOf(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(typeof text === "string" ? new TextEncoder().encode(text) : text);
}
