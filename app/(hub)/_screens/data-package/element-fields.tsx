"use client";

import { Alert, Text } from "@mantine/core";
import { CheckboxField } from "@/components/form/choice-fields";
import { SelectField } from "@/components/form/select-field";
import { Section } from "@/components/kit/section";
import { lookupValueWords, type PackageRow, type PublishableElement } from "@/lib/data-packages/schema";
import { personalOf, type PackageFrame } from "./package-form";
import classes from "./data-package.module.css";

interface ElementFieldsProps {
  frame: PackageFrame;
  /** Null for a new one. */
  row: PackageRow | null;
  /** What is chosen. */
  element: PublishableElement | undefined;
}

/** Which table is published, what it gives away, and by what a record is looked up. */
export function ElementFields({ frame, row, element }: ElementFieldsProps) {
  const { kind } = frame;
  const isOutOfReach = row !== null && frame.elements.every(({ id }) => id !== row.element?.id);
  const personal = personalOf(element);
  return (
    <Section title="What it gives">
      <div className={classes.stack}>
        {isOutOfReach && !element && (
          <Alert color="gray" variant="light">
            {row.element
              ? "What it gives now you cannot choose: the report is private or archived, or the element is no table any more. To change anything here, choose a table that you see."
              : "The element that it gave was deleted. Choose another."}
          </Alert>
        )}
        <SelectField
          name="elementId"
          label="Report element"
          required
          placeholder="Choose a table"
          options={optionsOf(frame)}
          help="Tables of the reports that you see. It is read with your rights, also later; when you lose them it stops."
        />
        {element && <Columns columns={element.columns} />}
        {element?.limit && (
          <Text fz="sm" c="dimmed">
            {limitWords[kind](element.limit.toLocaleString("en"))}
          </Text>
        )}
        {personal.length > 0 && (
          <Alert color="yellow" variant="light" title="This publishes personal data">
            <Text fz="sm" mb="xs">
              Whoever has the key or the address can read: {personal.map(({ label }) => label).join(", ")}.
            </Text>
            <CheckboxField name="agreed" label="These may leave Fieldpost" />
          </Alert>
        )}
        {kind === "lookup" && element && (
          <SelectField
            name="lookupField"
            label="VALUE is"
            clearable
            placeholder={element.lookup ? lookupValueWords[element.lookup] : ""}
            options={element.lookupFields.map(({ path, label }) => ({ value: path, label }))}
            help="Leave it empty for what names such a record anyway, or choose external data that the element shows."
          />
        )}
      </div>
    </Section>
  );
}

const limitWords = {
  package: (limit: string) =>
    `This table holds only the first ${limit} rows in its order, so that is what is given. Take away the limit of the element to give all.`,
  lookup: (limit: string) =>
    `This table holds only the first ${limit} rows in its order: whatever is not among them is not found. Take away the limit of the element to find all.`,
} satisfies Record<PackageFrame["kind"], (limit: string) => string>;

function Columns({ columns }: Pick<PublishableElement, "columns">) {
  return (
    <details>
      <Text component="summary" fz="sm">
        {columns.length === 1 ? "1 column" : `${columns.length} columns`}
      </Text>
      <ul className={classes.columns}>
        {columns.map(({ key, label, type }) => (
          <li key={key}>
            <code>{key}</code>: {label}, {type}
          </li>
        ))}
      </ul>
    </details>
  );
}

function optionsOf({ kind, elements }: PackageFrame) {
  const fit = elements.filter(({ lookup }) => kind === "package" || lookup !== null);
  const reports = [...new Map(fit.map(({ reportId, report }) => [reportId, report]))];
  return reports.map(([reportId, group]) => ({
    group,
    items: fit.filter((each) => each.reportId === reportId).map(({ id, name }) => ({ value: id, label: name })),
  }));
}
