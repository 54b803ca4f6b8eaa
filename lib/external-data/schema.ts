import { z } from "zod";

export const externalDataTypes = ["boolean", "datetime", "integer", "string"] as const;
export type ExternalDataType = (typeof externalDataTypes)[number];

export const externalDataTypeLabel: Record<ExternalDataType, string> = {
  boolean: "Boolean",
  datetime: "Date and Time",
  integer: "Integer",
  string: "String",
};

export const recordTargets = ["user", "feedback", "project"] as const;
export type RecordTarget = (typeof recordTargets)[number];

export const recordTargetLabel: Record<RecordTarget, string> = {
  user: "User",
  feedback: "Feedback",
  project: "Project",
};

/** What one field holds for one record; null is empty. */
export type ExternalValue = string | number | boolean | null;

const line = z
  .string()
  .trim()
  .refine((text) => !/\p{Cc}/u.test(text), "Use one line of plain text.");

const key = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9_]*$/, "Begin with a letter; use only a–z, 0–9 and _.")
  .max(60, "Use at most 60 characters.");

export const externalDataFieldInput = z.strictObject({
  /** Absent for a new field. */
  id: z.uuid().optional(),
  label: line.min(1, "Give the field a label.").max(100, "Use at most 100 characters."),
  parameter: line.min(1, "Enter what the other system calls it.").max(200, "Use at most 200 characters."),
  /** Its name in tags. Made from the label if left out; never changes afterwards. */
  key: key.optional(),
  type: z.enum(externalDataTypes),
  favorite: z.boolean().default(false),
});

export type ExternalDataFieldInput = z.infer<typeof externalDataFieldInput>;

const fields = z
  .array(externalDataFieldInput)
  .max(200, "A group has at most 200 fields.")
  .superRefine((list, context) => {
    for (const member of ["parameter", "key"] as const) {
      const seen = new Set<string>();
      for (const [index, field] of list.entries()) {
        const value = field[member];
        if (value === undefined) continue;
        if (seen.has(value)) {
          const message = `Another field of this group has the ${member} “${value}”.`;
          context.addIssue({ code: "custom", path: [index, member], message });
        }
        seen.add(value);
      }
    }
  });

const settings = {
  /** The Data Group Label. */
  label: line.min(1, "Give the group a label.").max(100, "Use at most 100 characters."),
  clearMissing: z.boolean().default(false),
  /** The key of the field, of type Date and Time or Integer, by which a write must be newer. */
  newerBy: key.nullable().default(null),
  fields,
};

export const externalDataGroupInput = z.strictObject({
  ...settings,
  target: z.enum(recordTargets),
  /** Unique in the community. Made from the label if left out; never changes afterwards. */
  key: key.optional(),
});

export type ExternalDataGroupInput = z.infer<typeof externalDataGroupInput>;

/** `fields` is the whole list in its order; a field that is left out is archived, its values stay. */
export const externalDataGroupChange = z.strictObject({
  ...settings,
  id: z.uuid(),
  /** The fields whose stored values may be converted to another type; without it such a change is refused. */
  convert: z.array(z.uuid()).max(200).optional(),
  /** The last change that the editor knew of; without it what others saved is overwritten. */
  seen: z.string().max(40).nullable().optional(),
});

export type ExternalDataGroupChange = z.infer<typeof externalDataGroupChange>;

export interface ExternalDataField {
  id: string;
  label: string;
  parameter: string;
  key: string;
  type: ExternalDataType;
  favorite: boolean;
  order: number;
  archived: boolean;
}

export interface ExternalDataGroup {
  id: string;
  /** Null for a group of the community, usable from every project. */
  projectId: string | null;
  target: RecordTarget;
  label: string;
  key: string;
  order: number;
  clearMissing: boolean;
  newerByFieldId: string | null;
  /** In their order, archived ones last. */
  fields: ExternalDataField[];
}

/** A key such as `app_usage` for the label “App usage”, unlike any of `taken`. */
export function keyFrom(label: string, taken: ReadonlySet<string>): string {
  const plain = label.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
  const words = plain.replace(/[^a-z0-9]+/g, "_").replace(/^[_0-9]+|_+$/g, "");
  const base = words.slice(0, 50) || "field";
  let made = base;
  for (let n = 2; taken.has(made); n++) made = `${base}_${n}`;
  return made;
}
