"use client";

import { NativeSelect, Text } from "@mantine/core";
import { useField } from "@/components/form/use-field";
import type { ReportInput } from "@/lib/reports/schema";
import classes from "./report.module.css";

type Access = ReportInput["access"];

/** What the members of each team may do with the report. */
export function TeamAccess({ teams }: { teams: { id: string; name: string }[] }) {
  const { value, change, input } = useField<Access>("access");
  if (teams.length === 0)
    return (
      <Text fz="sm" c="dimmed">
        There are no teams here to share it with.
      </Text>
    );
  const set = (teamId: string, level: string) => {
    const others = value.filter((each) => each.teamId !== teamId);
    change(level === "none" ? others : [...others, { teamId, mayDistribute: level === "distribute" }]);
  };
  return (
    <fieldset className={classes.teams}>
      <legend>Teams</legend>
      {teams.map(({ id, name }, index) => {
        const access = value.find(({ teamId }) => teamId === id);
        return (
          <NativeSelect
            key={id}
            ref={index === 0 ? input.ref : undefined}
            label={name}
            data={levels}
            value={access ? (access.mayDistribute ? "distribute" : "view") : "none"}
            onChange={({ currentTarget }) => set(id, currentTarget.value)}
          />
        );
      })}
      {input.error && (
        <Text c="red" fz="sm" role="alert">
          {input.error}
        </Text>
      )}
    </fieldset>
  );
}

const levels = [
  { value: "none", label: "Do not see it" },
  { value: "view", label: "View" },
  { value: "distribute", label: "View and distribute" },
];
