import { z } from "zod";
import { condition } from "@/lib/conditions/schema";
import { elementDefinition } from "@/lib/elements/schema";
import { AppError } from "@/lib/errors/app-error";

const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: "custom", message: "This is no JSON." });
    return z.NEVER;
  }
});

/** How large and in which colours something is to be drawn; pixels. */
const frame = {
  width: z.coerce.number().int().min(200).max(2_000).default(720),
  theme: z.enum(["light", "dark"]).default("light"),
};
export type Frame = z.output<z.ZodObject<typeof frame>>;

/** What an address of live report data asks. */
export const viewQuestions = {
  element: z.object({
    ...frame,
    /** What the viewer chose in the report's controls. */
    where: json.pipe(condition).optional(),
    /** Ask again, however fresh the last answer is. */
    fresh: z.literal("1").optional(),
  }),
  preview: z.object({ ...frame, definition: json.pipe(elementDefinition.partial({ style: true })) }),
  rows: z.object({
    where: json.pipe(condition).optional(),
    /** What the rows behind one part of a drawing have in common. */
    drill: json.pipe(condition).optional(),
    after: z.string().max(2_000).optional(),
  }),
  /** Of an element that need not be saved. */
  previewRows: z.object({
    definition: json.pipe(elementDefinition.partial({ style: true })),
    drill: json.pipe(condition).optional(),
    after: z.string().max(2_000).optional(),
  }),
  source: z.object({ source: z.string().max(60) }),
};

/** @throws AppError `bad_request`, saying where the address cannot be read */
export function readViewQuestion<K extends keyof typeof viewQuestions>(
  kind: K,
  query: URLSearchParams,
): z.output<(typeof viewQuestions)[K]> {
  const parsed = viewQuestions[kind].safeParse(Object.fromEntries(query));
  // One schema, looked up by its own kind.
  if (parsed.success) return parsed.data as z.output<(typeof viewQuestions)[K]>;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join(".") ?? "";
  const message = issue?.message ?? "This address cannot be read.";
  throw new AppError("bad_request", message, place ? { [place]: message } : {});
}
