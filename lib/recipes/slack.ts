import { z } from "zod";
import { idOf } from "@/lib/configuration/items";
import { secretPlace } from "@/lib/configuration/target";
import { answer, recipe, typeOf } from "./recipe";
import type { RecipeType } from "./question";
import { factFields, ticketAnswers, ticketQuestions, ticketStart } from "./ticket-start";

export const slack = recipe(
  {
    id: "slack",
    name: "Slack",
    summary: "Posts tickets to a channel: new ones, critical ones, or those you choose.",
    guide: "slack",
    questions: [
      {
        kind: "secret",
        name: "url",
        label: "Webhook URL",
        help: "Slack shows it under Incoming Webhooks of your app. Whoever has it can post, so it is kept as a secret.",
        placeholder: "https://hooks.slack.com/services/…",
      },
      ...ticketQuestions,
    ],
  },
  z.strictObject({ url: answer.secretUrl, ...ticketAnswers }),
  ({ url, type: typeKey, only, start }, around) => {
    const type = typeOf(around, typeKey);
    const of = `feedback:${type.key}`;
    const key = around.named.key("post-to-slack");
    return {
      file: {
        macros: [
          {
            of,
            key,
            name: around.named.name("Post to Slack"),
            description: "Posts the ticket to a Slack channel.",
            showAsAction: true,
            runOnce: true,
            actions: [{ kind: "webhook", name: "Slack", urlIsSecret: true, body: slackBody(type) }],
          },
        ],
        ...ticketStart(around, { of, macro: key, type, only, start, title: "Slack" }),
      },
      secrets: [[secretPlace(idOf.macro(of, key), 0, "url"), url]],
      otherSide: () => [
        { text: "Nothing is left to do in Slack: the channel is the one that the Webhook URL belongs to." },
        { text: "Open the macro and select Test send. A message appears in the channel, and nothing is stored." },
        { text: "For another channel make another webhook in Slack and install this recipe once more." },
      ],
    };
  },
);

/** Blocks, and the text that notifications show. `slack` keeps a tester from pinging the channel. */
function slackBody(type: RecipeType): string {
  const fact = (label: string, tag: string) => ({ type: "mrkdwn", text: `*${label}*\n((${tag}))` });
  return JSON.stringify(
    {
      text: "((feedback.display_id)): ((feedback.title|slack))",
      blocks: [
        { type: "header", text: { type: "plain_text", text: "((feedback.title|truncate:120))" } },
        {
          type: "section",
          fields: [
            fact("Tester", 'submitter.first_name|slack|default:"unknown"'),
            fact("Status", "feedback.status|slack"),
            ...factFields(type).map(({ key, label }) => fact(plain(label), `feedback.field.${key}|slack|default:"-"`)),
            fact("Score", "user.score"),
          ],
        },
        {
          type: "actions",
          elements: [
            {
              type: "button",
              text: { type: "plain_text", text: "Open ((feedback.display_id))" },
              url: "((feedback.url))",
            },
          ],
        },
      ],
    },
    null,
    2,
  );
}

/** A label stands between asterisks, and is no tag. */
function plain(label: string): string {
  return label.replace(/[*_~`<>&()\\]/g, " ").trim();
}
