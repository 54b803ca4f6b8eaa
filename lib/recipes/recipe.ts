import { z } from "zod";
import type { ConfigurationDraft } from "@/lib/configuration/schema";
import { AppError } from "@/lib/errors/app-error";
import { invalid } from "@/lib/errors/invalid";
import type { Naming } from "./naming";
import type { Answers, Question, RecipeFacts, RecipeType, Step } from "./question";

/** What a recipe is made into: a configuration as files hold it, the secrets that belong to it, and the other side's part. */
export interface Made {
  file: Omit<ConfigurationDraft, "format" | "version" | "project">;
  /** By `secretPlace` of lib/configuration. */
  secrets?: [place: string, value: string][];
  apiKeyId?: string;
  /** `urls` are the addresses of its listeners by their keys. */
  otherSide: (urls: Readonly<Record<string, string>>) => Step[];
}

export interface Recipe {
  id: string;
  name: string;
  summary: string;
  /** The help article with both sides of it. */
  guide: string;
  questions: readonly Question[];
  /** @throws AppError `invalid` with the questions whose answers are no good */
  make: (answers: Answers, around: Surroundings) => Made;
}

export interface Surroundings extends RecipeFacts {
  named: Naming;
}

/** Ties the questions of a recipe to the schema that reads their answers. */
export function recipe<Schema extends z.ZodType>(
  head: Omit<Recipe, "make">,
  answers: Schema,
  make: (answers: z.output<Schema>, around: Surroundings) => Made,
): Recipe {
  return {
    ...head,
    make: (given, around) => {
      const read = answers.safeParse(given);
      if (!read.success) throw invalid(read.error);
      return make(read.data, around);
    },
  };
}

/** Answers as people give them. */
export const answer = {
  text: (missing: string) =>
    z.string({ error: missing }).trim().min(1, missing).max(200, "Use at most 200 characters."),
  words: z.string().trim().max(2_000, "Use at most 2,000 characters.").nullable().default(null),
  secret: (missing: string) =>
    z.string({ error: missing }).trim().min(1, missing).max(4_000, "Use at most 4,000 characters."),
  optionalSecret: z
    .string()
    .trim()
    .max(4_000, "Use at most 4,000 characters.")
    .nullable()
    .default(null)
    .transform((secret) => secret || null),
  /** A whole address that is a secret. */
  secretUrl: z
    .string({ error: "Paste the address." })
    .trim()
    .max(4_000, "Use at most 4,000 characters.")
    .refine(
      (text) => /^https?:\/\/\S+$/.test(text) && URL.canParse(text),
      "Paste the whole address, beginning with https://.",
    ),
  /** The address of somebody's own server, without anything behind the host. */
  site: (example: string) =>
    z
      .string({ error: `Enter the address, such as ${example}.` })
      .trim()
      .transform((text) => text.replace(/\/+$/, ""))
      .refine(
        (text) => URL.canParse(text) && /^https?:\/\//.test(text) && new URL(text).origin === text,
        `Enter the address without anything behind it, such as ${example}.`,
      ),
  key: z.string({ error: "Choose one." }).min(1, "Choose one.").max(200),
  optionalKey: z
    .string()
    .max(200)
    .nullable()
    .default(null)
    .transform((key) => key || null),
  /** A whole number from 1; nothing typed is none. */
  optionalCount: z
    .union([z.number(), z.string().trim()])
    .nullable()
    .default(null)
    .transform((given) => (given === "" || given === null ? null : Number(given)))
    .pipe(
      z
        .int("Enter a whole number, or leave it empty.")
        .min(1, "Enter at least 1, or leave it empty.")
        .max(1_000_000, "Enter at most 1,000,000.")
        .nullable(),
    ),
  keys: z.array(z.string().max(200)).max(100).default([]),
  apiKey: z.uuid({ error: "Choose an API key." }),
};

/** @throws AppError `invalid` on the question `type` */
export function typeOf({ types }: RecipeFacts, key: string): RecipeType {
  const found = types.find((type) => type.key === key);
  if (!found) throw wrong("type", "Choose a feedback type of this project.");
  return found;
}

/** A status of the type by its key. @throws AppError `invalid` on the question */
export function statusOf(type: RecipeType, question: string, key: string) {
  const found = type.statuses.find((status) => status.key === key);
  if (!found) throw wrong(question, `${type.name} has no such status. Choose another.`);
  return found;
}

export function wrong(question: string, message: string): AppError {
  return new AppError("invalid", message, { [question]: message });
}
