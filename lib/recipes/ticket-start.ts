import { z } from "zod";
import type { ConditionPart } from "@/lib/conditions/schema";
import type { Made, Surroundings } from "./recipe";
import { answer, wrong } from "./recipe";
import type { Question, RecipeType } from "./question";

/** When a recipe that sends tickets sends one, and which. */
export const ticketQuestions: Question[] = [
  { kind: "feedback_type", name: "type", label: "Feedback type" },
  {
    kind: "values",
    name: "only",
    label: "Only tickets with",
    help: "For example Severity: Critical. Leave it empty for all.",
    optional: true,
  },
  {
    kind: "choice",
    name: "start",
    label: "When",
    initial: "submitted",
    options: [
      { value: "submitted", label: "When a ticket is submitted" },
      { value: "changed", label: "When a ticket is submitted, or changes so that it is one of them" },
      { value: "hand", label: "By hand: from the menu of a ticket, or for many at once" },
    ],
  },
];

export const ticketAnswers = {
  type: answer.key,
  only: answer.keys,
  start: z.enum(["submitted", "changed", "hand"], "Choose when."),
};

interface Started {
  of: string;
  macro: string;
  type: RecipeType;
  only: readonly string[];
  start: "submitted" | "changed" | "hand";
  /** What the names of the filter and the triggers begin with. */
  title: string;
}

/** The filter and the triggers by which a macro starts. @throws AppError `invalid` on `only` */
export function ticketStart(
  { named }: Surroundings,
  { of, macro, type, only, start, title }: Started,
): Pick<Made["file"], "filters" | "triggers"> {
  const asked = chosenValues(type, only);
  if (start === "changed" && asked.size === 0) throw wrong("only", "Choose what a ticket must change to.");
  const name = named.name(`${title}: which tickets`);
  const conditions = [...asked].map(([field, value]): ConditionPart => ({ field, is: "one_of", value }));
  const filters =
    asked.size > 0
      ? [{ of, name, visibility: "project" as const, condition: { match: "all" as const, conditions } }]
      : [];
  const trigger = { of, macro, filter: asked.size > 0 ? name : null };
  return {
    filters,
    triggers: [
      ...(start === "hand"
        ? []
        : [{ ...trigger, name: named.name(`${title}: submitted`), event: "feedback_submitted" as const }]),
      ...(start === "changed"
        ? [
            {
              ...trigger,
              name: named.name(`${title}: changed`),
              event: "feedback_modified" as const,
              fields: [...asked.keys()],
            },
          ]
        : []),
    ],
  };
}

/** `severity=critical` as the values by the path of their field. */
function chosenValues(type: RecipeType, only: readonly string[]): Map<string, string[]> {
  const asked = new Map<string, string[]>();
  for (const one of only) {
    const [key, value] = one.split("=");
    const field = type.fields.find((candidate) => candidate.key === key);
    if (!field?.options.some((option) => option.value === value))
      throw wrong("only", `${type.name} has no “${one}”. Choose again.`);
    const path = `feedback.field.${field.key}`;
    asked.set(path, [...(asked.get(path) ?? []), value ?? ""]);
  }
  return asked;
}

/** The choices that a message shows as facts, at most two: severity, area. */
export function factFields({ fields }: RecipeType) {
  return fields.filter(({ type }) => type === "choice").slice(0, 2);
}

/** The field that says the most about a ticket: what was chosen, else the first long text. */
export function describingField(type: RecipeType, chosen: string | null): string | null {
  if (chosen === null) return type.fields.find((field) => field.type === "long_text")?.key ?? null;
  const found = type.fields.find(({ key }) => key === chosen);
  if (!found) throw wrong("describe", `${type.name} has no such field. Choose another.`);
  return found.key;
}
