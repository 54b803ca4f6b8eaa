import { idOf } from "@/lib/configuration/items";
import type { ConfigurationDraft } from "@/lib/configuration/schema";
import { secretPlace } from "@/lib/configuration/target";
import { answer, statusOf, wrong, type Surroundings } from "./recipe";
import type { Question, RecipeType } from "./question";
import { describingField } from "./ticket-start";

/** What both recipes for Jira share: the issue that a ticket becomes. */

export const jiraQuestions: Question[] = [
  { kind: "text", name: "site", label: "Jira site", placeholder: "https://your-site.atlassian.net" },
  {
    kind: "text",
    name: "email",
    label: "E-mail address of the Jira account",
    help: "The account under which issues are created.",
  },
  {
    kind: "secret",
    name: "token",
    label: "API token",
    help: "Made at id.atlassian.com under Security. It is kept as a secret.",
  },
  { kind: "text", name: "project", label: "Key of the Jira project", placeholder: "BETA" },
  { kind: "text", name: "issueType", label: "Issue type", initial: "Bug", help: "As the Jira project calls it." },
  { kind: "feedback_type", name: "type", label: "Feedback type" },
  {
    kind: "status",
    name: "vetted",
    label: "Send a ticket when it becomes",
    help: "A status that says that the ticket was looked at. Left empty, tickets are sent by hand.",
    optional: true,
  },
  {
    kind: "text_field",
    name: "describe",
    label: "Description of the issue",
    help: "Left empty, the first field with a long text.",
    optional: true,
  },
];

export const jiraAnswers = {
  site: answer.site("https://your-site.atlassian.net"),
  email: answer.text("Enter the e-mail address of the Jira account."),
  token: answer.secret("Paste the API token."),
  project: answer
    .text("Enter the key of the Jira project.")
    .regex(/^[A-Z][A-Z0-9_]+$/, "A key of a Jira project has capital letters and digits, such as BETA."),
  issueType: answer.text("Enter the issue type, such as Bug."),
  type: answer.key,
  vetted: answer.optionalKey,
  describe: answer.optionalKey,
};

export interface JiraAnswers {
  site: string;
  email: string;
  token: string;
  project: string;
  issueType: string;
  vetted: string | null;
  describe: string | null;
}

/** The group, the macro that creates the issue and what starts it. */
export function jiraIssue(answers: JiraAnswers, type: RecipeType, { named }: Surroundings) {
  const of = `feedback:${type.key}`;
  const key = named.key("send-to-jira");
  const group = named.group("jira");
  const vetted = answers.vetted === null ? null : statusOf(type, "vetted", answers.vetted);
  if (!answers.email.includes("@")) throw wrong("email", "Enter the whole e-mail address.");
  const file = {
    groups: [
      {
        key: group,
        label: named.name("Jira"),
        target: "feedback",
        fields: [
          { key: "issue_id", label: "Issue ID", parameter: "id", type: "string" },
          { key: "issue_key", label: "Issue key", parameter: "key", type: "string", favorite: true },
          { key: "issue_link", label: "Issue link", parameter: "self", type: "string" },
        ],
      },
    ],
    macros: [
      {
        of,
        key,
        name: named.name("Send to Jira"),
        description: "Creates a Jira issue for the ticket and keeps its id and key.",
        showAsAction: true,
        runOnce: true,
        actions: [
          {
            kind: "webhook",
            name: "Create issue",
            url: `${answers.site}/rest/api/3/issue`,
            headers: jiraHeaders,
            body: issueBody(answers, describingField(type, answers.describe)),
            capture: { group, storeOn: "target" },
          },
        ],
      },
    ],
    triggers: vetted
      ? [
          {
            of,
            macro: key,
            name: named.name("Jira: send vetted tickets"),
            event: "feedback_modified",
            fields: ["feedback.status"],
            newValue: vetted.name,
          },
        ]
      : [],
  } satisfies Partial<ConfigurationDraft>;
  return { of, group, file, secret: jiraSecret(idOf.macro(of, key), answers) };
}

export const jiraHeaders = [
  { name: "Authorization", secret: true as const },
  { name: "Accept", value: "application/json" },
];

/** The first header of a macro's first webhook. */
export function jiraSecret(macro: string, { email, token }: Pick<JiraAnswers, "email" | "token">): [string, string] {
  return [secretPlace(macro, 0, 0), `Basic ${Buffer.from(`${email}:${token}`).toString("base64")}`];
}

/** Version 3 of Jira's interface takes a document instead of a text. */
function issueBody({ project, issueType }: JiraAnswers, describe: string | null): string {
  const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
  const words = describe === null ? [] : [paragraph(`((feedback.field.${describe}|default:"(nothing written)"))`)];
  return JSON.stringify(
    {
      fields: {
        project: { key: project },
        issuetype: { name: issueType },
        summary: "((feedback.title|truncate:250))",
        labels: ["beta", "((project.key))"],
        description: {
          type: "doc",
          version: 1,
          content: [...words, paragraph("From ((feedback.display_id)) ((feedback.url))")],
        },
      },
    },
    null,
    2,
  );
}
