"use client";

import { Skeleton, useComputedColorScheme, VisuallyHidden } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ElementProblem } from "@/app/(hub)/_screens/report/element-problem";
import { ElementView } from "@/app/(hub)/_screens/report/element-view";
import { readLive } from "@/app/(hub)/_screens/report/read-live";
import type { ReportPlace } from "@/app/(hub)/_screens/report/report-place";
import { TextLink } from "@/components/kit/text-link";
import type { DrawnElement } from "@/lib/reports/draw-element";
import type { PinnedElement as Pin } from "@/lib/reports/pins";
import { PinMenu } from "./pin-menu";
import classes from "./home.module.css";

interface PinnedElementProps {
  pin: Pin;
  place: ReportPlace;
  at: { index: number; last: number };
  mayChange: boolean;
}

/** One element of a report on a home page. What goes wrong with it stays in its box. */
export function PinnedElement({ pin, place, at, mayChange }: PinnedElementProps) {
  const { elementId, name, reportId, definition } = pin;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const theme = useComputedColorScheme("light");
  // In steps, so that dragging a window does not draw everything anew with every pixel.
  const drawnWidth = width === 0 ? 0 : Math.min(Math.max(Math.floor((width - 24) / 40) * 40, 200), 1_600);
  const { data, error, refetch } = useQuery({
    queryKey: ["pinned-element", elementId, definition, drawnWidth, theme],
    queryFn: ({ signal }) =>
      readLive<DrawnElement>(
        `/api/reports/elements/${elementId}${place.query}`,
        { width: String(drawnWidth), theme },
        signal,
      ),
    placeholderData: keepPreviousData,
    retry: false,
    enabled: drawnWidth > 0,
  });
  return (
    <li className={classes.pin}>
      <header className={classes.pinHead}>
        <h3>
          <TextLink href={`${place.base}/${reportId}#${elementId}`}>{name}</TextLink>
        </h3>
        {mayChange && <PinMenu pin={pin} scope={place.scope} at={at} />}
      </header>
      <div ref={ref} className={classes.pinBody} aria-busy={!data && !error}>
        {error ? (
          <ElementProblem error={error} name={name} onRetry={() => void refetch()} />
        ) : data ? (
          <ElementView label={name} definition={definition} drawn={data} />
        ) : (
          <>
            <VisuallyHidden>Loading {name}</VisuallyHidden>
            <Skeleton height={definition.style === "number" ? 88 : 240} radius="sm" m="md" width="auto" />
          </>
        )}
      </div>
    </li>
  );
}
