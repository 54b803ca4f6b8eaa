"use client";

import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCopy, IconEye, IconEyeOff, IconTrash } from "@/components/icons/icons";
import { conditionLimits } from "@/lib/conditions/schema";
import type { ConditionPart } from "@/lib/conditions/schema";
import { useBuilder } from "./builder-context";
import { cloneAt, countTests, move, removeAt, replaceAt } from "./edit-tree";
import classes from "./filter-builder.module.css";

/** Move up, move down, clone, switch off, remove: for a criterion and for a group alike. */
export function PartButtons({ part, at, name }: { part: ConditionPart; at: string; name: string }) {
  const { condition, change } = useBuilder();
  const step = (direction: -1 | 1, control: "up" | "down") => {
    const moved = move(condition, at, direction);
    if (moved) change(moved.condition, `Moved ${control}: ${name}`, { at: moved.at, control });
  };
  const clone = () => change(cloneAt(condition, at), `Cloned: ${name}`, { at, control: "clone" });
  const turn = () =>
    change(
      replaceAt(condition, at, { ...part, off: part.off ? undefined : true }),
      `Switched ${part.off ? "on" : "off"}: ${name}`,
    );
  const remove = () => change(removeAt(condition, at), `Removed: ${name}`, { at, control: "remove" });
  const isFull = countTests(condition) + countTests(part) > conditionLimits.tests;

  return (
    <span className={classes.buttons}>
      <Tool
        control="up"
        label={`Move up: ${name}`}
        icon={<IconArrowUp {...look} />}
        onClick={() => step(-1, "up")}
        disabled={!move(condition, at, -1)}
      />
      <Tool
        control="down"
        label={`Move down: ${name}`}
        icon={<IconArrowDown {...look} />}
        onClick={() => step(1, "down")}
        disabled={!move(condition, at, 1)}
      />
      <Tool control="clone" label={`Clone: ${name}`} icon={<IconCopy {...look} />} onClick={clone} disabled={isFull} />
      <Tool
        control="off"
        label={`${part.off ? "Switch on" : "Switch off"}: ${name}`}
        icon={part.off ? <IconEye {...look} /> : <IconEyeOff {...look} />}
        onClick={turn}
      />
      <Tool control="remove" label={`Remove: ${name}`} icon={<IconTrash {...look} />} onClick={remove} />
    </span>
  );
}

interface ToolProps {
  control: string;
  label: string;
  icon: React.ReactNode;
  onClick: () => void;
  disabled?: boolean;
}

// Stays focusable while it can do nothing, or the keyboard would be lost on the last step.
function Tool({ control, label, icon, onClick, disabled = false }: ToolProps) {
  return (
    <ActionIcon
      data-control={control}
      data-disabled={disabled || undefined}
      aria-disabled={disabled}
      aria-label={label}
      title={label.slice(0, label.indexOf(":"))}
      onClick={disabled ? undefined : onClick}
    >
      {icon}
    </ActionIcon>
  );
}

const look = { size: 16, stroke: 1.75 };
