"use client";

import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { formatCount } from "@/components/kit/format";
import { StateFrame } from "./state-frame";

export interface ConditionCount {
  /** The condition in words. */
  sentence: string;
  /** How many remain after it. */
  remaining: number;
}

interface NoMatchStateProps {
  /** "users", "Bug reports". */
  noun: string;
  filterSentence: string;
  /** Which condition removed everything, if known. */
  steps?: ConditionCount[];
  onClear: () => void;
  extra?: ReactNode;
}

/** Things exist, the filter hides them all. */
export function NoMatchState({ noun, filterSentence, steps = [], onClear, extra }: NoMatchStateProps) {
  return (
    <StateFrame
      illustration="search"
      title={`No ${noun} match this filter`}
      actions={
        <>
          <Button onClick={onClear}>Clear filter</Button>
          {extra}
        </>
      }
    >
      <p style={{ margin: 0 }}>{filterSentence}</p>
      {steps.length > 0 && (
        <ol style={{ textAlign: "start", marginBlock: 8 }}>
          {steps.map((step) => (
            <li key={step.sentence}>
              {step.sentence}: {formatCount(step.remaining)} left
            </li>
          ))}
        </ol>
      )}
    </StateFrame>
  );
}
