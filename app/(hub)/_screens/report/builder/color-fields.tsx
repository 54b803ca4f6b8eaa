"use client";

import { NativeSelect } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import type { GroupValue, SummaryData } from "@/lib/elements/data";
import { mostSlices } from "@/lib/elements/styles";
import type { ElementDraftForm } from "./element-form";
import classes from "./builder.module.css";

/** Which colour each value has, where its field or chance shall not decide. A colour stays with its value, whatever else is drawn. */
export function ColorFields({ data }: { data: SummaryData }) {
  const { control, setValue } = useFormContext<ElementDraftForm>();
  const colors = useWatch({ control, name: "options.colors" }) ?? {};
  const values = coloured(data);
  if (values.length === 0) return null;
  const choose = ({ key }: GroupValue, color: string) => {
    const { [key]: _, ...others } = colors;
    setValue("options.colors", color ? { ...others, [key]: color } : others, { shouldDirty: true });
  };
  return (
    <details className={classes.colors}>
      <summary className={classes.summary}>Colours</summary>
      <div className={classes.options}>
        {values.map((value) => (
          <NativeSelect
            key={value.key}
            label={value.text}
            data={[{ value: "", label: "By itself" }, ...names]}
            value={colors[value.key] ?? ""}
            onChange={({ currentTarget }) => choose(value, currentTarget.value)}
          />
        ))}
      </div>
    </details>
  );
}

const names = ["gray", "indigo", "blue", "green", "yellow", "orange", "red"].map((name) => ({
  value: name,
  label: name.replace(/^./, (first) => first.toUpperCase()),
}));

/** The values that stand for colours: those of the series, without series those along the axis. */
function coloured({ groups, rows }: SummaryData): GroupValue[] {
  const n = groups.length - 1;
  const values = new Map(
    rows.flatMap((row) => (row.groups[n]?.kind === "value" ? [[row.groups[n].key, row.groups[n]]] : [])),
  );
  return [...values.values()].slice(0, mostSlices);
}
