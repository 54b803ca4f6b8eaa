import { z } from "zod";
import { jiraAnswers, jiraIssue, jiraQuestions } from "./jira-issue";
import { recipe, typeOf } from "./recipe";

export const jiraCreateIssues = recipe(
  {
    id: "jira-create-issues",
    name: "Jira: create issues",
    summary: "Makes an issue of a vetted ticket and keeps the issue’s key on it.",
    guide: "jira-create-issues",
    questions: jiraQuestions,
  },
  z.strictObject(jiraAnswers),
  (answers, around) => {
    const { file, secret } = jiraIssue(answers, typeOf(around, answers.type), around);
    return {
      file,
      secrets: [secret],
      otherSide: () => [
        { text: "Nothing is left to do in Jira, if the account may create issues in the project." },
        {
          text: "Open the macro, choose a ticket and select Test send. Jira answers 201 with the id and key of a new issue.",
        },
      ],
    };
  },
);
