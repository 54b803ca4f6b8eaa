import { z } from "zod";
import { idOf } from "@/lib/configuration/items";
import { secretPlace } from "@/lib/configuration/target";
import { closeAnswers, closeQuestions, closingActions } from "./close-ticket";
import { answer, recipe, statusOf, typeOf } from "./recipe";
import { signatureAnswers, signatureQuestion, signedListener } from "./signature";
import { describingField, ticketAnswers, ticketQuestions, ticketStart } from "./ticket-start";

export const githubIssues = recipe(
  {
    id: "github-issues",
    name: "GitHub issues",
    summary: "Makes an issue of a ticket, and closes or reopens the ticket with the issue.",
    guide: "github-issues",
    questions: [
      { kind: "text", name: "repository", label: "Repository", placeholder: "owner/name" },
      {
        kind: "secret",
        name: "token",
        label: "Access token",
        help: "A fine-grained token that may read and write the issues of this repository. It is kept as a secret.",
        placeholder: "github_pat_…",
      },
      ...ticketQuestions,
      {
        kind: "text_field",
        name: "describe",
        label: "Description of the issue",
        help: "Left empty, the first field with a long text.",
        optional: true,
      },
      ...closeQuestions,
      {
        kind: "status",
        name: "reopened",
        label: "When the issue is reopened, the ticket becomes",
        help: "Left empty, the ticket stays closed.",
        optional: true,
      },
      { kind: "api_key", name: "apiKey", label: "API key", help: "By which GitHub proves itself to the listener." },
      signatureQuestion("GitHub"),
    ],
  },
  z.strictObject({
    repository: answer
      .text("Enter the repository, such as octo-org/notes.")
      .regex(/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/, "Enter owner and name with a slash between, such as octo-org/notes."),
    token: answer.secret("Paste the access token."),
    ...ticketAnswers,
    describe: answer.optionalKey,
    ...closeAnswers,
    reopened: answer.optionalKey,
    apiKey: answer.apiKey,
    ...signatureAnswers,
  }),
  (answers, around) => {
    const { named } = around;
    const type = typeOf(around, answers.type);
    const of = `feedback:${type.key}`;
    const group = named.group("github");
    const [create, close, reopen] = [
      named.key("github-issue"),
      named.key("close-from-github"),
      named.key("reopen-from-github"),
    ];
    const reopened = answers.reopened === null ? null : statusOf(type, "reopened", answers.reopened);
    const closed = named.name("GitHub: closed tickets");
    const start = ticketStart(around, {
      of,
      macro: create,
      type,
      only: answers.only,
      start: answers.start,
      title: "GitHub",
    });
    const becomes = (newValue: string) => ({
      event: "feedback_modified" as const,
      fields: [`external.${group}.state`],
      newValue,
    });
    const listener = named.key("github-issues");
    const signed = signedListener(listener, "x-hub-signature-256", answers.signature);
    return {
      file: {
        groups: [
          {
            key: group,
            label: named.name("GitHub"),
            target: "feedback",
            fields: [
              { key: "number", label: "Issue number", parameter: "number", type: "integer", favorite: true },
              { key: "link", label: "Issue link", parameter: "html_url", type: "string" },
              { key: "node_id", label: "Issue ID", parameter: "node_id", type: "string" },
              { key: "state", label: "State", parameter: "issue.state", type: "string" },
              { key: "reason", label: "Reason", parameter: "issue.state_reason", type: "string" },
            ],
          },
        ],
        filters: [
          ...(start.filters ?? []),
          // GitHub reports a new issue as open too; only a ticket that was closed is reopened.
          ...(reopened
            ? [
                {
                  of,
                  name: closed,
                  visibility: "project" as const,
                  condition: {
                    match: "all" as const,
                    conditions: [{ field: "feedback.closed", is: "is_true" as const }],
                  },
                },
              ]
            : []),
        ],
        macros: [
          {
            of,
            key: create,
            name: named.name("Send to GitHub"),
            description: "Creates a GitHub issue for the ticket and keeps its number and link.",
            showAsAction: true,
            runOnce: true,
            actions: [
              {
                kind: "webhook",
                name: "Create issue",
                url: `https://api.github.com/repos/${answers.repository}/issues`,
                headers: [
                  { name: "Authorization", secret: true },
                  { name: "Accept", value: "application/vnd.github+json" },
                  { name: "X-GitHub-Api-Version", value: "2022-11-28" },
                ],
                body: issueBody(describingField(type, answers.describe)),
                capture: { group, storeOn: "target" },
              },
            ],
          },
          {
            of,
            key: close,
            name: named.name("Close from GitHub"),
            description: "What becomes of the ticket when its issue is closed.",
            actions: closingActions(type, answers),
          },
          ...(reopened
            ? [
                {
                  of,
                  key: reopen,
                  name: named.name("Reopen from GitHub"),
                  description: "What becomes of a closed ticket when its issue is reopened.",
                  actions: [{ kind: "set_status" as const, statusKey: reopened.key }],
                },
              ]
            : []),
        ],
        triggers: [
          ...(start.triggers ?? []),
          { of, macro: close, name: named.name("GitHub: issue closed"), ...becomes("closed") },
          ...(reopened
            ? [{ of, macro: reopen, name: named.name("GitHub: issue reopened"), filter: closed, ...becomes("open") }]
            : []),
        ],
        listeners: [
          {
            kind: "external_data",
            of,
            key: listener,
            name: named.name("GitHub issues"),
            description: "GitHub reports what happens to an issue.",
            group,
            lookup: { in: "body", path: "issue.node_id", by: "external", field: `external.${group}.node_id` },
            // GitHub's ping is about no issue.
            accept: [{ path: "issue.node_id", is: "exists" }],
            signature: signed.signature,
          },
        ],
      },
      secrets: [[secretPlace(idOf.macro(of, create), 0, 0), `Bearer ${answers.token}`], ...signed.secrets],
      apiKeyId: answers.apiKey,
      otherSide: (urls) => [
        {
          text: `On GitHub open ${answers.repository}, Settings, Webhooks, Add webhook. This needs an administrator of the repository. As Payload URL paste:`,
          code: urls[listener] ?? "",
        },
        { text: "As Content type choose application/json. The other one is refused." },
        ...(signed.signature ? [{ text: "As Secret type the signature secret that you typed here." }] : []),
        { text: "Choose Let me select individual events, tick Issues and nothing else, and save." },
        {
          text: "GitHub sends a ping at once. It is about no issue, so the listener skips it; that is right. From then on it reports the issues that were made of tickets.",
        },
      ],
    };
  },
);

/** What a tester wrote stands in a fence, so that it mentions nobody and lays out nothing. */
function issueBody(describe: string | null): string {
  const fence = "~~~~~~~~";
  const words = describe === null ? [] : [fence, `((feedback.field.${describe}|default:"(nothing written)"))`, fence];
  return JSON.stringify(
    {
      title: "((feedback.title|truncate:250))",
      body: ["From ((feedback.display_id)) ((feedback.url))", "", ...words].join("\n"),
    },
    null,
    2,
  );
}
