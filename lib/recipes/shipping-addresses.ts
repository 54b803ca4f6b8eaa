import { z } from "zod";
import { idOf } from "@/lib/configuration/items";
import { secretPlace } from "@/lib/configuration/target";
import { answer, recipe, wrong, type Surroundings } from "./recipe";
import type { Question } from "./question";

/** The parts of an address, with the profile fields that probably hold them. Shippo needs the first three. */
const parts = [
  { name: "street1", label: "Street", guess: ["address1", "street", "street1", "address"], optional: false },
  { name: "city", label: "City", guess: ["city", "town"], optional: false },
  { name: "country", label: "Country", guess: ["country"], optional: false },
  { name: "street2", label: "Second line", guess: ["address2", "street2"], optional: true },
  { name: "state", label: "State or province", guess: ["state", "province"], optional: true },
  { name: "zip", label: "ZIP or postcode", guess: ["zip", "postcode", "postal_code"], optional: true },
] as const;

export const shippingAddresses = recipe(
  {
    id: "shipping-addresses",
    name: "Shippo address check",
    summary: "Checks a tester’s address before something is shipped, and keeps the verdict.",
    guide: "shipping-addresses",
    questions: [
      {
        kind: "secret",
        name: "token",
        label: "Shippo API token",
        help: "Shippo shows it under Settings, API. It is kept as a secret.",
        placeholder: "shippo_live_…",
      },
      ...parts.map(({ name, label, guess, optional }): Question => ({
        kind: "profile_field",
        name,
        label: `${label}: profile field`,
        guess,
        optional,
      })),
    ],
  },
  z.strictObject({
    token: answer.secret("Paste the API token."),
    street1: answer.key,
    city: answer.key,
    country: answer.key,
    street2: answer.optionalKey,
    state: answer.optionalKey,
    zip: answer.optionalKey,
  }),
  ({ token, ...fields }, around) => {
    const { named } = around;
    const of = "users";
    const group = named.group("shipping");
    const macro = named.key("validate-address");
    const invalid = `external.${group}.valid`;
    return {
      file: {
        groups: [
          {
            key: group,
            label: named.name("Shipping"),
            target: "user",
            // A valid address has no problem, and Shippo then names none.
            clearMissing: true,
            fields: [
              {
                key: "valid",
                label: "Address valid",
                parameter: "validation_results.is_valid",
                type: "boolean",
                favorite: true,
              },
              { key: "problem", label: "Problem", parameter: "validation_results.messages[0].text", type: "string" },
              { key: "residential", label: "Residential", parameter: "is_residential", type: "boolean" },
              { key: "address_id", label: "Address ID", parameter: "object_id", type: "string" },
              { key: "checked_at", label: "Checked at", parameter: "object_created", type: "datetime" },
            ],
          },
        ],
        filters: [
          {
            of,
            name: named.name("Shipping: address is wrong"),
            visibility: "project",
            condition: { match: "all", conditions: [{ field: invalid, is: "is_false" }] },
          },
        ],
        macros: [
          {
            of,
            key: macro,
            name: named.name("Validate address"),
            description: "Asks Shippo whether the tester’s address exists.",
            showAsAction: true,
            actions: [
              {
                kind: "webhook",
                name: "Shippo",
                url: "https://api.goshippo.com/addresses/",
                headers: [{ name: "Authorization", secret: true }],
                body: addressBody(fields, around),
                capture: { group, storeOn: "target" },
              },
            ],
          },
        ],
      },
      secrets: [[secretPlace(idOf.macro(of, macro), 0, 0), `ShippoToken ${token}`]],
      otherSide: () => [
        { text: "Nothing is left to do at Shippo." },
        {
          text: "Open the macro, choose a tester and select Test send: the answer says what Shippo makes of the address.",
        },
        {
          text: "Then choose Validate address under Action above the list of users. The filter “address is wrong” shows whom to write to.",
        },
      ],
    };
  },
);

function addressBody(fields: Record<string, string | null>, { profileFields }: Surroundings): string {
  const tags = Object.entries(fields).flatMap(([part, key]) => {
    if (key === null) return [];
    if (!profileFields.some((field) => field.key === key))
      throw wrong(part, "Choose a profile field of the community.");
    return [[part, `((user.profile.${key}))`] as const];
  });
  return JSON.stringify(
    {
      name: "((user.first_name)) ((user.last_name))",
      ...Object.fromEntries(tags),
      email: "((user.email))",
      metadata: "tester ((user.username))",
      validate: true,
    },
    null,
    2,
  );
}
