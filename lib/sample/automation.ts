import type { Scope } from "@/lib/auth/actor";
import { saveTrigger } from "@/lib/automation/commands";
import { saveSchedule } from "@/lib/automation/schedule-commands";
import { scheduleInput } from "@/lib/automation/schedule-schema";
import { triggerInput } from "@/lib/automation/schema";
import { db } from "@/lib/db/client";
import { as } from "./actor";

interface Needed {
  /** The feedback type Bug report. */
  typeId: string;
  /** Macros, by what they do. */
  macros: { escalateSlack: string; validateAddress: string };
}

/** What starts macros by itself: critical bugs go to Slack; a schedule waits to be switched on. */
export async function makeAutomation(project: Scope, { typeId, macros }: Needed): Promise<void> {
  const actor = as(project, "macros.write");
  await saveTrigger(
    actor,
    triggerInput.parse({
      feedbackTypeId: typeId,
      name: "Critical bugs to Slack",
      description: "As soon as a tester submits one.",
      macroId: macros.escalateSlack,
      event: "feedback_submitted",
      filterId: await filterNamed(project, "Critical and not closed"),
    }),
  );
  await saveSchedule(
    actor,
    scheduleInput.parse({
      name: "Addresses of selected testers",
      description: "Before the parcels of the week are packed. Switch it on to see it run.",
      macroId: macros.validateAddress,
      filterId: await filterNamed(project, "Selected testers"),
      enabled: false,
      rate: "weekly",
      weekdays: ["mon"],
      startsAt: "2026-01-05T06:00",
      timeZone: project.timeZone,
    }),
  );
}

async function filterNamed(project: Scope, name: string): Promise<string> {
  const projectId = project.kind === "project" ? project.id : "";
  return (await db.savedFilter.findFirstOrThrow({ where: { projectId, name }, select: { id: true } })).id;
}
