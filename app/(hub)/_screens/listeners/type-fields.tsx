"use client";

import { Text } from "@mantine/core";
import { useWatch } from "react-hook-form";
import { RadioField } from "@/components/form/choice-fields";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { HelpLink } from "@/components/kit/help-link";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import { helpLinks } from "@/lib/help/links";
import { useEditor } from "./editor-context";
import { GroupSection } from "./group-section";
import type { ListenerForm } from "./listener-form";
import classes from "./listeners.module.css";
import { targetWords } from "./words";

/** What a call does, and the fields that belong to it. */
export function TypeFields() {
  const { target } = useEditor();
  const kind = useWatch<ListenerForm, "kind">({ name: "kind" });
  const one = targetWords[target].one;
  const types = [
    { value: "external_data", label: "External data", help: `Stores what is sent on the ${one}.` },
    { value: "macro", label: "Macro execution", help: `Runs a macro on the ${one}.` },
    { value: "comment", label: "Add comment", help: `Adds a comment to the ${one}.` },
  ];
  return (
    <Section title="What a call does" actions={<HelpLink to={helpLinks.listenerTypes}>Listener types</HelpLink>}>
      <div className={classes.stack}>
        {/* A project has neither comments nor macros of its own. */}
        {target === "project" ? (
          <Text fz="sm">
            Listener type: <strong>External data</strong>
          </Text>
        ) : (
          <RadioField name="kind" label="Listener type" required options={types} />
        )}
        {kind === "external_data" && <GroupSection />}
        {kind === "macro" && <MacroField />}
        {kind === "comment" && <CommentFields />}
      </div>
    </Section>
  );
}

function MacroField() {
  const { choices, base } = useEditor();
  const resources = base.replace(/automation$/, "resources");
  return (
    <>
      <SelectField
        name="macroId"
        label="Macro"
        required
        options={choices.macros}
        placeholder="Choose a macro"
        help="Any macro of this place, including one that triggers webhooks."
      />
      {choices.macros.length === 0 && (
        <Text fz="sm">
          There is no macro here yet.{" "}
          <TextLink href={`${resources}/new`} underline="always">
            Create a macro
          </TextLink>
        </Text>
      )}
    </>
  );
}

function CommentFields() {
  return (
    <>
      <Text fz="sm" c="dimmed">
        Both must match the keys in the JSON body exactly, upper and lower case included: in{" "}
        <code>{'{"author_name": "jim@example.com", "text": "Fixed"}'}</code> the author field is author_name.
      </Text>
      <TextField
        name="authorField"
        label="Author field"
        required
        mono
        placeholder="author_name"
        help="Its value must be the e-mail address of an account that may post comments, typically an administrator's."
      />
      <TextField
        name="commentField"
        label="Comment field"
        required
        mono
        placeholder="comment"
        help="Its value becomes the text of the comment."
      />
    </>
  );
}
