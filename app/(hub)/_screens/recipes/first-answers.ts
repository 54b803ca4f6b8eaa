import type { Answer, Answers, Question, RecipeFacts } from "@/lib/recipes/question";

/** What the form begins with: what the recipe proposes, else the first of what there is to choose from. */
export function firstAnswers(questions: readonly Question[], facts: RecipeFacts): Answers {
  return Object.fromEntries(questions.map((question) => [question.name, firstAnswer(question, facts)]));
}

function firstAnswer(question: Question, facts: RecipeFacts): Answer {
  const [type] = facts.types;
  switch (question.kind) {
    case "text":
    case "number":
    case "long_text":
      return String(question.initial ?? "");
    case "secret":
      return "";
    case "choice":
      return question.initial;
    case "values":
      return [];
    case "feedback_type":
      return type?.key ?? null;
    case "status":
      return question.optional ? null : (type?.statuses.find(({ isClosed }) => isClosed)?.key ?? null);
    case "profile_field":
      return question.guess.find((key) => facts.profileFields.some((field) => field.key === key)) ?? null;
    case "api_key":
      return facts.apiKeys[0]?.id ?? null;
    case "resolution":
      // What a tracker calls done; the reply that is proposed beside it says so too.
      return type?.resolutions.find(({ key }) => key === "fixed")?.key ?? null;
    case "text_field":
      return null;
  }
}
