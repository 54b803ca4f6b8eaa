import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Mono } from "@/components/kit/mono";
import { externalDataTypeLabel, type ExternalDataType } from "@/lib/external-data/schema";
import type { TypeChangePreview } from "@/lib/external-data/type-change";
import classes from "./external-data.module.css";

/** What a change of type would do, before it is done. */
export function TypeChangeSummary({ preview, type }: { preview: TypeChangePreview; type: ExternalDataType }) {
  const { values, converts, fails, restores, converted, failed, blockedBy } = preview;
  if (blockedBy.length > 0) {
    return (
      <Text size="sm">
        Nothing can be changed yet: {blockedBy.join(", ")} asks what cannot be asked of {externalDataTypeLabel[type]}.
        Change that first.
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      <Text size="sm">
        {count(values)} stored. <b>{converts.toLocaleString("en")} convert</b>,{" "}
        <b>{fails.toLocaleString("en")} do not</b>
        {fails > 0 ? " and will be empty. The history of each record keeps what it held." : "."}
      </Text>
      {restores > 0 && (
        <Text size="sm">{restores.toLocaleString("en")} that an earlier change of type had cleared come back.</Text>
      )}
      <Text size="sm" c="dimmed">
        Changing the type back undoes this for every value that nobody has written since.
      </Text>
      {failed.length > 0 && (
        <Examples label="Do not convert">
          {failed.map(({ record, old, problem }) => (
            <li key={record}>
              <b>{record}</b>: {problem.startsWith(old) || problem.includes(old) ? problem : `${old}: ${problem}`}
            </li>
          ))}
        </Examples>
      )}
      {converted.length > 0 && (
        <Examples label="Convert">
          {converted.map((example) => (
            <li key={example.record}>
              <b>{example.record}</b>: <Mono>{example.old}</Mono> → <Mono>{example.new}</Mono>
            </li>
          ))}
        </Examples>
      )}
    </Stack>
  );
}

function Examples({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <ul className={classes.examples} aria-label={label}>
        {children}
      </ul>
    </div>
  );
}

function count(values: number): string {
  return `${values.toLocaleString("en")} ${values === 1 ? "value is" : "values are"}`;
}
