import { z } from "zod";
import { idOf } from "@/lib/configuration/items";
import { secretPlace } from "@/lib/configuration/target";
import { answer, recipe, typeOf } from "./recipe";
import type { RecipeType } from "./question";
import { factFields, ticketAnswers, ticketQuestions, ticketStart } from "./ticket-start";

export const microsoftTeams = recipe(
  {
    id: "microsoft-teams",
    name: "Microsoft Teams",
    summary: "Posts tickets as cards to a channel or chat, by a workflow.",
    guide: "microsoft-teams",
    questions: [
      {
        kind: "secret",
        name: "url",
        label: "Workflow URL",
        help: "The HTTP POST URL that the Workflows app shows when the workflow is saved. It is kept as a secret.",
        placeholder: "https://….logic.azure.com/workflows/…",
      },
      ...ticketQuestions,
    ],
  },
  z.strictObject({ url: answer.secretUrl, ...ticketAnswers }),
  ({ url, type: typeKey, only, start }, around) => {
    const type = typeOf(around, typeKey);
    const of = `feedback:${type.key}`;
    const key = around.named.key("post-to-teams");
    return {
      file: {
        macros: [
          {
            of,
            key,
            name: around.named.name("Post to Teams"),
            description: "Posts the ticket as a card to Microsoft Teams.",
            showAsAction: true,
            runOnce: true,
            actions: [{ kind: "webhook", name: "Teams", urlIsSecret: true, body: cardBody(type) }],
          },
        ],
        ...ticketStart(around, { of, macro: key, type, only, start, title: "Teams" }),
      },
      secrets: [[secretPlace(idOf.macro(of, key), 0, "url"), url]],
      otherSide: () => [
        { text: "Nothing is left to do in Teams: the card goes where the workflow posts." },
        { text: "Open the macro and select Test send. The card appears, and nothing is stored." },
        {
          text: "The workflow belongs to whoever made it. Add a second owner in the Workflows app, so that it outlives the first.",
        },
      ],
    };
  },
);

/** An adaptive card. Text runs are shown as they are, where text blocks would read a tester's words as Markdown. */
function cardBody(type: RecipeType): string {
  const run = (text: string, more: object = {}) => ({
    type: "RichTextBlock",
    inlines: [{ type: "TextRun", text, ...more }],
  });
  const fact = (label: string, tag: string) => run(`${label.replace(/[()\\]/g, " ").trim()}: ((${tag}))`);
  return JSON.stringify(
    {
      type: "message",
      attachments: [
        {
          contentType: "application/vnd.microsoft.card.adaptive",
          contentUrl: null,
          content: {
            $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
            type: "AdaptiveCard",
            version: "1.4",
            body: [
              run("((feedback.display_id)): ((feedback.title|truncate:250))", { weight: "Bolder", size: "Medium" }),
              fact("Tester", 'submitter.first_name|default:"unknown"'),
              fact("Status", "feedback.status"),
              ...factFields(type).map(({ key, label }) => fact(label, `feedback.field.${key}|default:"-"`)),
              fact("Score", "user.score"),
            ],
            actions: [{ type: "Action.OpenUrl", title: "Open ticket", url: "((feedback.url))" }],
          },
        },
      ],
    },
    null,
    2,
  );
}
