"use client";

import { Badge, Tooltip } from "@mantine/core";
import { useNow } from "@/components/kit/clock";
import { RelativeTime } from "@/components/kit/relative-time";
import { BooleanCell } from "@/components/table/boolean-cell";
import { usePreferences } from "@/components/theme/preferences";
import type { TableColumn } from "@/lib/conditions/table-state";
import type { FieldInfo, FieldValue } from "@/lib/fields/field";
import { dayIn } from "@/lib/fields/group-key";
import { formatDate, formatDay, formatNumber, formatRelative, formatValue } from "@/lib/fields/format";
import classes from "./field-value-view.module.css";

interface FieldValueViewProps {
  field: FieldInfo;
  value: FieldValue;
  /** As a view wants it written. */
  format?: TableColumn["format"];
}

/** A value by its field's type, as lists, summaries and tickets show it. Numbers stand on the right of a cell: `isNumeric`. */
export function FieldValueView({ field, value, format }: FieldValueViewProps) {
  if (value === null || value === "") return <Nothing />;
  if (typeof value === "boolean") return <BooleanCell value={value} />;
  if (typeof value === "number")
    return <span className={classes.number}>{format === "plain" ? String(value) : formatNumber(value)}</span>;
  if (typeof value !== "string") return <List field={field} value={value} />;
  if (field.type === "date") return value.length === 10 ? <Day day={value} /> : <Instant iso={value} format={format} />;
  return field.type === "choice" ? (
    <Choice field={field} value={value} />
  ) : (
    <span className={classes.text}>{value}</span>
  );
}

/** Whether a column of this field is aligned at its end. */
export function isNumeric(field: FieldInfo): boolean {
  return field.type === "number";
}

function Nothing() {
  return (
    <span className={classes.nothing}>
      <span aria-hidden>–</span>
      <span className={classes.heard}>empty</span>
    </span>
  );
}

function List({ field, value }: { field: FieldInfo; value: readonly string[] }) {
  if (value.length === 0) return <Nothing />;
  return <span className={classes.text}>{formatValue(value, field, { zone: "UTC" })}</span>;
}

function Choice({ field, value }: { field: FieldInfo; value: string }) {
  const option = field.options?.find((each) => each.value === value);
  return (
    <Badge variant="light" color={option?.color ?? "gray"} radius="sm" tt="none" fw={550}>
      {option?.label ?? value}
    </Badge>
  );
}

function Instant({ iso, format }: { iso: string; format: FieldValueViewProps["format"] }) {
  const { timeZone } = usePreferences();
  if (Number.isNaN(Date.parse(iso))) return <span className={classes.text}>{iso}</span>;
  if (format !== "day" && format !== "time") return <RelativeTime at={iso} />;
  return (
    <time dateTime={iso} className={classes.number}>
      {format === "time" ? formatDate(iso, { zone: timeZone }) : formatDay(dayIn(iso, timeZone))}
    </time>
  );
}

/** A day is read as it stands, in every zone; how far away it is shows on hover. */
function Day({ day }: { day: string }) {
  const { timeZone } = usePreferences();
  const now = new Date(useNow()).toISOString();
  return (
    <Tooltip label={formatRelative(day, now, { zone: timeZone })}>
      <time dateTime={day} className={classes.number}>
        {formatDay(day)}
      </time>
    </Tooltip>
  );
}
