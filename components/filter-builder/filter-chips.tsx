"use client";

import { Button, CloseButton, Popover, UnstyledButton } from "@mantine/core";
import { useMemo, useRef, useState, type RefObject } from "react";
import { IconPlus } from "@/components/icons/icons";
import { announce } from "@/components/kit/live-region";
import { conditionLimits, isGroup } from "@/lib/conditions/schema";
import type { Condition, ConditionPart } from "@/lib/conditions/schema";
import { sentence, testSentence } from "@/lib/conditions/sentence";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { FieldCatalog } from "@/lib/fields/catalog";
import type { FieldInfo } from "@/lib/fields/field";
import { InPopover } from "./builder-context";
import { CriterionForm } from "./criterion-form";
import { appendTo, countTests, removeAt } from "./edit-tree";
import classes from "./filter-chips.module.css";

interface FilterChipsProps {
  fields: readonly FieldInfo[];
  value: Condition;
  onChange: (condition: Condition) => void;
  /** Opens the full builder. */
  onEdit: () => void;
}

/** The condition of a list as chips: each can be removed, a click on one opens the builder, "+ condition" adds one more. */
export function FilterChips({ fields, value, onChange, onEdit }: FilterChipsProps) {
  const catalog = useMemo(() => fieldCatalog(fields), [fields]);
  const add = useRef<HTMLButtonElement>(null);
  const parts = value.conditions;
  const remove = (index: number, words: string) => {
    announce(`Removed: ${words}`);
    // The next chip takes the place of this one and keeps the keyboard; behind the last there is none.
    if (index === parts.length - 1) add.current?.focus();
    onChange(removeAt(value, `${index}`));
  };
  return (
    <div className={classes.root} role="group" aria-label="Filter">
      {value.match !== "all" && parts.length > 0 && (
        <span className={classes.match}>{value.match === "any" ? "Any of" : "None of"}</span>
      )}
      {parts.map((part, index) => (
        <Chip
          key={index}
          words={wordsOf(part, catalog)}
          part={part}
          onEdit={onEdit}
          onRemove={(words) => remove(index, words)}
        />
      ))}
      <AddCondition
        ref={add}
        fields={catalog}
        full={
          countTests(value) >= conditionLimits.tests
            ? `A filter has at most ${conditionLimits.tests} criteria.`
            : undefined
        }
        onAdd={(part) => onChange(appendTo(value, "", part))}
      />
    </div>
  );
}

interface ChipProps {
  words: string;
  part: ConditionPart;
  onEdit: () => void;
  onRemove: (words: string) => void;
}

function Chip({ words, part, onEdit, onRemove }: ChipProps) {
  return (
    <span className={classes.chip} data-off={part.off || undefined}>
      <UnstyledButton className={classes.words} onClick={onEdit} title={words} aria-label={`Edit: ${words}`}>
        {words}
        {part.off && " (off)"}
      </UnstyledButton>
      <CloseButton size={24} iconSize={14} aria-label={`Remove: ${words}`} onClick={() => onRemove(words)} />
    </span>
  );
}

interface AddConditionProps {
  ref: RefObject<HTMLButtonElement | null>;
  fields: FieldCatalog;
  full?: string;
  onAdd: (part: ConditionPart) => void;
}

function AddCondition({ ref, fields, full, onAdd }: AddConditionProps) {
  const [isOpen, setOpen] = useState(false);
  const add = (part: ConditionPart) => {
    announce("Added to filter");
    onAdd(part);
    setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={340} trapFocus returnFocus withRoles>
      <Popover.Target>
        <Button
          ref={ref}
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => setOpen(!isOpen)}
        >
          condition
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="New condition">
        <InPopover value={true}>
          <CriterionForm fields={fields} onAdd={add} full={full} />
        </InPopover>
      </Popover.Dropdown>
    </Popover>
  );
}

function wordsOf(part: ConditionPart, fields: FieldCatalog): string {
  if (!isGroup(part)) return testSentence(part, fields.find);
  return sentence({ ...part, off: undefined }, fields.find);
}
