import { z } from "zod";
import { idOf } from "@/lib/configuration/items";
import { secretPlace } from "@/lib/configuration/target";
import { answer, recipe } from "./recipe";

export const salesforce = recipe(
  {
    id: "salesforce",
    name: "Salesforce",
    summary: "Takes in what Salesforce sends about testers, and asks Salesforce for it every night.",
    guide: "salesforce",
    questions: [
      {
        kind: "text",
        name: "site",
        label: "Salesforce address",
        placeholder: "https://your-org.my.salesforce.com",
        help: "My Domain, as Salesforce Setup shows it.",
      },
      {
        kind: "secret",
        name: "token",
        label: "Access token",
        help: "Of an account that may read contacts. It is kept as a secret.",
      },
      {
        kind: "text",
        name: "hour",
        label: "Ask every night at",
        initial: "03:00",
        help: "In the time zone of the project.",
      },
      { kind: "api_key", name: "apiKey", label: "API key", help: "By which Salesforce proves itself to the listener." },
    ],
  },
  z.strictObject({
    site: answer.site("https://your-org.my.salesforce.com"),
    token: answer.secret("Paste the access token."),
    hour: answer
      .text("Enter a time, such as 03:00.")
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write the time with four digits, such as 03:00."),
    apiKey: answer.apiKey,
  }),
  ({ site, token, hour, apiKey }, { named, timeZone }) => {
    const of = "users";
    const sent = named.group("crm");
    const asked = named.group("salesforce");
    const refresh = named.key("refresh-salesforce");
    const listener = named.key("crm");
    const query = "SELECT+Id,Title,Account.Name,Account.Type+FROM+Contact+WHERE+Email='((user.email|soql))'+LIMIT+1";
    return {
      file: {
        groups: [
          {
            key: sent,
            label: named.name("CRM"),
            target: "user",
            fields: [
              { key: "account", label: "Account", parameter: "account", type: "string", favorite: true },
              { key: "arr", label: "ARR", parameter: "arr", type: "integer" },
              { key: "strategic", label: "Strategic", parameter: "strategic", type: "boolean", favorite: true },
              { key: "renewal", label: "Renewal", parameter: "renewal", type: "datetime" },
            ],
          },
          {
            key: asked,
            label: named.name("Salesforce"),
            target: "user",
            fields: [
              { key: "contact_id", label: "Contact ID", parameter: "records[0].Id", type: "string" },
              { key: "title", label: "Title", parameter: "records[0].Title", type: "string" },
              {
                key: "account",
                label: "Account",
                parameter: "records[0].Account.Name",
                type: "string",
                favorite: true,
              },
              { key: "account_type", label: "Account type", parameter: "records[0].Account.Type", type: "string" },
            ],
          },
        ],
        macros: [
          {
            of,
            key: refresh,
            name: named.name("Refresh from Salesforce"),
            description: "Asks Salesforce for the contact with the tester’s e-mail address.",
            showAsAction: true,
            actions: [
              {
                kind: "webhook",
                name: "Find contact",
                method: "GET",
                url: `${site}/services/data/v60.0/query?q=${query}`,
                headers: [
                  { name: "Authorization", secret: true },
                  { name: "Accept", value: "application/json" },
                ],
                capture: { group: asked, storeOn: "target" },
              },
            ],
          },
        ],
        schedules: [
          {
            of,
            macro: refresh,
            name: named.name("Salesforce: every night"),
            rate: "daily",
            startsAt: `2026-01-01T${hour}`,
            timeZone,
          },
        ],
        listeners: [
          {
            kind: "external_data",
            of,
            key: listener,
            name: named.name("CRM"),
            description: "Salesforce reports the account of a contact.",
            group: sent,
          },
        ],
      },
      secrets: [[secretPlace(idOf.macro(of, refresh), 0, 0), `Bearer ${token}`]],
      apiKeyId: apiKey,
      otherSide: (urls) => [
        {
          text: "In Salesforce make a record-triggered flow on Contact, with an HTTP callout as its action. This needs a Salesforce administrator. Method POST, and as URL, with the contact’s e-mail address encoded in the place of VALUE:",
          code: urls[listener] ?? "",
        },
        {
          text: "As body send what you have; a member that is left out stays as it is:",
          code: '{ "account": "Acme Ltd", "arr": 120000, "strategic": true, "renewal": "2026-11-30" }',
        },
        {
          text: "Access tokens of Salesforce expire. When the log of the macro says 401, type a new one in the macro.",
        },
      ],
    };
  },
);
