import "server-only";
import type { Tx } from "@/lib/db/client";
import { readParameters } from "@/lib/external-data/parameters";
import type { ExternalDataGroup } from "@/lib/external-data/schema";
import { writeValuesIn } from "@/lib/external-data/write";
import { parseJson } from "@/lib/json/guard";
import { storableJson } from "@/lib/json/sanitise";
import { ExactNumber, isJsonObject, type JsonObject, type JsonValue } from "@/lib/json/value";
import { redact } from "@/lib/secrets/redact";
import type { CaptureResult, WebhookCapture } from "./schema";

export interface AnswerToCapture {
  capture: WebhookCapture;
  delivery: { id: string; attempt: number; projectId: string | null; subjectId: string; runId: string };
  body: Uint8Array;
  /** Never stored, even if the receiver repeats them. */
  secrets: readonly string[];
  /** How the source of the values is named on screen. */
  label: string;
  now: Date;
}

/**
 * Stores what the answer returns for the group's Parameters. An answer that is no JSON, or is empty, is no error: everything is missing.
 * Call it in the transaction that records the attempt, so that each successful attempt captures once.
 */
export async function captureIn(tx: Tx, answer: AnswerToCapture): Promise<CaptureResult> {
  const { capture, delivery } = answer;
  const group = await findGroup(tx, capture.groupId);
  if (!group) return refused("The external data group was deleted.");
  const recordId = capture.storeOn === "project" ? delivery.projectId : delivery.subjectId;
  if (!recordId) return refused("There is no project to store on.");

  const parsed = parseJson(answer.body);
  const body = parsed.ok ? clean(storableJson(parsed.value).value, answer.secrets) : null;
  const { values, missing } = readParameters(group.fields, body);
  if (group.clearMissing && parsed.ok) clearMissing(group, values);
  if (values.size === 0) return { stored: [], rejected: [], missing };
  const written = await writeValuesIn(tx, {
    group,
    recordId,
    values,
    source: { source: "capture", id: delivery.id, label: answer.label, at: answer.now.toISOString() },
    chain: { runId: delivery.runId },
  });
  return {
    stored: written.stored.map(({ fieldId, label, value }) => ({ field: fieldId, label, value })),
    rejected: written.outdated
      ? [{ parameter: "", problem: "Nothing was stored: the record already holds newer data." }]
      : written.rejected,
    missing,
  };
}

async function findGroup(tx: Tx, id: string) {
  const group = await tx.externalDataGroup.findUnique({
    where: { id },
    select: { id: true, newerByFieldId: true, clearMissing: true, fields: { orderBy: { order: "asc" } } },
  });
  return (
    group && {
      ...group,
      fields: group.fields.map(({ archivedAt, ...field }) => ({ ...field, archived: archivedAt !== null })),
    }
  );
}

function clearMissing(group: Pick<ExternalDataGroup, "fields">, values: Map<string, JsonValue>): void {
  for (const { id, archived } of group.fields) if (!archived && !values.has(id)) values.set(id, null);
}

function clean(value: JsonValue, secrets: readonly string[]): JsonValue {
  if (secrets.length === 0 || value instanceof ExactNumber) return value;
  if (typeof value === "string") return redact(value, secrets);
  if (Array.isArray(value)) return value.map((entry) => clean(entry, secrets));
  if (!isJsonObject(value)) return value;
  const kept = Object.create(null) as JsonObject;
  for (const name of Object.keys(value)) kept[name] = clean(value[name] ?? null, secrets);
  return kept;
}

function refused(problem: string): CaptureResult {
  return { stored: [], rejected: [{ parameter: "", problem }], missing: [] };
}
