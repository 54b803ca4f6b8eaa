"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { CheckboxField, SwitchField } from "@/components/form/choice-fields";
import { MultiSelectField } from "@/components/form/select-field";
import { useEditor } from "./editor-context";
import type { MacroForm } from "./macro-form";
import classes from "./macros.module.css";

/** How and when the macro is available. */
export function CustomizeFields() {
  const { place } = useEditor();
  const { control } = useFormContext<MacroForm>();
  const isShown = useWatch({ control, name: "showAsAction" });
  const isFeedback = place.home.target === "feedback";
  return (
    <>
      <CheckboxField
        name="showAsAction"
        label={isFeedback ? "Show as feedback action" : "Show as user action"}
        help={
          isFeedback
            ? "In the left-hand menu of a ticket and under Action of the list, for people who can modify feedback."
            : "On the user's summary and under Action of the list, for people who may run macros."
        }
      />
      {isShown && (
        <div className={classes.nested}>
          <MultiSelectField
            name="teamIds"
            label="Teams"
            help={
              place.teams.length > 0
                ? "Only people of these teams see it. With none, everyone who may run macros."
                : "There are no teams here yet, so everyone who may run macros sees it."
            }
            options={place.teams}
          />
        </div>
      )}
      <CheckboxField
        name="runOnce"
        label={isFeedback ? "Run once per ticket" : "Run once per user"}
        help={`A second run on the same ${isFeedback ? "ticket" : "user"} is skipped.`}
      />
      <CheckboxField name="confirm" label="Ask for confirmation" help="Before it runs from a menu." />
      <SwitchField name="enabled" label="Enabled" help="While it is off, runs wait and nobody is offered the macro." />
    </>
  );
}
