import { automationPlace } from "@/app/(hub)/_screens/automation/automation-place";
import { AutomationSection } from "@/app/(hub)/_screens/automation/automation-section";
import { ButtonLink } from "@/components/kit/button-link";
import { may, type Can } from "@/lib/auth/actor";
import { listSchedules } from "@/lib/automation/schedule-queries";
import { listMacroNames } from "@/lib/macros/queries";
import { SchedulesTable } from "./schedules-table";

/** What starts macros at due times, of a scope's users or of one feedback type. */
export async function SchedulesSection({ actor, typeKey }: { actor: Can<"macros.read">; typeKey: string | null }) {
  const place = await automationPlace(actor, typeKey);
  const [rows, macros] = await Promise.all([listSchedules(actor, place.home), listMacroNames(actor, place.home)]);
  const mayWrite = may(actor, "macros.write");
  return (
    <AutomationSection
      title="Schedules"
      create={
        mayWrite &&
        rows.length > 0 && (
          <ButtonLink href={`${place.base}/schedules/new`} variant="default">
            Create a schedule
          </ButtonLink>
        )
      }
    >
      <SchedulesTable
        label={place.title}
        scope={place.scope}
        base={place.base}
        runsBase={place.runsBase}
        rows={rows}
        hasMacros={macros.length > 0}
        macrosBase={place.macrosBase}
        mayWrite={mayWrite}
      />
    </AutomationSection>
  );
}
