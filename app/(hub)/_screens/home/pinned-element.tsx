"use client";

import { ElementAnswer } from "@/app/(hub)/_screens/report/element-answer";
import { ElementFrame } from "@/app/(hub)/_screens/report/element-frame";
import type { ReportPlace } from "@/app/(hub)/_screens/report/report-place";
import { useDrawnWidth, useElement } from "@/app/(hub)/_screens/report/use-element";
import { TextLink } from "@/components/kit/text-link";
import type { PinnedElement as Pin } from "@/lib/reports/pins";
import { PinMenu } from "./pin-menu";

interface PinnedElementProps {
  pin: Pin;
  place: ReportPlace;
  isWide: boolean;
  at: { index: number; last: number };
  mayChange: boolean;
}

/** One element of a report on a home page. What goes wrong with it stays in its box. */
export function PinnedElement({ pin, place, isWide, at, mayChange }: PinnedElementProps) {
  const { elementId, name, reportId, definition } = pin;
  const { ref, width } = useDrawnWidth<HTMLDivElement>();
  const answer = useElement({ id: elementId, definition }, { place, where: null, width, isFresh: () => false });
  return (
    <li data-style={definition.style} data-wide={isWide || undefined}>
      <ElementFrame
        id={`pin-${pin.id}`}
        title={<TextLink href={`${place.base}/${reportId}#${elementId}`}>{name}</TextLink>}
        bodyRef={ref}
        isShort
        tools={mayChange && <PinMenu pin={pin} scope={place.scope} at={at} />}
      >
        <ElementAnswer name={name} definition={definition} answer={answer} />
      </ElementFrame>
    </li>
  );
}
