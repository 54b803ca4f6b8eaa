"use client";

import { useWatch } from "react-hook-form";
import { SwitchField } from "@/components/form/choice-fields";
import { SelectField } from "@/components/form/select-field";
import classes from "./external-data.module.css";
import type { GroupForm } from "./group-form";

export function GroupSwitches() {
  const fields = useWatch<GroupForm, "fields">({ name: "fields" });
  const options = fields
    .filter(({ type, label, parameter }) => (type === "datetime" || type === "integer") && label && parameter)
    .map(({ label, parameter }) => ({ value: parameter, label }));
  return (
    <div className={classes.settings}>
      <SwitchField
        name="clearMissing"
        label="Clear what a capture no longer returns"
        help="Off: a value stays until the other system sends another or null."
      />
      <SelectField
        name="newerBy"
        label="Apply only if newer by this field"
        options={options}
        placeholder="Apply always"
        clearable
        help="A field of the type Date and Time or Integer. Calls that arrive late change nothing then."
      />
    </div>
  );
}
