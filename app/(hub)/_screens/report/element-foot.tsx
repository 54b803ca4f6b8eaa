"use client";

import { UnstyledButton } from "@mantine/core";
import { formatCount } from "@/components/kit/format";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { DrawnElement } from "@/lib/reports/draw-element";
import { passedOverWords } from "@/lib/reports/passed-over-words";
import { useReport } from "./report-context";
import { asOfWords, useOldestAnswer } from "./use-data-as-of";
import classes from "./report.module.css";

/** Milliseconds. The report says how old its oldest answer is; that another is little newer is not worth words. */
const muchNewer = 5 * 60_000;

/** What one must know about an answer: that it is not all, which filter of its own it has, what was not applied, and that it is newer than the report says. */
export function ElementFoot({
  drawn: { data, filter, passedOver },
  onRows,
}: {
  drawn: DrawnElement;
  onRows: () => void;
}) {
  const { controls } = useReport();
  const catalog = fieldCatalog(controls);
  const missed = passedOverWords(passedOver.map((path) => catalog.find(path)?.label ?? path));
  const oldest = useOldestAnswer();
  const isNewer = oldest !== null && Date.parse(data.asOf) - Date.parse(oldest.asOf) >= muchNewer;
  if (!data.isCut && !filter && !missed && !isNewer) return null;
  return (
    <footer className={classes.foot}>
      {data.isCut && (
        <span>
          {cutWords(data.rows.length, data.shape === "records" ? data.count : null)}{" "}
          <UnstyledButton className={classes.more} onClick={onRows}>
            View all rows
          </UnstyledButton>
        </span>
      )}
      {filter && <span className={classes.filter}>Filter: {filter}</span>}
      {missed && <span>{missed}</span>}
      {isNewer && (
        <span className={classes.asOf}>
          Data as of <time dateTime={data.asOf}>{asOfWords(data)}</time>
        </span>
      )}
    </footer>
  );
}

function cutWords(shown: number, all: number | null): string {
  return all === null
    ? `Only the first ${formatCount(shown)} rows are shown here.`
    : `Only the first ${formatCount(shown)} of ${formatCount(all)} rows are shown here.`;
}
