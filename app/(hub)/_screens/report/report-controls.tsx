"use client";

import { Button, CloseButton, Text } from "@mantine/core";
import { useMemo } from "react";
import { announce } from "@/components/kit/live-region";
import { noFilter, type Condition, type ConditionPart } from "@/lib/conditions/schema";
import { sentence } from "@/lib/conditions/sentence";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { FieldInfo } from "@/lib/fields/field";
import { otherParts, testOn, withoutPart, withTest } from "./chosen-parts";
import { ReportControl } from "./report-control";
import classes from "./report.module.css";

interface ReportControlsProps {
  fields: readonly FieldInfo[];
  value: Condition;
  /** IANA zone in which days are judged. */
  zone: string;
  onChange: (next: Condition) => void;
}

/** By what the viewer narrows all elements, one control for each item, and in words what is applied now. */
export function ReportControls({ fields, value, zone, onChange }: ReportControlsProps) {
  const catalog = useMemo(() => fieldCatalog(fields), [fields]);
  const isChosen = value.conditions.length > 0;
  const change = (next: Condition) => {
    announce(next.conditions.length > 0 ? `Shown where ${sentence(next, catalog.find)}` : "Everything is shown");
    onChange(next);
  };
  return (
    <div className={classes.controls} role="group" aria-label="Narrow the report">
      <span className={classes.by}>Narrow by</span>
      {catalog.list.map((field) => {
        const test = testOn(value, field.path);
        return (
          <ReportControl
            key={field.path}
            field={field}
            test={test}
            zone={zone}
            onApply={(next) => change(withTest(value, next))}
            onClear={() => change(test ? withoutPart(value, test) : value)}
          />
        );
      })}
      {otherParts(value).map((part, index) => (
        <OtherPart
          key={index}
          words={sentence(groupOf(part), catalog.find)}
          onRemove={() => change(withoutPart(value, part))}
        />
      ))}
      {isChosen && (
        <>
          <Button size="compact-sm" variant="subtle" onClick={() => change(noFilter)}>
            Clear all
          </Button>
          <Text fz="sm" c="dimmed" className={classes.applied}>
            Shown where {sentence(value, catalog.find)}.
          </Text>
        </>
      )}
    </div>
  );
}

function OtherPart({ words, onRemove }: { words: string; onRemove: () => void }) {
  return (
    <span className={classes.other}>
      {words}
      <CloseButton size={24} iconSize={14} aria-label={`Remove: ${words}`} onClick={onRemove} />
    </span>
  );
}

function groupOf(part: ConditionPart): Condition {
  return { match: "all", conditions: [part] };
}
