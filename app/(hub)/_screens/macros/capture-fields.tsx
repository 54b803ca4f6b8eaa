"use client";

import { Checkbox, Radio, Group, Select } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { TextField } from "@/components/form/text-field";
import { useField } from "@/components/form/use-field";
import { HelpLink } from "@/components/kit/help-link";
import { recordTargetLabel } from "@/lib/external-data/schema";
import { helpLinks } from "@/lib/help/links";
import { CaptureRows } from "./capture-rows";
import { useEditor } from "./editor-context";
import { newGroup, type MacroForm } from "./macro-form";
import classes from "./macros.module.css";

type Webhook = `webhooks.${number}`;

/** Whether and where values of the answer are stored. */
export function CaptureFields({ webhook }: { webhook: Webhook }) {
  const captures = useField<boolean>(`${webhook}.captures`);
  return (
    <div className={classes.stack}>
      <Checkbox
        label="Capture return values"
        description="Stores values of the answer as external data of the record."
        checked={captures.value}
        onChange={(event) => captures.change(event.currentTarget.checked)}
      />
      {captures.value && (
        <div className={classes.nested}>
          <GroupFields webhook={webhook} />
          <HelpLink to={helpLinks.captureReturnValues}>How values are captured</HelpLink>
        </div>
      )}
    </div>
  );
}

function GroupFields({ webhook }: { webhook: Webhook }) {
  const { place } = useEditor();
  const { control, setValue } = useFormContext<MacroForm>();
  const group = useField<string>(`${webhook}.capture.groupId`);
  const storeOn = useField<string>(`${webhook}.capture.storeOn`);
  const rows = useWatch({ control, name: `${webhook}.capture.rows` });
  const usable = place.groups.filter(({ target }) => target === place.home.target || target === "project");
  const chosen = usable.find(({ id }) => id === group.value);
  const isNew = group.value === newGroup;
  const choose = (id: string) => {
    group.change(id);
    // A row to begin with, and none that another group's owner would have to allow.
    if (id === newGroup && rows.length === 0) {
      const row = { id: crypto.randomUUID(), label: "", parameter: "", type: "string" as const, favorite: false };
      setValue(`${webhook}.capture.rows`, [row], { shouldDirty: true });
    }
    if (usable.some((one) => one.id === id && !one.editable)) {
      setValue(`${webhook}.capture.rows`, [], { shouldDirty: true });
    }
  };
  return (
    <>
      <Select
        label="Data Group Label"
        placeholder="Choose a data group"
        searchable={usable.length > 8}
        allowDeselect={false}
        data={[
          ...(place.mayWriteGroups ? [{ value: newGroup, label: "Create a new data group" }] : []),
          ...usable.map(({ id, label, target }) => ({
            value: id,
            label: target === "project" ? `${label} (stored on the project)` : label,
          })),
        ]}
        {...group.input}
        value={group.value || null}
        onChange={(id) => id && choose(id)}
      />
      {isNew && (
        <>
          <TextField
            name={`${webhook}.capture.label`}
            label="Label of the new group"
            placeholder="Jira"
            help="How the group is called in lists, filters and reports."
            required
          />
          {!place.isCommunity && (
            <Radio.Group label="Store the values on" value={storeOn.value} onChange={storeOn.change}>
              <Group mt={6}>
                <Radio value="target" label={place.home.target === "feedback" ? "the ticket" : "the user"} />
                <Radio value="project" label={`the ${recordTargetLabel.project.toLowerCase()}`} />
              </Group>
            </Radio.Group>
          )}
        </>
      )}
      {(isNew || chosen) && <CaptureRows webhook={webhook} group={chosen ?? null} />}
    </>
  );
}
