"use client";

import { useRouter } from "next/navigation";
import { RadioField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { saveUnlessStale } from "@/components/form/save-unless-stale";
import { TextArea } from "@/components/form/text-area";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { ButtonLink } from "@/components/kit/button-link";
import { Section } from "@/components/kit/section";
import type { Report } from "@/lib/reports/queries";
import { reportSettings, type ReportSettings, type ReportSettingsDraft } from "@/lib/reports/schema";
import { updateReport } from "./actions";
import { ControlsField } from "./controls-field";
import type { ReportPlace } from "./report-place";
import { TeamAccess } from "./team-access";
import classes from "./report.module.css";

interface SettingsFormProps {
  place: ReportPlace;
  report: Report;
  teams: { id: string; name: string }[];
  /** What any element of the report knows. */
  items: { value: string; label: string }[];
  /** Only its owner may make a shared report private. */
  mayHide: boolean;
}

export function SettingsForm({ place, report, teams, items, mayHide }: SettingsFormProps) {
  const router = useRouter();
  const { id, name, description, visibility, controls } = report;
  const form = useZodForm<ReportSettingsDraft, ReportSettings>(reportSettings, {
    name,
    description,
    visibility,
    access: report.access.map(({ teamId, mayDistribute }) => ({ teamId, mayDistribute })),
    controls,
  });
  const save = useAction(
    ({ settings, overwrite }: { settings: ReportSettings; overwrite: boolean }) =>
      updateReport(place.scope, { id, report: settings, seen: overwrite ? null : report.seen }),
    {
      form,
      success: "Report saved",
      onSuccess: () => {
        router.push(`${place.base}/${id}`);
        router.refresh();
      },
    },
  );
  const submit = (settings: ReportSettings) => saveUnlessStale((overwrite) => save.run({ settings, overwrite }), form);
  return (
    <Form form={form} onSubmit={submit}>
      <Section title="Report">
        <div className={classes.fields}>
          <TextField name="name" label="Name" required />
          <TextArea name="description" label="Description" rows={2} help="Stands under the name of the report." />
        </div>
      </Section>
      <Section title="Who sees it">
        <div className={classes.fields}>
          <RadioField
            name="visibility"
            label="Shared with"
            options={[
              ...(mayHide ? [{ value: "mine", label: "Nobody else, except the teams below" }] : []),
              { value: "shared", label: "Everyone who works here", help: "Managers, support and observers." },
            ]}
          />
          <TeamAccess teams={teams} />
        </div>
      </Section>
      <Section title="Filter controls" description="Viewers may narrow all elements that have these items.">
        <ControlsField items={items} />
      </Section>
      <FormActions pending={save.pending}>
        <ButtonLink variant="default" href={`${place.base}/${id}`}>
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
