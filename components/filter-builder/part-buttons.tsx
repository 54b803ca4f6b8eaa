"use client";

import { IconArrowDown, IconArrowUp, IconCopy, IconEye, IconEyeOff, IconTrash } from "@/components/icons/icons";
import { ArrangeTool } from "@/components/kit/arrange-tools";
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
      <ArrangeTool
        control="up"
        label={`Move up: ${name}`}
        onClick={() => step(-1, "up")}
        disabled={!move(condition, at, -1)}
      >
        <IconArrowUp {...look} />
      </ArrangeTool>
      <ArrangeTool
        control="down"
        label={`Move down: ${name}`}
        onClick={() => step(1, "down")}
        disabled={!move(condition, at, 1)}
      >
        <IconArrowDown {...look} />
      </ArrangeTool>
      <ArrangeTool control="clone" label={`Clone: ${name}`} onClick={clone} disabled={isFull}>
        <IconCopy {...look} />
      </ArrangeTool>
      <ArrangeTool control="off" label={`${part.off ? "Switch on" : "Switch off"}: ${name}`} onClick={turn}>
        {part.off ? <IconEye {...look} /> : <IconEyeOff {...look} />}
      </ArrangeTool>
      <ArrangeTool control="remove" label={`Remove: ${name}`} onClick={remove}>
        <IconTrash {...look} />
      </ArrangeTool>
    </span>
  );
}

const look = { size: 16, stroke: 1.75 };
