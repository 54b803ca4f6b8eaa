import type { ConfigurationDraft } from "@/lib/configuration/schema";
import { answer, statusOf, wrong } from "./recipe";
import type { Question, RecipeType } from "./question";

/** What becomes of a ticket when the tracker is done with it. */
export const closeQuestions: Question[] = [
  { kind: "status", name: "closing", label: "When the issue is done, the ticket becomes" },
  { kind: "resolution", name: "resolution", label: "With the resolution", optional: true },
  {
    kind: "long_text",
    name: "reply",
    label: "And the tester is told",
    help: "Tags can be used. Left empty, nothing is written.",
    initial: 'Fixed. Thank you, ((submitter.first_name|default:"tester")). Please try it again with the next build.',
    optional: true,
  },
];

export const closeAnswers = { closing: answer.key, resolution: answer.optionalKey, reply: answer.words };

interface Closing {
  closing: string;
  resolution: string | null;
  reply: string | null;
}

type Actions = NonNullable<NonNullable<ConfigurationDraft["macros"]>[number]["actions"]>;

export function closingActions(type: RecipeType, { closing, resolution, reply }: Closing): Actions {
  const status = statusOf(type, "closing", closing);
  if (resolution !== null && !type.resolutions.some(({ key }) => key === resolution))
    throw wrong("resolution", `${type.name} has no such resolution. Choose another.`);
  return [
    { kind: "set_status", statusKey: status.key },
    ...(resolution === null ? [] : [{ kind: "set_resolution" as const, resolutionKey: resolution }]),
    ...(reply ? [{ kind: "add_comment" as const, as: "reply" as const, body: reply }] : []),
  ];
}
