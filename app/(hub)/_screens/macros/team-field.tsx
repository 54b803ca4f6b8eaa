"use client";

import { SelectField } from "@/components/form/select-field";
import { useEditor } from "./editor-context";
import type { ActionName } from "./macro-form";

interface TeamFieldProps {
  name: `${ActionName}.${"teamId" | "fromTeamId"}`;
  label: string;
  help?: string;
}

/** A team of the macro's own scope. */
export function TeamField({ name, label, help }: TeamFieldProps) {
  const { teams } = useEditor().place;
  const none = "There are no teams here yet. Make one under Teams.";
  return <SelectField name={name} label={label} help={teams.length === 0 ? none : help} options={teams} required />;
}
