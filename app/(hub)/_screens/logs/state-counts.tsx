"use client";

import { formatCount } from "@/components/kit/format";
import { logGroups, logGroupStates, type LogGroup } from "@/lib/macros/webhook-log-schema";
import type { DeliveryState } from "@/lib/webhooks/schema";
import classes from "./logs.module.css";

interface StateCountsProps {
  counts: Partial<Record<DeliveryState, number>>;
  value: LogGroup | null;
  onChange: (group: LogGroup | null) => void;
}

/** How many there are by state; each is a filter. */
export function StateCounts({ counts, value, onChange }: StateCountsProps) {
  const sum = (states: readonly DeliveryState[]) => states.reduce((all, state) => all + (counts[state] ?? 0), 0);
  const total = Object.values(counts).reduce((all, count) => all + count, 0);
  return (
    <div role="group" aria-label="State" className={classes.counts}>
      <StateButton label="All" count={total} isOn={value === null} onPress={() => onChange(null)} />
      {logGroups.map((group) => (
        <StateButton
          key={group}
          label={logGroupStates[group].label}
          count={sum(logGroupStates[group].states)}
          isOn={value === group}
          onPress={() => onChange(value === group ? null : group)}
        />
      ))}
    </div>
  );
}

interface StateButtonProps {
  label: string;
  count: number;
  isOn: boolean;
  onPress: () => void;
}

function StateButton({ label, count, isOn, onPress }: StateButtonProps) {
  return (
    <button type="button" className={classes.state} aria-pressed={isOn} onClick={onPress}>
      {label} <span className={classes.count}>{formatCount(count)}</span>
    </button>
  );
}
