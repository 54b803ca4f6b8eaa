"use client";

import { Select } from "@mantine/core";
import { useFormContext } from "react-hook-form";
import { NumberField } from "@/components/form/number-field";
import { useField } from "@/components/form/use-field";
import { useEditor } from "./editor-context";
import type { ActionName, MacroForm } from "./macro-form";
import { TagFormField } from "./tag-form-field";

/** Instead of a rank's id: stored as null. */
const ownNumber = "own";

/** A rank, or a number of points. */
export function PointsFields({ name }: { name: ActionName }) {
  const { place } = useEditor();
  const { setValue } = useFormContext<MacroForm>();
  const { value, change, input } = useField<string | null>(`${name}.rankId`);
  const choose = (chosen: string | null) => {
    const rankId = chosen === ownNumber ? null : chosen;
    change(rankId);
    if (rankId !== null) setValue(`${name}.points`, null, { shouldDirty: true });
  };
  return (
    <>
      <Select
        {...input}
        label="Rank"
        description={
          place.ranks.length === 0 ? "There are no score ranks here yet. Give a number of points instead." : undefined
        }
        data={[{ value: ownNumber, label: "A number of your own" }, ...place.ranks]}
        allowDeselect={false}
        checkIconPosition="right"
        value={value ?? ownNumber}
        onChange={choose}
      />
      {value === null && (
        <NumberField name={`${name}.points`} label="Points" help="A negative number takes points away." />
      )}
      <NumberField
        name={`${name}.mostPerDay`}
        label="Points at most per day"
        help={`What this macro gives one person on one day, ${place.isCommunity ? "in the community’s" : "in the project’s"} time zone. Beyond it nothing is given. Empty: no limit.`}
        min={1}
        max={1_000_000}
      />
      <TagFormField name={`${name}.reason`} place="text" label="Reason" />
    </>
  );
}
