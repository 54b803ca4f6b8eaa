import type { ExternalDataGroupInput } from "@/lib/external-data/schema";
import type { JsonValue } from "@/lib/json/value";
import type { Dice } from "./dice";
import { companies } from "./names";

type Field = ExternalDataGroupInput["fields"][number];

function field(label: string, parameter: string, type: Field["type"], favorite = false, key?: string): Field {
  return { label, parameter, type, favorite, key };
}

function group(label: string, target: ExternalDataGroupInput["target"], fields: Field[]): ExternalDataGroupInput {
  return { label, target, fields, clearMissing: false, newerBy: null };
}

export const crm = group("CRM", "user", [
  field("Plan", "plan", "string", true),
  field("Account", "account", "string"),
  field("ARR", "arr", "integer"),
  field("Strategic", "strategic", "boolean", true),
  field("Renewal", "renewal", "datetime"),
]);

export const appUsage = group("App usage", "user", [
  field("App version", "app_version", "string", true),
  field("Last seen", "last_seen", "datetime", true),
  field("Sessions, 7 days", "sessions_7d", "integer", false, "sessions_7d"),
  field("Exported PDF", "exported_pdf", "boolean"),
  field("Crashed", "crashed", "boolean"),
]);

export const jira = group("Jira", "feedback", [
  field("Jira key", "key", "string", true, "key"),
  field("Jira ID", "id", "string", false, "id"),
  field("Jira link", "self", "string", false, "link"),
]);

export const shipping = group("Shipping", "user", [
  field("Address valid", "validation_results.is_valid", "boolean", true, "valid"),
  field("Problem", "validation_results.messages[0].text", "string", false, "problem"),
  field("Residential", "is_residential", "boolean", false, "residential"),
  field("Address ID", "object_id", "string", false, "address_id"),
  field("Checked at", "object_created", "datetime", false, "checked_at"),
]);

/** What the CRM and the app have sent about one tester, by Parameter. */
export function usageOf(roll: Dice): { crm: Record<string, JsonValue> | null; app: Record<string, JsonValue> | null } {
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString();
  return {
    crm: roll.chance(0.7)
      ? {
          plan: roll.pick(["Gold", "Silver", "Silver", "Free", "Free"]),
          account: roll.pick(companies),
          arr: roll.whole(0, 40) * 2_500,
          strategic: roll.chance(0.2),
          renewal: day(-roll.whole(10, 400)).slice(0, 10),
        }
      : null,
    app: roll.chance(0.85)
      ? {
          app_version: `3.${roll.whole(0, 2)}.0-beta.${roll.whole(1, 6)}`,
          last_seen: day(roll.next() * 30),
          sessions_7d: roll.whole(0, 40),
          exported_pdf: roll.chance(0.3),
          crashed: roll.chance(0.15),
        }
      : null,
  };
}
