import { randomUUID } from "node:crypto";
import { macroInput, type MacroDraft, type MacroInput } from "@/lib/macros/schema";

interface Webhook {
  url: string;
  body: unknown;
  headers?: { name: string; value: string }[];
  groupId?: string;
  needs?: string[];
}

/** Part of a macro as the editor would send it. */
function webhook({ url, body, headers = [], groupId, needs = [] }: Webhook) {
  return {
    id: randomUUID(),
    kind: "webhook" as const,
    method: "POST" as const,
    url,
    headers,
    contentType: "json" as const,
    body: JSON.stringify(body, null, 2),
    needs,
    capture: groupId ? { groupId, storeOn: "target" as const } : null,
  };
}

function macro(draft: MacroDraft): MacroInput {
  return macroInput.parse(draft);
}

/** The blocks message that a critical bug sends to Slack; here the Echo plays Slack. */
export function escalateSlack(echo: string): MacroInput {
  return macro({
    name: "Escalate to Slack",
    key: "escalate-slack",
    description: "Posts a critical bug to the escalation channel.",
    showAsAction: true,
    actions: [
      webhook({
        url: `${echo}/slack`,
        body: {
          text: "((feedback.display_id)): ((feedback.title|slack))",
          blocks: [
            { type: "header", text: { type: "plain_text", text: "Critical: ((feedback.title|truncate:120))" } },
            {
              type: "section",
              fields: [
                { type: "mrkdwn", text: '*Tester*\n((submitter.first_name|slack|default:"unknown"))' },
                { type: "mrkdwn", text: "*Severity*\n((feedback.field.severity|slack))" },
                { type: "mrkdwn", text: '*Plan (CRM)*\n((external.crm.plan|slack|default:"-"))' },
                { type: "mrkdwn", text: "*Score*\n((user.score))" },
              ],
            },
            {
              type: "actions",
              elements: [
                { type: "button", text: { type: "plain_text", text: "Open ticket" }, url: "((feedback.url))" },
              ],
            },
          ],
        },
      }),
    ],
  });
}

/** Creates an issue and keeps its id, key and address on the ticket. */
export function sendJira(echo: string, groupId: string): MacroInput {
  const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
  return macro({
    name: "Send to Jira",
    key: "send-jira",
    description: "Creates a Jira issue for the ticket and stores its key.",
    showAsAction: true,
    actions: [
      webhook({
        url: `${echo}/jira`,
        headers: [{ name: "Accept", value: "application/json" }],
        groupId,
        body: {
          fields: {
            project: { key: "BETA" },
            issuetype: { name: "Bug" },
            summary: "((feedback.title|truncate:250))",
            labels: ["beta", "((project.key))"],
            description: {
              type: "doc",
              version: 1,
              content: [
                paragraph('((feedback.field.steps|default:"(no steps given)"))'),
                paragraph("From ((feedback.display_id)) ((feedback.url))"),
              ],
            },
          },
        },
      }),
    ],
  });
}

/** Asks the shipping service whether a tester's address exists. */
export function validateAddress(echo: string, groupId: string): MacroInput {
  return macro({
    name: "Validate address",
    key: "validate-address",
    description: "Checks a tester’s address with the shipping service before a parcel is sent.",
    showAsAction: true,
    actions: [
      webhook({
        url: `${echo}/shippo`,
        groupId,
        needs: ["user.profile.address1", "user.profile.city", "user.profile.country"],
        body: {
          name: "((user.first_name)) ((user.last_name))",
          street1: "((user.profile.address1))",
          street2: "((user.profile.address2))",
          city: "((user.profile.city))",
          state: "((user.profile.state))",
          zip: "((user.profile.zip))",
          country: "((user.profile.country))",
          email: "((user.email))",
          metadata: "tester ((user.username))",
          validate: true,
        },
      }),
    ],
  });
}

/** What the tracker's "done" does to a ticket. */
export function closeFixed(): MacroInput {
  return macro({
    name: "Close as fixed",
    key: "close-fixed",
    description: "Closes the ticket, thanks the submitter and gives ten points.",
    actions: [
      { id: randomUUID(), kind: "set_status", statusKey: "closed" },
      { id: randomUUID(), kind: "add_points", points: 10, reason: "((feedback.display_id)) was fixed" },
      {
        id: randomUUID(),
        kind: "add_comment",
        as: "reply",
        body: 'Fixed. Thank you, ((submitter.first_name|default:"tester")) — please retest with the next build.',
      },
    ],
  });
}

/** Sends to an address where nothing is, so that the log has a failed delivery to explain. */
export function shareIdea(echo: string): MacroInput {
  return macro({
    name: "Share with the product board",
    key: "share-idea",
    description: "Its address has moved, and nobody has changed it here: the log says how a project manager finds out.",
    showAsAction: true,
    actions: [
      webhook({
        url: `${echo}/plain?status=404`,
        body: { idea: "((feedback.title))", helps: "((feedback.field.value))", link: "((feedback.url))" },
      }),
    ],
  });
}
