import { z } from "zod";
import { line, parameter } from "./parameter";

const value = line.min(1, "Enter the value.").max(500, "Use at most 500 characters.");

/** What a body must hold for its call to be taken. */
export const acceptRule = z.discriminatedUnion("is", [
  z.strictObject({ path: parameter, is: z.enum(["is", "is_not"]), value }),
  z.strictObject({ path: parameter, is: z.enum(["exists", "not_exists"]) }),
]);
export type AcceptRule = z.infer<typeof acceptRule>;

/** All of them must hold; none takes every call. */
export const acceptRules = z.array(acceptRule).max(10, "Use at most 10 rows.").default([]);

export const acceptWords: Record<AcceptRule["is"], string> = {
  is: "is",
  is_not: "is not",
  exists: "exists",
  not_exists: "does not exist",
};
