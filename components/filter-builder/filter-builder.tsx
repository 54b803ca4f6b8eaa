"use client";

import { useEffect, useMemo, useRef } from "react";
import { announce } from "@/components/kit/live-region";
import { checkCondition } from "@/lib/conditions/check";
import { fieldPaths } from "@/lib/conditions/paths";
import { conditionLimits } from "@/lib/conditions/schema";
import type { Condition } from "@/lib/conditions/schema";
import { sentence } from "@/lib/conditions/sentence";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { FieldInfo } from "@/lib/fields/field";
import { BuilderContext } from "./builder-context";
import type { Builder } from "./builder-context";
import { countedWords, type Counted } from "./counted";
import { CriterionForm } from "./criterion-form";
import { appendTo, countTests } from "./edit-tree";
import classes from "./filter-builder.module.css";
import { GroupBox } from "./group-box";

export interface FilterCounts {
  /** How many match now. */
  matching: Counted;
  /** How many there are without a filter. */
  total: Counted;
  /** How many are left after each part of the top level, by its place (`steps` in `lib/conditions/paths`). */
  steps?: Readonly<Record<string, Counted>>;
}

interface FilterBuilderProps {
  fields: readonly FieldInfo[];
  value: Condition;
  onChange: (condition: Condition) => void;
  /** Null while they are counted; left out where nothing is counted. */
  counts?: FilterCounts | null;
  /** IANA zone in which days are judged, told when a date is asked for. */
  zone: string;
}

/** Criteria that data must match: add them one by one, change them in place, group them. */
export function FilterBuilder({ fields, value, onChange, counts, zone }: FilterBuilderProps) {
  const root = useRef<HTMLDivElement>(null);
  const focusNext = useRef<{ at: string; control: string } | null>(null);
  const catalog = useMemo(() => fieldCatalog(fields), [fields]);
  const problems = useMemo(
    () => new Map(checkCondition(value, catalog.find).map(({ at, message }) => [at, message])),
    [value, catalog],
  );

  useEffect(() => {
    if (!focusNext.current) return;
    focusControl(root.current, focusNext.current);
    focusNext.current = null;
  }, [value]);

  const change: Builder["change"] = (condition, told, focus) => {
    focusNext.current = focus ?? null;
    if (told) announce(told);
    onChange(condition);
  };
  const isFull = countTests(value) >= conditionLimits.tests;
  const asksDates = fieldPaths(value).some((path) => catalog.find(path)?.type === "date");

  return (
    <BuilderContext value={{ fields: catalog, condition: value, change, problems, steps: counts?.steps }}>
      <div ref={root} className={classes.root}>
        <CriterionForm
          fields={catalog}
          onAdd={(test) => change(appendTo(value, "", test), "Added to filter", { at: "new", control: "item" })}
          full={isFull ? `A filter has at most ${conditionLimits.tests} criteria.` : undefined}
        />
        <section aria-label="Criteria" className={classes.criteria}>
          <GroupBox group={value} at="" />
        </section>
        <div className={classes.summary}>
          <p className={classes.sentence}>{sentence(value, catalog.find)}</p>
          {counts !== undefined && <p className={classes.count}>{counts ? countWords(counts) : "Counting…"}</p>}
          {asksDates && <p className={classes.hint}>Days begin and end in {zone}.</p>}
        </div>
      </div>
    </BuilderContext>
  );
}

function countWords({ matching, total }: FilterCounts): string {
  return `${countedWords(matching)} of ${countedWords(total)} match`;
}

/** What was removed has no control left: then the part that took its place, else the one before, else the form for the next. */
function focusControl(root: HTMLElement | null, { at, control }: { at: string; control: string }): void {
  const inPlace = (place: string) =>
    root?.querySelector<HTMLElement>(`[data-place="${place}"] [data-control="${control}"]`);
  const before = at.replace(/\d+$/, (index) => `${Number(index) - 1}`);
  const first = root?.querySelector<HTMLElement>(`[data-control="item"]`);
  (inPlace(at) ?? inPlace(before) ?? first)?.focus();
}
