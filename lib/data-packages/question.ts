import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { storableText } from "@/lib/json/sanitise";
import { packageLimits } from "./schema";

const flag = z
  .enum(["0", "1", "true", "false"], "Give 1 or 0.")
  .transform((text) => text === "1" || text === "true")
  .default(false);

const query = z.object({
  limit: z
    .string()
    .regex(/^\d{1,6}$/, "Give a whole number.")
    .transform(Number)
    .pipe(z.number().min(1, "Give at least 1.").max(packageLimits.page, `Give at most ${packageLimits.page}.`))
    .optional(),
  cursor: z.string().min(1).max(4_000).optional(),
  updatedSince: z
    .string()
    .transform(withPlus)
    .pipe(
      z.union([z.iso.datetime({ offset: true }), z.iso.date()], "Give an ISO 8601 time, such as 2026-11-23T08:00:00Z."),
    )
    .transform((text) => new Date(text))
    .optional(),
  fresh: flag,
  labels: flag,
  /** Passed over where the path has an ending, but never misunderstood. */
  format: z.enum(["json", "csv"], "Give json or csv.").optional(),
  by: z.string().max(200).optional(),
});
export type PullQuestion = z.output<typeof query>;

/** A plus that was not encoded arrives as a space: `2026-11-23T08:00:00+02:00`. */
function withPlus(text: string): string {
  return text.replace(/ (?=\d\d:\d\d$)/, "+");
}

/** The same in words for the log, of what is known only: an address can hold a token, and anything else. */
export function askedWords(given: URLSearchParams): string | null {
  const asked = (["limit", "updatedSince", "fresh", "labels"] as const).flatMap((name) => {
    const text = given.get(name);
    return text === null ? [] : [`${name}=${text}`];
  });
  return [...asked, ...(given.has("cursor") ? ["a further page"] : [])].join(", ") || null;
}

/**
 * What an address asks besides; what it does not know is passed over, but for what differs in capitals only: `updatedsince` would give
 * everything to somebody who asked for little.
 * @throws AppError `bad_request` naming the parameter
 */
export function readQuestion(given: URLSearchParams): PullQuestion {
  for (const name of given.keys()) {
    const known = Object.keys(query.shape).find((each) => each.toLowerCase() === name.toLowerCase());
    if (known && known !== name) throw new AppError("bad_request", `${storableText(name)}: Write it ${known}.`);
  }
  const parsed = query.safeParse(Object.fromEntries([...given].map(([name, text]) => [name, storableText(text)])));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError("bad_request", `${issue?.path.join(".") ?? "The address"}: ${issue?.message ?? "cannot be read"}`);
}
