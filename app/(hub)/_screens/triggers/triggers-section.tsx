import { automationPlace } from "@/app/(hub)/_screens/automation/automation-place";
import { AutomationSection } from "@/app/(hub)/_screens/automation/automation-section";
import { ButtonLink } from "@/components/kit/button-link";
import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { listTriggers } from "@/lib/automation/queries";
import { listMacros } from "@/lib/macros/queries";
import { loadMacroSource } from "@/lib/macros/macro-source";
import { TriggersTable } from "./triggers-table";

/** What starts macros by itself, of a scope's users or of one feedback type. */
export async function TriggersSection({ actor, typeKey }: { actor: Can<"macros.read">; typeKey: string | null }) {
  const place = await automationPlace(actor, typeKey);
  const [rows, macros, source] = await Promise.all([
    listTriggers(actor, place.home),
    listMacros(actor, place.home),
    loadMacroSource({
      projectId: projectIdOf(actor),
      target: place.home.target,
      feedbackTypeId: place.type?.id ?? null,
    }),
  ]);
  const named = rows.flatMap(({ fields }) => fields);
  const mayWrite = may(actor, "macros.write");
  return (
    <AutomationSection
      title="Triggers"
      create={
        mayWrite &&
        rows.length > 0 && (
          <ButtonLink href={`${place.base}/triggers/new`} variant="default">
            Create a trigger
          </ButtonLink>
        )
      }
    >
      <TriggersTable
        label={place.title}
        scope={place.scope}
        base={place.base}
        runsBase={place.runsBase}
        rows={rows}
        fieldLabels={Object.fromEntries(named.map((path) => [path, source.catalog.find(path)?.label ?? path]))}
        hasMacros={macros.length > 0}
        macrosBase={place.macrosBase}
        mayWrite={mayWrite}
      />
    </AutomationSection>
  );
}
