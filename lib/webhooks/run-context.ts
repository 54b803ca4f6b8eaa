import { z } from "zod";
import type { FieldValues } from "@/lib/fields/field";

interface RunContext {
  id: string;
  macro: { name: string; key: string };
  /** Of the run: names the change that a trigger saw. */
  causeDetail?: unknown;
}

/** What a run adds to the tags of its record. */
export function runContext({ id, macro, causeDetail }: RunContext): FieldValues {
  const { data } = triggered.safeParse(causeDetail);
  return {
    "macro.name": macro.name,
    "macro.key": macro.key,
    "run.id": id,
    now: new Date().toISOString(),
    "trigger.field": data?.change.label ?? null,
    "trigger.old": data?.change.old || null,
    "trigger.new": data?.change.new || null,
  };
}

/** As a trigger writes it into the run it starts. */
const triggered = z.object({ change: z.object({ label: z.string(), old: z.string(), new: z.string() }) });
