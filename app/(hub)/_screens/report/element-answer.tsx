"use client";

import { Skeleton, VisuallyHidden } from "@mantine/core";
import type { SummaryRow } from "@/lib/elements/data";
import type { ElementDefinition } from "@/lib/elements/schema";
import type { DrawnElement } from "@/lib/reports/draw-element";
import { ElementProblem } from "./element-problem";
import { ElementView } from "./element-view";
import { RefetchStrip } from "./refetch-strip";

interface ElementAnswerProps {
  name: string;
  definition: Pick<ElementDefinition, "style" | "options">;
  answer: { data: DrawnElement | undefined; error: Error | null; isFetching: boolean; refetch: () => unknown };
  /** A chart as its table. */
  asTable?: boolean;
  onDrill?: (row: SummaryRow) => void;
  /** Where it is mended, for whoever may. */
  modifyHref?: string;
}

/** What an element shows while its answer is on the way, when it is there, and when there is none. */
export function ElementAnswer({ name, definition, answer, modifyHref, ...view }: ElementAnswerProps) {
  const { data, error, isFetching, refetch } = answer;
  if (error) return <ElementProblem error={error} name={name} onRetry={() => void refetch()} modifyHref={modifyHref} />;
  if (!data)
    return (
      <div aria-busy>
        <VisuallyHidden>Loading {name}</VisuallyHidden>
        <Skeleton height={definition.style === "number" ? 88 : 240} radius="sm" m="md" width="auto" />
      </div>
    );
  return (
    <>
      <RefetchStrip isShown={isFetching} />
      <ElementView label={name} definition={definition} drawn={data} {...view} />
    </>
  );
}
