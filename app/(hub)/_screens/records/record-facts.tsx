"use client";

import { Title } from "@mantine/core";
import { FieldValueView } from "@/components/field-value/field-value-view";
import { ExplanationTree } from "@/components/filter-builder/explanation-tree";
import { DefinitionList } from "@/components/kit/definition-list";
import { StatusBadge } from "@/components/kit/status-badge";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { FieldInfo } from "@/lib/fields/field";
import type { RecordAnswer } from "@/lib/views/answer-record";
import type { ShownColumn } from "@/lib/views/shown-state";
import type { RecordsProps } from "./records-props";
import classes from "./records.module.css";

interface RecordFactsProps {
  fields: FieldInfo[];
  columns: ShownColumn[];
  record: RecordAnswer;
  kind: RecordsProps["kind"];
}

/** Whether the record is in the list and why, what the view shows of it, and then everything else it has. */
export function RecordFacts({ fields, columns, record, kind }: RecordFactsProps) {
  const catalog = fieldCatalog(fields);
  const isAsked = record.condition.conditions.length > 0 || record.search !== null;
  const inView = new Set(columns.map(({ path }) => path));
  const others = catalog
    .dataSets()
    // The same for every record of the list.
    .filter(({ key }) => key !== "place")
    .map(({ label, fields: all }) => ({
      label,
      fields: all.filter(({ path }) => path in record.values && !inView.has(path) && !path.endsWith(".url")),
    }));
  return (
    <div className={classes.facts}>
      {isAsked && (
        <section aria-label={`Why it is ${record.isHere ? "" : "not "}here`} className={classes.why}>
          <StatusBadge tone={record.isHere ? "ok" : "off"}>
            {record.isHere ? "In this list" : "Not in this list"}
          </StatusBadge>
          {record.condition.conditions.length > 0 && <ExplanationTree why={record.why} find={catalog.find} />}
          {record.search && (
            <p className={classes.searched}>
              {record.search.matched ? "Found" : "Not found"} by “{record.search.text}” in the search, which looks into{" "}
              {kind === "user" ? "username, e-mail and name" : "id and title"}.
            </p>
          )}
        </section>
      )}
      <Facts title="In this view" fields={columns.map(({ field }) => field)} record={record} />
      {others.map(({ label, fields: some }) => (
        <Facts key={label} title={label} fields={some} record={record} />
      ))}
    </div>
  );
}

function Facts({ title, fields, record }: { title: string; fields: FieldInfo[]; record: RecordAnswer }) {
  if (fields.length === 0) return null;
  return (
    <section aria-label={title}>
      <Title order={3} fz="sm" mb={4}>
        {title}
      </Title>
      <DefinitionList
        items={fields.map((field) => ({
          term: field.label,
          value: <FieldValueView field={field} value={record.values[field.path] ?? null} />,
        }))}
      />
    </section>
  );
}
