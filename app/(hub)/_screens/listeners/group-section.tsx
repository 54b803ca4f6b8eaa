"use client";

import { Text } from "@mantine/core";
import { useController, useFormContext, useWatch } from "react-hook-form";
import { fieldErrors } from "@/app/(hub)/_screens/external-data/field-errors";
import { GroupFields } from "@/app/(hub)/_screens/external-data/group-fields";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { useEditor } from "./editor-context";
import { blankField, newGroup, type ListenerForm } from "./listener-form";
import classes from "./listeners.module.css";
import { useGroupRows } from "./use-group-rows";

/** The data group that the listener fills: one that exists, or a new one made in place. */
export function GroupSection() {
  const { choices } = useEditor();
  const { control, formState } = useFormContext<ListenerForm>();
  const groupId = useWatch({ control, name: "groupId" });
  const { field } = useController({ control, name: "fields" });
  useGroupRows(groupId, choices.groups, field.onChange, [blankField]);
  const group = choices.groups.find(({ id }) => id === groupId);
  const isNew = groupId === newGroup;
  const { errors, message } = fieldErrors(formState.errors.fields);
  return (
    <>
      <div className={classes.pair}>
        <SelectField
          name="groupId"
          label={isNew ? "External data group" : "Data Group Label"}
          required
          placeholder="Choose a group, or make one"
          options={[
            { group: "Make one", items: [{ value: newGroup, label: "New data group" }] },
            ...(choices.groups.length > 0
              ? [{ group: "Choose one", items: choices.groups.map(({ id, label }) => ({ value: id, label })) }]
              : []),
          ]}
        />
        {isNew && <TextField name="groupLabel" label="Data Group Label" required placeholder="App usage" />}
      </div>
      {(isNew || group) && (
        <div>
          <Text fz="sm" fw={550}>
            External Data Fields
          </Text>
          <Text fz="sm" c="dimmed" mb="xs">
            The label is yours to choose. The parameter must match what the other system sends, letter by letter; a path
            such as issue.fields.status.name reaches into it.
          </Text>
          {group && !group.editable && (
            <Text fz="sm" c="dimmed" mb="xs">
              This group belongs to the community. A community manager can change its fields.
            </Text>
          )}
          <GroupFields
            value={field.value}
            onChange={field.onChange}
            errors={errors}
            error={message}
            samples={group ? group.samples : undefined}
            readOnly={group ? !group.editable : false}
            beside
          />
        </div>
      )}
    </>
  );
}
