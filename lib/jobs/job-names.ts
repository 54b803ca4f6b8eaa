import { z } from "zod";

/** Every kind of background work and what it is told. Payloads are ids: the work reads the present state itself. */
export const jobPayloads = {
  "run.expand": z.strictObject({ runId: z.uuid() }),
  "run.cancel": z.strictObject({ runId: z.uuid() }),
  "run.undo": z.strictObject({ runId: z.uuid() }),
  "macros.runRecords": z.strictObject({ runId: z.uuid() }),
  "macros.resume": z.strictObject({ runRecordId: z.uuid() }),
  "triggers.judge": z.strictObject({ eventId: z.uuid() }),
  "feedback.tellFollowers": z.strictObject({ noticeId: z.uuid() }),
  "imports.advance": z.strictObject({ importId: z.uuid() }),
  "users.eraseTraces": z.strictObject({ userId: z.uuid() }),
  "packages.due": z.strictObject({}),
  "packages.snapshot": z.strictObject({ packageId: z.uuid() }),
  "mail.send": z.strictObject({ messageId: z.uuid() }),
  "mail.sweep": z.strictObject({}),
  "distributions.send": z.strictObject({ issueId: z.uuid() }),
  "distributions.sweep": z.strictObject({}),
  "distributions.putToSleep": z.strictObject({}),
  "exports.make": z.strictObject({ fileId: z.uuid() }),
  "retention.sweep": z.strictObject({}),
} satisfies Record<string, z.ZodType<object>>;

export type JobName = keyof typeof jobPayloads;

export type JobPayload<Name extends JobName> = z.infer<(typeof jobPayloads)[Name]>;

export const jobNames = Object.keys(jobPayloads) as JobName[];
