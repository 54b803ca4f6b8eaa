import type { FieldInfo, FieldValue } from "@/lib/fields/field";
import type { DateBucket, Measure } from "./schema";

/** The answer to an element's question: plain JSON, kept as a snapshot, drawn by every style. */
export type ElementData = SummaryData | RecordsData;

interface Answered {
  /** When it was read, an ISO instant. */
  asOf: string;
  /** The zone of its days. */
  zone: string;
  /** There are more rows than these; the complete file has them. */
  isCut: boolean;
}

export interface SummaryData extends Answered {
  shape: "summary";
  groups: GroupHead[];
  measures: MeasureHead[];
  rows: SummaryRow[];
  /** Each measure over all records that match. */
  total: SummaryValue[];
}

export interface GroupHead {
  path: string;
  label: string;
  field: FieldInfo;
  bucket?: DateBucket;
  edges?: number[];
}

export interface MeasureHead extends Measure {
  label: string;
  /** What its values are: the minimum of a date is a date. A share is a number from 0 to 1. */
  type: "number" | "date";
  /** A stable name for machines: `count`, `sum_user_score`. */
  key: string;
}

export interface SummaryRow {
  groups: GroupValue[];
  values: SummaryValue[];
}

/** A number; one that a double cannot hold stays the text of its digits. A date is an ISO text. Null: there is none. */
export type SummaryValue = number | string | null;

export interface GroupValue {
  kind: "value" | "missing" | "other";
  /** A choice's value, a text, the first day of a bucket, the lower edge of a range; empty when missing or other. */
  key: string;
  /** As it is read: "Critical", "March 2026", "10 to 50", "None", "Other". */
  text: string;
  /** A name from the theme. */
  color?: string;
}

export interface RecordsData extends Answered {
  shape: "records";
  items: ItemHead[];
  rows: RecordRow[];
  /** How many match; exact. */
  count: number;
}

export interface ItemHead {
  path: string;
  label: string;
  field: FieldInfo;
  format?: "day" | "time" | "plain" | "whole";
}

export interface RecordRow {
  id: string;
  /** How people call the record. */
  label: string;
  /** In the order of the items; a choice is its value. */
  values: FieldValue[];
}
