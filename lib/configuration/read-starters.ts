import { timingOf } from "@/lib/automation/pass-over";
import { listenerSignature } from "@/lib/listeners/signature-schema";
import type { Rows } from "./load-rows";
import type { Namer } from "./namer";

/** A trigger as a file holds it. */
export function readTrigger(row: Rows["triggers"][number], name: string, namer: Namer) {
  const { description, event, fields, newValue, enabled, feedbackTypeId, macroId, filterId } = row;
  return {
    of: namer.recordsOf(feedbackTypeId),
    name,
    description,
    event,
    fields,
    newValue,
    enabled,
    macro: namer.macroKey(macroId),
    filter: filterId && namer.filter(filterId),
  };
}

/** A schedule as a file holds it. */
export function readSchedule(row: Rows["schedules"][number], name: string, namer: Namer) {
  const { description, enabled } = row;
  return {
    of: namer.recordsOf(row.feedbackTypeId),
    name,
    description,
    ...timingOf(row),
    enabled,
    macro: namer.macroKey(row.macroId),
    filter: row.filterId && namer.filter(row.filterId),
  };
}

/** A listener as a file holds it: without its API key, which is the community's, and without the secret of its signature. */
export function readListener(row: Rows["listeners"][number], namer: Namer) {
  const { name, description, key, enabled, kind, target, headerOnly, lookup, dedupe, accept } = row;
  const common = {
    kind,
    key,
    name,
    description,
    enabled,
    headerOnly,
    lookup,
    dedupe,
    accept,
    signature: readSignature(row),
  };
  const of = target === "project" ? "project" : namer.recordsOf(row.feedbackTypeId);
  const filter = row.filterId && namer.filter(row.filterId);
  switch (kind) {
    case "external_data":
      return { of, ...common, filter, group: row.groupId && namer.groupKey(row.groupId) };
    case "macro":
      return { of, ...common, filter, macro: row.macroId && namer.macroKey(row.macroId) };
    case "comment":
      return { of, ...common, filter, authorField: row.authorField, commentField: row.commentField };
  }
}

function readSignature(row: Rows["listeners"][number]) {
  const signature = listenerSignature.nullable().parse(row.signature);
  if (!signature) return null;
  const { secretId: _id, hint: _hint, ...how } = signature;
  return { ...how, secret: true };
}
