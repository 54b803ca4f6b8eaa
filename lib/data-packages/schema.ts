import { z } from "zod";

/** `package`: all rows of an element. `lookup`: the one record that the address names. */
export const packageKinds = ["package", "lookup"] as const;
export type PackageKind = (typeof packageKinds)[number];

export const packageKindLabel: Record<PackageKind, string> = { package: "Data package", lookup: "Record lookup" };

/** How often a snapshot is taken, in minutes, in the words on screen. */
export const snapshotWords = {
  15: "Every 15 minutes",
  60: "Every hour",
  360: "Every 6 hours",
  1440: "Every day",
} as const;
export const snapshotMinutes = Object.keys(snapshotWords).map(Number);

export const packageLimits = { page: 10_000, defaultPage: 1_000 } as const;

export const packageKey = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9_-]*$/, "Begin with a letter; use only a–z, 0–9, _ and -.")
  .max(60, "Use at most 60 characters.");

const common = {
  /** Chosen by the form before it is saved, because the address to copy is made from it. */
  id: z.uuid(),
  name: z.string().trim().min(1, "Give it a name.").max(100, "Use at most 100 characters."),
  key: packageKey,
  enabled: z.boolean().default(true),
  elementId: z.uuid("Choose a report element."),
  apiKeyId: z.uuid("Choose an API key."),
  headerOnly: z.boolean().default(false),
  /** Keys of the columns with personal data that may leave. */
  confirmed: z.array(z.string().max(200)).max(200).default([]),
};

export const packageInput = z.discriminatedUnion("kind", [
  z.strictObject({
    ...common,
    kind: z.literal("package"),
    allowFresh: z.boolean().default(false),
    /** Null: every pull asks anew. */
    everyMinutes: z
      .int()
      .refine((minutes) => snapshotMinutes.includes(minutes), "Choose how often.")
      .nullable()
      .default(null),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("lookup"),
    /** Null: what names such a record anyway. */
    lookupField: z
      .string()
      .regex(/^external\.[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/, "Choose an external data field.")
      .nullable()
      .default(null),
  }),
]);
export type PackageInput = z.output<typeof packageInput>;

export const packageSwitch = z.strictObject({ id: z.uuid(), enabled: z.boolean() });

/** What its address is made from, saved or about to be. */
export const packageDraft = z.strictObject({
  id: z.uuid(),
  kind: z.enum(packageKinds),
  key: packageKey,
  apiKeyId: z.uuid("Choose an API key."),
  headerOnly: z.boolean().default(false),
});
export type PackageDraft = z.output<typeof packageDraft>;

/** A column as machines know it. */
export interface PackageColumn {
  /** Stays when the label changes: a field's path, or the key of a measure. */
  key: string;
  label: string;
  type: "text" | "number" | "boolean" | "date" | "share";
}

/** What can be published, and what it would give away. */
export interface PublishableElement {
  id: string;
  name: string;
  report: string;
  reportId: string;
  columns: (PackageColumn & { isPersonal: boolean })[];
  /** It holds only so many records, the first in its order; null for all. */
  limit: number | null;
  /** What its records are, where one of them can be looked up. */
  lookup: LookupTarget | null;
  /** External data fields among its items, by which a record may be looked up as well. */
  lookupFields: { path: string; label: string }[];
}

export const lookupTargets = ["user", "feedback", "project"] as const;
export type LookupTarget = (typeof lookupTargets)[number];

/** What `VALUE` is, by what the records are. */
export const lookupValueWords: Record<LookupTarget, string> = {
  user: "the e-mail address or username of a user",
  feedback: "the id of a ticket, such as BUG-42",
  project: "the key of a project",
};

export interface PackageRow {
  id: string;
  kind: PackageKind;
  key: string;
  name: string;
  enabled: boolean;
  /** With its report's name and its own, as far as the viewer may know them. */
  element: { id: string; label: string } | null;
  apiKey: { id: string; name: string };
  owner: { id: string; name: string } | null;
  headerOnly: boolean;
  allowFresh: boolean;
  lookupField: string | null;
  everyMinutes: number | null;
  confirmed: string[];
  snapshotAt: string | null;
  snapshotRows: number | null;
  snapshotProblem: string | null;
  modifiedAt: string;
  lastPull: Pick<PullRow, "at" | "ip" | "agent" | "status" | "rows"> | null;
}

export interface PullRow {
  id: string;
  at: string;
  ip: string;
  agent: string;
  auth: string | null;
  format: string;
  status: number;
  message: string | null;
  rows: number | null;
  bytes: number;
  ms: number;
  /** Of a lookup what was looked up; of a data package what was asked besides: "limit=10, next page". */
  given: string | null;
  subjectLabel: string | null;
}
