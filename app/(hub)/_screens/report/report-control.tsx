"use client";

import { Button, Group, Popover } from "@mantine/core";
import { useState } from "react";
import { InPopover } from "@/components/filter-builder/builder-context";
import { convertValue } from "@/components/filter-builder/convert-value";
import { QualifierSelect } from "@/components/filter-builder/qualifier-select";
import { ValueInput } from "@/components/filter-builder/value-input";
import { IconChevronDown } from "@/components/icons/icons";
import { checkCondition } from "@/lib/conditions/check";
import { findQualifier, qualifiersOf } from "@/lib/conditions/qualifiers";
import type { Qualifier } from "@/lib/conditions/qualifiers";
import type { ConditionTest } from "@/lib/conditions/schema";
import { testSentence } from "@/lib/conditions/sentence";
import { isBlank } from "@/lib/conditions/value";
import type { FieldInfo } from "@/lib/fields/field";
import classes from "./report.module.css";

interface ReportControlProps {
  field: FieldInfo;
  /** What is chosen now; null for nothing. */
  test: ConditionTest | null;
  /** IANA zone in which days are judged. */
  zone: string;
  onApply: (test: ConditionTest) => void;
  onClear: () => void;
}

/** One item by which the report is narrowed: its name, or what is chosen of it in words, and a small form behind it. */
export function ReportControl({ field, test, zone, onApply, onClear }: ReportControlProps) {
  const [isOpen, setOpen] = useState(false);
  const words = test ? testSentence(test, () => field) : field.label;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={300} trapFocus returnFocus withRoles>
      <Popover.Target>
        <Button
          className={classes.control}
          size="compact-md"
          variant={test ? "light" : "default"}
          rightSection={<IconChevronDown size={14} />}
          title={words}
          onClick={() => setOpen(!isOpen)}
        >
          {words}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <InPopover value={true}>
          <ControlForm
            field={field}
            test={test}
            zone={zone}
            onApply={(next) => {
              setOpen(false);
              onApply(next);
            }}
            onClear={() => {
              setOpen(false);
              onClear();
            }}
          />
        </InPopover>
      </Popover.Dropdown>
    </Popover>
  );
}

function ControlForm({ field, test, zone, onApply, onClear }: ReportControlProps) {
  const [is, setIs] = useState<Qualifier>(test?.is ?? qualifiersOf(field)[0]?.is ?? "not_empty");
  const [value, setValue] = useState(test?.value);
  const [problem, setProblem] = useState<string | null>(null);
  const shape = findQualifier(field, is)?.shape ?? "none";
  const apply = () => {
    const next: ConditionTest = { field: field.path, is, ...(value !== undefined && { value }) };
    const wrong = problemOf(next, field);
    if (wrong) setProblem(wrong);
    else onApply(next);
  };
  return (
    <form
      className={classes.controlForm}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <QualifierSelect
        field={field}
        value={is}
        label={field.label}
        onChange={(next) => {
          setIs(next);
          setValue(convertValue(value, findQualifier(field, next)?.shape ?? "none"));
          setProblem(null);
        }}
      />
      <ValueInput
        field={field}
        shape={shape}
        value={value}
        label={shape === "days" ? "Days" : "Value"}
        onChange={(next) => {
          setValue(next);
          setProblem(null);
        }}
        onEnter={apply}
      />
      {problem && (
        <p className={classes.controlProblem} role="alert">
          {problem}
        </p>
      )}
      {field.type === "date" && <p className={classes.controlHint}>Days begin and end in {zone}.</p>}
      <Group gap="xs">
        <Button type="submit" size="sm">
          Apply
        </Button>
        {test && (
          <Button size="sm" variant="default" onClick={onClear}>
            Clear
          </Button>
        )}
      </Group>
    </form>
  );
}

/** Nobody is asked for it later, so a value is needed now. */
function problemOf(test: ConditionTest, field: FieldInfo): string | null {
  if (isBlank(test)) return field.options ? "Choose a value first." : "Enter a value first.";
  return checkCondition({ match: "all", conditions: [test] }, () => field)[0]?.message ?? null;
}
