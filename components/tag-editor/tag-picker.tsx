"use client";

import { Combobox, ScrollArea, Text, TextInput, useCombobox } from "@mantine/core";
import { useState } from "react";
import type { FieldInfo, FieldValues } from "@/lib/fields/field";
import { formatters } from "@/lib/tags/formatters";
import { matchingFields } from "./matching-fields";
import { TagRow } from "./tag-row";
import { exampleText } from "./tag-knowledge";
import { useTagTarget } from "./tag-target";
import classes from "./tag-picker.module.css";

interface TagPickerProps {
  fields: readonly FieldInfo[];
  /** Values of the record chosen for the preview. */
  examples?: FieldValues;
  /** A CSS length; the list scrolls within. */
  maxHeight?: string;
}

const FORMATTER = "|";

/**
 * Every tag, by data set, with what it prints for the preview record, and every formatter. A click or Enter puts it at the caret of the
 * editor last used within the same `TagTargetProvider`.
 */
export function TagPicker({ fields, examples, maxHeight = "24rem" }: TagPickerProps) {
  const [search, setSearch] = useState("");
  const [notice, setNotice] = useState("");
  const target = useTagTarget();
  const list = useCombobox({ opened: true });
  const matches = matchingFields(fields, search);
  const wanted = search.trim().toLowerCase();
  const matchingFormatters = formatters.filter(({ name, sentence }) =>
    `${name} ${sentence}`.toLowerCase().includes(wanted),
  );

  const insert = (value: string) => {
    const formatter = formatters.find(({ name }) => value === FORMATTER + name);
    if (formatter) {
      setNotice(target.insertFormatter(formatter) ? "" : "Put the caret into a tag first; a formatter goes inside it.");
    } else setNotice(target.insertTag(value) ? "" : "Click into a field first; the tag goes where its caret is.");
  };

  return (
    <Combobox store={list} onOptionSubmit={insert}>
      <div>
        <Combobox.EventsTarget>
          <TextInput
            label="Tags"
            placeholder="Search by label, tag or data set"
            value={search}
            error={notice || undefined}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
              setNotice("");
              list.resetSelectedOption();
            }}
          />
        </Combobox.EventsTarget>
        <ScrollArea.Autosize mah={maxHeight} type="auto" className={classes.list} viewportProps={{ tabIndex: 0 }}>
          <Combobox.Options aria-label="Tags and formatters">
            {[...Map.groupBy(matches, (field) => field.dataSet.label)].map(([dataSet, inSet]) => (
              <Combobox.Group key={dataSet} label={dataSet}>
                {inSet.map((field) => (
                  <Combobox.Option key={field.path} value={field.path}>
                    <TagRow
                      label={field.label}
                      code={`((${field.path}))`}
                      kind={field.type}
                      example={exampleText(field.path, examples)}
                    />
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            ))}
            {matchingFormatters.length > 0 && (
              <Combobox.Group label="Formatters, inside a tag">
                {matchingFormatters.map((formatter) => (
                  <Combobox.Option key={formatter.name} value={FORMATTER + formatter.name}>
                    <TagRow label={formatter.sentence} code={formatter.example} example={formatter.result} />
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            )}
            {matches.length + matchingFormatters.length === 0 && (
              <Combobox.Empty>
                <Text size="sm">No tag is called that. Search for a part of its label or data set.</Text>
              </Combobox.Empty>
            )}
          </Combobox.Options>
        </ScrollArea.Autosize>
      </div>
    </Combobox>
  );
}
