"use client";

import { useId, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { useListedKey } from "@/components/shell/use-shortcut";
import type { SummaryData, SummaryRow } from "@/lib/elements/data";
import type { DrawnElement } from "@/lib/reports/draw-element";
import { markAfter, markKeys, marksIn, placesOf, type ChartMark } from "./chart-marks";
import { tipPlace, type TipPlace } from "./tip-place";
import classes from "./chart-parts.module.css";

interface ChartPartsProps {
  label: string;
  chart: NonNullable<DrawnElement["chart"]>;
  /** What holds the drawing. */
  drawing: RefObject<HTMLElement | null>;
  data: SummaryData;
  /** Whether the categories stand below each other. */
  runsDown: boolean;
  onDrill: (row: SummaryRow) => void;
}

interface ShownMark {
  /** Of which drawing: after a new one nothing is shown until the next key. */
  svg: string;
  at: number;
  count: number;
  words: string;
  outline: string;
  place: TipPlace;
}

/**
 * The marks of a drawing by keyboard: one stop, a listbox that lies over the drawing. Only the mark where one is stands in it (ARIA 1.2,
 * `aria-setsize`), and is the tip that is seen.
 */
export function ChartParts({ label, chart, drawing, data, runsDown, onDrill }: ChartPartsProps) {
  const id = useId();
  const last = useRef(0);
  const [latest, setLatest] = useState<ShownMark | null>(null);
  const shown = latest?.svg === chart.svg ? latest : null;
  useListedKey("arrows", "Next or previous part", "Charts");
  useListedKey("enter", "Rows behind the part", "Charts");

  const show = (marks: readonly ChartMark[], at: number) => {
    const mark = marks[at];
    if (!mark || !drawing.current) return setLatest(null);
    last.current = at;
    const place = tipPlace(mark.shape.getBoundingClientRect(), drawing.current.getBoundingClientRect());
    setLatest({ svg: chart.svg, at, count: marks.length, words: mark.words, outline: outlineOf(mark), place });
  };
  const marksNow = () => (drawing.current ? marksIn(drawing.current) : []);
  // A new drawing may have fewer.
  const lastOf = (marks: readonly ChartMark[]) => (last.current in marks ? last.current : 0);
  const onFocus = () => {
    const marks = marksNow();
    show(marks, lastOf(marks));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const marks = marksNow();
    const key = markKeys.find((each) => each === event.key);
    const row = shown && event.key === "Enter" ? data.rows[marks[shown.at]?.row ?? -1] : undefined;
    if (key) show(marks, shown ? markAfter(placesOf(marks, data), shown.at, key, runsDown) : lastOf(marks));
    else if (row) onDrill(row);
    else if (event.key === "Escape" && shown) setLatest(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className={classes.parts}
      role="listbox"
      aria-label={`Parts of ${label}`}
      tabIndex={0}
      aria-activedescendant={shown ? `${id}-${shown.at}` : undefined}
      onFocus={onFocus}
      onBlur={() => setLatest(null)}
      onKeyDown={onKeyDown}
    >
      {shown && (
        <>
          <svg aria-hidden className={classes.marked} viewBox={`0 0 ${chart.width} ${chart.height}`}>
            <g dangerouslySetInnerHTML={{ __html: shown.outline }} />
            <g dangerouslySetInnerHTML={{ __html: shown.outline }} />
          </svg>
          <div
            key={shown.at}
            id={`${id}-${shown.at}`}
            className={classes.tip}
            style={shown.place}
            role="option"
            aria-selected
            aria-posinset={shown.at + 1}
            aria-setsize={shown.count}
          >
            {shown.words}
            <span aria-hidden className={classes.how}>
              Enter shows the rows
            </span>
          </div>
        </>
      )}
    </div>
  );
}

/** The shape of a mark alone, which comes from the drawing and holds no text of the data. */
function outlineOf({ shape }: ChartMark): string {
  const outline = shape.cloneNode(false);
  if (!(outline instanceof SVGElement)) return "";
  outline.removeAttribute("data-row");
  return outline.outerHTML;
}
