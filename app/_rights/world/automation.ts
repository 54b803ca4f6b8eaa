import { randomUUID } from "node:crypto";
import { saveTrigger } from "@/lib/automation/commands";
import { saveSchedule } from "@/lib/automation/schedule-commands";
import { scheduleInput } from "@/lib/automation/schedule-schema";
import { triggerInput, type TriggerDraft } from "@/lib/automation/schema";
import { db } from "@/lib/db/client";
import { savePackage } from "@/lib/data-packages/commands";
import { packageInput } from "@/lib/data-packages/schema";
import { createListener } from "@/lib/listeners/commands";
import { listenerInput } from "@/lib/listeners/schema";
import { createMailTemplate } from "@/lib/mail-templates/commands";
import { mailTemplateInput } from "@/lib/mail-templates/schema";
import { createMacro } from "@/lib/macros/commands";
import { macroInput, type MacroDraft, type MacroHome } from "@/lib/macros/schema";
import type { makeNouns } from "./nouns";
import type { Place } from "./place";

/** Known by its macro, so that every place has the same. */
const webhook = "0190a000-0000-7000-8000-0000000000aa";

type Nouns = Awaited<ReturnType<typeof makeNouns>> & { apiKey: string };

/** Macros, triggers, schedules and listeners, for users and for tickets. */
export async function makeAutomation(place: Place, { type, filter, group, shop, table, apiKey }: Nouns) {
  const { macro, unusedMacro, ticketMacro } = await makeMacros(place, type);
  const ofUsers = { name: "Of users", macroId: unusedMacro, filterId: filter };
  const ofTickets = type !== "" && { name: "Of tickets", macroId: ticketMacro, feedbackTypeId: type };

  const actor = place.can("macros.write");
  const trigger = async (draft: TriggerDraft) =>
    (await saveTrigger(actor, triggerInput.parse({ ...draft, enabled: false }))).id;
  const timing = { rate: "daily", startsAt: "2030-01-01T09:00", timeZone: "UTC" };
  const schedule = async (draft: object) =>
    (await saveSchedule(actor, scheduleInput.parse({ ...draft, ...timing }))).id;

  const template = async (name: string) => {
    const input = mailTemplateInput.parse({ name, subject: "Hello", body: "Hello" });
    return (await createMailTemplate(actor, { target: "user" }, input)).id;
  };
  const listen = async (draft: object) => {
    const id = randomUUID();
    const common = { id, key: `l-${id}`, name: "Listens", apiKeyId: apiKey };
    await createListener(place.can("listeners.write"), listenerInput.parse({ ...common, ...draft }));
    return id;
  };
  const packageId = randomUUID();
  const published = {
    id: packageId,
    kind: "package",
    name: "Scores",
    key: `p-${packageId}`,
    elementId: table,
    apiKeyId: apiKey,
  };
  await savePackage(place.can("reports.write"), packageInput.parse(published));
  const listener = await listen({ kind: "external_data", target: "user", groupId: group });
  const onTickets = ofTickets && { ...ofTickets, kind: "macro", target: "feedback" };

  return {
    apiKey,
    macro,
    unusedMacro,
    ticketMacro,
    webhook,
    secret: (await db.secret.findFirstOrThrow({ where: { ownerId: macro }, select: { id: true } })).id,
    trigger: await trigger({ ...ofUsers, event: "profile_changed" }),
    ticketTrigger: ofTickets ? await trigger({ ...ofTickets, event: "feedback_modified" }) : "",
    schedule: await schedule(ofUsers),
    ticketSchedule: ofTickets ? await schedule(ofTickets) : "",
    template: await template("Thanks"),
    freeTemplate: await template("Unsent"),
    package: packageId,
    listener,
    listenerKey: `l-${listener}`,
    ticketListener: onTickets ? await listen(onTickets) : "",
    projectListener: shop ? await listen({ kind: "external_data", target: "project", groupId: shop }) : "",
  };
}

/** One with a secret, whose webhook the other system has switched off; one that others start; one for tickets. */
async function makeMacros({ name, can }: Place, typeId: string) {
  const make = async (home: MacroHome, draft: Partial<MacroDraft>) => {
    const input = macroInput.parse({ name: "Macro", key: `m-${randomUUID()}`, ...draft });
    return (await createMacro(can("macros.write"), home, input)).id;
  };
  const url = "http://localhost:3000/api/echo/plain";
  const headers = [{ name: "Authorization", secret: { value: `Secret of ${name}` } }];
  const macro = await make(
    { target: "user" },
    { showAsAction: true, actions: [{ id: webhook, kind: "webhook", url, body: "{}", headers }] },
  );
  const off = { macroId: macro, actionId: webhook, offAt: new Date(), offReason: "410" };
  await db.webhookActionState.create({ data: off, select: { macroId: true } });
  return {
    macro,
    unusedMacro: await make({ target: "user" }, { name: "Starts nothing itself" }),
    ticketMacro: typeId === "" ? "" : await make({ target: "feedback", typeId }, { name: "On tickets" }),
  };
}
