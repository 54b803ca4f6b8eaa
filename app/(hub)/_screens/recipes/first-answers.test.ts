import { expect, test } from "vitest";
import { bugReport, idea } from "@/lib/sample/feedback-types";
import type { Question, RecipeFacts } from "@/lib/recipes/question";
import { firstAnswers } from "./first-answers";

const questions: Question[] = [
  { kind: "feedback_type", name: "type", label: "Feedback type" },
  { kind: "status", name: "closing", label: "Becomes" },
  { kind: "resolution", name: "resolution", label: "With the resolution", optional: true },
];
const around = { profileFields: [], apiKeys: [], timeZone: "UTC" };
const factsOf = (...types: RecipeFacts["types"]): RecipeFacts => ({ types, ...around });

test("a tracker that is done closes the ticket as fixed, where the type knows that", () => {
  const first = { type: "bug-report", closing: "closed", resolution: "fixed" };
  expect(firstAnswers(questions, factsOf(bugReport, idea))).toEqual(first);
  expect(firstAnswers(questions, factsOf(idea))).toEqual({ type: "idea", closing: "closed", resolution: null });
  expect(firstAnswers(questions, factsOf())).toEqual({ type: null, closing: null, resolution: null });
});
