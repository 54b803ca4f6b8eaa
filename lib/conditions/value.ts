import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { conditionLimits } from "./schema";
import type { ConditionTest, ConditionValue } from "./schema";
import { qualifiersOf } from "./qualifiers";
import type { Qualifier, ValueShape } from "./qualifiers";

/** A day `YYYY-MM-DD` that every zone and Postgres can hold. */
export const day = z.iso.date("Choose a date.").refine((text) => text >= "1000-01-01" && text < "9000-01-01", {
  error: "Choose a date between the years 1000 and 9000.",
});

/** An instant, between the same years. */
const moment = z.iso
  .datetime({ error: "Choose a day and a time." })
  .refine((at) => at >= "1000-01-02" && at < "8999-12-31", { error: "Choose a time between the years 1000 and 9000." });

const text = z.string("Enter a text.").min(1, "Enter a text.").max(conditionLimits.text);
const texts = z.array(z.string()).min(1, "List at least one value.").max(conditionLimits.listed);
const ends = (range: { from?: unknown; to?: unknown }) => range.from !== undefined || range.to !== undefined;
const inOrder = (range: { from?: number | string; to?: number | string }) =>
  range.from === undefined || range.to === undefined || range.from <= range.to;

/** One zod schema for each shape of value. */
export const valueShapes = {
  none: z.undefined("This qualifier takes no value."),
  text,
  texts,
  number: z.number("Enter a number."),
  numbers: z.array(z.number("Enter numbers.")).min(1, "List at least one number.").max(conditionLimits.listed),
  range: z
    .strictObject({ from: z.number().optional(), to: z.number().optional() }, "Enter two numbers.")
    .refine(ends, "Enter at least one end of the range.")
    .refine(inOrder, "The range ends before it begins."),
  date: day,
  dates: z
    .strictObject({ from: day.optional(), to: day.optional() }, "Choose two dates.")
    .refine(ends, "Choose at least one end of the range.")
    .refine(inOrder, "The range ends before it begins."),
  days: z.int("Enter a number of days.").min(0, "Enter 0 days or more.").max(36_500, "Enter at most 36,500 days."),
  moment,
  choice: text,
  choices: texts,
} satisfies Record<ValueShape, z.ZodType>;

/** @throws AppError `invalid` when the value has another shape; `checkCondition` tells so earlier and kinder. */
export function readValue<S extends ValueShape>(shape: S, value: ConditionValue | undefined) {
  const parsed = valueShapes[shape].safeParse(value);
  if (parsed.success) return parsed.data as z.output<(typeof valueShapes)[S]>;
  throw new AppError(
    "invalid",
    `This filter has a value that cannot be used. ${parsed.error.issues[0]?.message ?? ""}`,
  );
}

/** A test that still waits for its value. It asks nothing, as if it were switched off. */
export function isBlank(test: ConditionTest): boolean {
  if (takesNoValue(test.is)) return false;
  const { value } = test;
  if (value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && !ends(value);
}

export function takesNoValue(is: Qualifier): boolean {
  return valueless.has(is);
}

const types = ["text", "number", "date", "boolean", "choice", "list"] as const;
const valueless: ReadonlySet<Qualifier> = new Set(
  types
    .flatMap((type) => qualifiersOf({ path: "", label: "", dataSet: { key: "", label: "" }, type, person: true }))
    .filter((qualifier) => qualifier.shape === "none")
    .map((qualifier) => qualifier.is),
);
