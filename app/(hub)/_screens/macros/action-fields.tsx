"use client";

import { Text } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { CheckboxField, RadioField } from "@/components/form/choice-fields";
import { SelectField } from "@/components/form/select-field";
import { useField } from "@/components/form/use-field";
import { useEditor } from "./editor-context";
import { EmailFields } from "./email-fields";
import type { ActionName, MacroForm, PlainAction } from "./macro-form";
import { PointsFields } from "./points-fields";
import { ResolutionField } from "./resolution-field";
import { TagFormField } from "./tag-form-field";
import { TeamField } from "./team-field";

/** The settings of one action. */
export function ActionFields({ index, kind }: { index: number; kind: PlainAction["kind"] }) {
  const { place } = useEditor();
  const name = `actions.${index}` as const;
  const who = place.home.target === "feedback" ? "The submitter of the ticket is meant." : undefined;
  switch (kind) {
    case "set_field":
      return <SetField name={name} />;
    case "set_status":
      return <SelectField name={`${name}.statusKey`} label="Status" options={place.statuses} required />;
    case "set_resolution":
      return <ResolutionField name={name} />;
    case "set_visibility":
      return (
        <RadioField
          name={`${name}.visibility`}
          label="Visibility"
          options={[
            { value: "public", label: "Public", help: "Every participant of the project sees the ticket." },
            { value: "private", label: "Private", help: "Its submitter and staff see it." },
          ]}
        />
      );
    case "set_blocked":
      return (
        <CheckboxField
          name={`${name}.blocked`}
          label="The ticket is blocked"
          help="Without the tick a blocked ticket is not blocked any more."
        />
      );
    case "add_to_team":
    case "remove_from_team":
      return <TeamField name={`${name}.teamId`} label="Team" help={who} />;
    case "move_team":
      return (
        <>
          <TeamField name={`${name}.fromTeamId`} label="From team" help={who} />
          <TeamField name={`${name}.teamId`} label="To team" />
        </>
      );
    case "add_points":
      return <PointsFields name={name} />;
    case "add_comment":
      return <AddComment name={name} />;
    case "email":
      return <EmailFields name={name} />;
    case "remove_from_project":
      return (
        <Farewell
          name={name}
          text="Ends the participation in this project. Tickets, comments and points stay. The last project manager is not removed."
        />
      );
    case "delete_user":
      return (
        <Farewell
          name={name}
          text="Deletes the account and what is known of the person, in the logs as well. Tickets and comments stay, under a stand-in’s name. The last managers are not deleted."
        />
      );
    case "run_macro":
      return (
        <SelectField
          name={`${name}.macroId`}
          label="Macro"
          help={
            place.others.length === 0
              ? "There is no other macro here yet."
              : "It runs on the same record, as a run of its own. Macros that start each other stop after five."
          }
          options={place.others}
          required
        />
      );
  }
}

/** What has no settings but cannot be undone. What the server says against it concerns the kind of action itself. */
function Farewell({ name, text }: { name: ActionName; text: string }) {
  const { input } = useField<string>(`${name}.kind`);
  return (
    <>
      <Text size="sm">{text} This cannot be undone, so the macro always asks for confirmation.</Text>
      {input.error && (
        <Text size="sm" c="var(--mantine-color-error)">
          {input.error}
        </Text>
      )}
    </>
  );
}

function SetField({ name }: { name: ActionName }) {
  const { place } = useEditor();
  const { control } = useFormContext<MacroForm>();
  const chosen = useWatch({ control, name: `${name}.fieldKey` });
  const field = place.fields.find(({ key }) => key === chosen);
  const options =
    field && field.options.length > 0 ? `One of: ${field.options.join(", ")}.` : "Empty clears the field.";
  return (
    <>
      <SelectField
        name={`${name}.fieldKey`}
        label="Field"
        options={place.fields.map(({ key, label }) => ({ value: key, label }))}
        required
      />
      <TagFormField name={`${name}.value`} place="text" label="Value" help={options} />
    </>
  );
}

function AddComment({ name }: { name: ActionName }) {
  const { place } = useEditor();
  const isFeedback = place.home.target === "feedback";
  return (
    <>
      {isFeedback && (
        <RadioField
          name={`${name}.as`}
          label="Kind of comment"
          options={[
            { value: "reply", label: "Reply", help: "Seen by everyone who sees the ticket." },
            { value: "note", label: "Note", help: "Seen by staff only." },
          ]}
        />
      )}
      <TagFormField name={`${name}.body`} place="text" label="Comment" minHeight="6rem" required />
    </>
  );
}
