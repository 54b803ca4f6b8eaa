import { z } from "zod";
import { idOf } from "@/lib/configuration/items";
import { closeAnswers, closeQuestions, closingActions } from "./close-ticket";
import { jiraAnswers, jiraHeaders, jiraIssue, jiraQuestions, jiraSecret } from "./jira-issue";
import { answer, recipe, typeOf } from "./recipe";
import { signatureAnswers, signatureQuestion, signedListener } from "./signature";

export const jiraTwoWay = recipe(
  {
    id: "jira-two-way",
    name: "Jira: two-way",
    summary:
      "Creates issues, keeps their summary up to date, closes the ticket when the issue is done, and brings comments back.",
    guide: "jira-status-back",
    questions: [
      ...jiraQuestions,
      {
        kind: "text",
        name: "done",
        label: "Status of an issue that is done",
        initial: "Done",
        help: "As Jira shows it.",
      },
      ...closeQuestions,
      {
        kind: "text",
        name: "author",
        label: "Comments are written by",
        help: "E-mail address of an account that may comment in this project. Left empty, comments stay in Jira.",
        optional: true,
      },
      { kind: "api_key", name: "apiKey", label: "API key", help: "By which Jira proves itself to the listeners." },
      signatureQuestion("Jira"),
    ],
  },
  z.strictObject({
    ...jiraAnswers,
    ...closeAnswers,
    done: answer.text("Enter the status, such as Done."),
    author: z
      .union([z.literal(""), z.email("Enter the e-mail address of an account.")])
      .nullable()
      .default(null),
    apiKey: answer.apiKey,
    ...signatureAnswers,
  }),
  (answers, around) => {
    const { named } = around;
    const type = typeOf(around, answers.type);
    const { of, group, file, secret } = jiraIssue(answers, type, around);
    const status = named.group("jira_status");
    const update = named.key("update-jira");
    const close = named.key("close-from-jira");
    const sent = named.name("Jira: tickets with an issue");
    const byIssue = { by: "external" as const, field: `external.${group}.issue_id` };
    const statusKey = named.key("jira-status");
    const commentKey = named.key("jira-comment");
    // Only webhooks of Jira are signed; the comments come from an automation rule.
    const signed = signedListener(statusKey, "x-hub-signature", answers.signature);
    return {
      file: {
        groups: [
          ...file.groups,
          {
            key: status,
            label: named.name("Jira status"),
            target: "feedback",
            fields: [
              { key: "status", label: "Status", parameter: "issue.fields.status.name", type: "string", favorite: true },
              { key: "resolution", label: "Resolution", parameter: "issue.fields.resolution.name", type: "string" },
            ],
          },
        ],
        filters: [
          {
            of,
            name: sent,
            visibility: "project",
            condition: { match: "all", conditions: [{ field: byIssue.field, is: "not_empty" }] },
          },
        ],
        macros: [
          ...file.macros,
          {
            of,
            key: update,
            name: named.name("Update Jira"),
            description: "Gives the issue the ticket’s title.",
            actions: [
              {
                kind: "webhook",
                name: "Update issue",
                method: "PUT",
                // The id stays when an issue is moved; the key does not.
                url: `${answers.site}/rest/api/3/issue/((external.${group}.issue_id))`,
                headers: jiraHeaders,
                body: '{ "fields": { "summary": "((feedback.title|truncate:250))" } }',
              },
            ],
          },
          {
            of,
            key: close,
            name: named.name("Close from Jira"),
            description: "What becomes of the ticket when its issue is done.",
            actions: closingActions(type, answers),
          },
        ],
        triggers: [
          ...file.triggers,
          {
            of,
            macro: update,
            name: named.name("Jira: new title"),
            event: "feedback_modified",
            fields: ["feedback.title"],
            filter: sent,
          },
          {
            of,
            macro: close,
            name: named.name("Jira: issue is done"),
            event: "feedback_modified",
            fields: [`external.${status}.status`],
            newValue: answers.done,
          },
        ],
        listeners: [
          {
            kind: "external_data",
            of,
            key: statusKey,
            name: named.name("Jira status"),
            description: "Jira reports every change of an issue.",
            group: status,
            lookup: { in: "body", path: "issue.id", ...byIssue },
            signature: signed.signature,
          },
          ...(answers.author
            ? [
                {
                  kind: "comment" as const,
                  of,
                  key: commentKey,
                  name: named.name("Jira comments"),
                  description: "What is written in Jira becomes a reply on the ticket.",
                  authorField: "author_name",
                  commentField: "comment",
                  lookup: { in: "value" as const, ...byIssue },
                },
              ]
            : []),
        ],
      },
      secrets: [secret, jiraSecret(idOf.macro(of, update), answers), ...signed.secrets],
      apiKeyId: answers.apiKey,
      otherSide: (urls) => [
        {
          text: "In Jira choose Settings, System, Webhooks, Create a webhook. This needs a Jira administrator. As URL paste:",
          code: urls[statusKey] ?? "",
        },
        ...(signed.signature ? [{ text: "As Secret type the signature secret that you typed here." }] : []),
        { text: `Limit it to your project and tick Issue: updated.`, code: `project = ${answers.project}` },
        ...(answers.author
          ? [
              {
                text: "In the Jira project choose Project settings, Automation, Create rule: when an issue is commented, then Send web request with the method POST and this URL:",
                code: (urls[commentKey] ?? "").replace("/VALUE", "/{{issue.id}}"),
              },
              {
                text: "As body choose Custom data:",
                code: `{ "author_name": ${JSON.stringify(answers.author)}, "comment": {{comment.body.asJsonString}} }`,
              },
            ]
          : []),
        { text: "Send one ticket to Jira, move its issue to another status, and look at the calls of the listener." },
      ],
    };
  },
);
