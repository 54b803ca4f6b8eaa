import { z } from "zod";
import { keyFrom } from "@/lib/external-data/schema";
import { answer, recipe, wrong } from "./recipe";

const known = ["app_version", "last_seen", "sessions_7d", "crashed"] as const;

export const appUsagePoints = recipe(
  {
    id: "app-usage-points",
    name: "Points for app usage",
    summary: "Stores what testers do in your app, and gives points when one tries a feature for the first time.",
    guide: "mobile-app",
    questions: [
      { kind: "text", name: "feature", label: "Feature", placeholder: "PDF export", help: "What a tester is to try." },
      {
        kind: "text",
        name: "parameter",
        label: "What the app calls it",
        placeholder: "exported_pdf",
        help: "The member of the JSON that is true once the tester tried it.",
      },
      { kind: "number", name: "points", label: "Points", initial: 5 },
      {
        kind: "choice",
        name: "mail",
        label: "Thank the tester by e-mail",
        initial: "no",
        options: [
          { value: "no", label: "No" },
          { value: "yes", label: "Yes" },
        ],
      },
      {
        kind: "api_key",
        name: "apiKey",
        label: "API key",
        help: "By which your server proves itself to the listener.",
      },
    ],
  },
  z.strictObject({
    feature: answer.text("Name the feature.").max(80, "Use at most 80 characters."),
    parameter: answer
      .text("Enter what the app calls it.")
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "Use letters, digits and _, such as exported_pdf."),
    points: z.coerce
      .number("Enter a whole number.")
      .int("Enter a whole number.")
      .min(1, "Enter at least 1.")
      .max(1_000_000, "Enter at most 1,000,000."),
    mail: z.enum(["no", "yes"], "Choose one."),
    apiKey: answer.apiKey,
  }),
  ({ feature, parameter, points, mail, apiKey }, { named }) => {
    const of = "users";
    const group = named.group("app_usage");
    const macro = named.key("award-feature");
    const listener = named.key("app-usage");
    const rank = named.name(`Tried ${feature}`);
    const tried = keyFrom(`tried ${parameter}`, new Set(known));
    if (known.some((name) => name === parameter))
      throw wrong("parameter", `“${parameter}” is stored as something else already. Let the app use another name.`);
    // A feature is a name and no tag.
    const title = feature.replaceAll("((", "( (");
    return {
      file: {
        ranks: [{ name: rank, points }],
        groups: [
          {
            key: group,
            label: named.name("App usage"),
            target: "user",
            // Reports may arrive in the wrong order.
            newerBy: "last_seen",
            fields: [
              { key: "app_version", label: "App version", parameter: "app_version", type: "string", favorite: true },
              { key: "last_seen", label: "Last seen", parameter: "last_seen", type: "datetime" },
              { key: "sessions_7d", label: "Sessions in 7 days", parameter: "sessions_7d", type: "integer" },
              { key: "crashed", label: "Crashed", parameter: "crashed", type: "boolean" },
              { key: tried, label: `Tried ${feature}`, parameter, type: "boolean" },
            ],
          },
        ],
        macros: [
          {
            of,
            key: macro,
            name: named.name(`Award: tried ${feature}`),
            description: "Gives the points once, and notes when the feature was tried first.",
            runOnce: true,
            actions: [
              { kind: "add_points", rank, reason: `Tried ${title}` },
              {
                kind: "add_comment",
                as: "note",
                body: `Tried ${title} first in version ((external.${group}.app_version|default:"?")).`,
              },
              ...(mail === "yes"
                ? [
                    {
                      kind: "email" as const,
                      subject: `Thank you for trying ${title}`,
                      body: `Hello ((user.first_name|default:"there")),\n\nyou tried ${title}, and got ${points} points for it. Tell us what you think of it.`,
                    },
                  ]
                : []),
            ],
          },
        ],
        triggers: [
          {
            of,
            macro,
            name: named.name(`App usage: tried ${feature}`),
            event: "external_data_changed",
            fields: [`external.${group}.${tried}`],
            newValue: "true",
          },
        ],
        listeners: [
          {
            kind: "external_data",
            of,
            key: listener,
            name: named.name("App usage"),
            description: "The app’s server reports what a tester does.",
            group,
          },
        ],
      },
      apiKeyId: apiKey,
      otherSide: (urls) => [
        {
          text: "Let your app’s server send this whenever something changes, with the tester’s e-mail address or username in the place of VALUE. Not the app itself: anyone could read the address there.",
          code: `curl -X POST "${urls[listener] ?? ""}" \\\n  -H "Content-Type: application/json" \\\n  -H "Idempotency-Key: $(uuidgen)" \\\n  -d '{"app_version":"3.2.0","last_seen":"2026-10-01T10:22:00Z","${parameter}":true}'`,
        },
        { text: "The key is a fresh one for each report, and the same when a report is sent again." },
      ],
    };
  },
);
