"use client";

import { ActionIcon, NativeSelect } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { formatCount } from "@/components/kit/format";
import classes from "./pager.module.css";

interface PagerProps {
  /** Counted from 1. */
  page: number;
  pageSize: number;
  total: number;
  onPage: (page: number) => void;
  onPageSize?: (pageSize: number) => void;
}

/** "1–50 of 1,030", one step back and forth. */
export function Pager({ page, pageSize, total, onPage, onPageSize }: PagerProps) {
  const first = Math.min(total, (page - 1) * pageSize + 1);
  const last = Math.min(total, page * pageSize);
  return (
    <nav aria-label="Pages" className={classes.root}>
      {onPageSize && (
        <NativeSelect
          size="xs"
          aria-label="Rows per page"
          value={String(pageSize)}
          onChange={(event) => onPageSize(Number(event.currentTarget.value))}
          data={[25, 50, 100, 200].map((size) => ({ value: String(size), label: `${size} a page` }))}
        />
      )}
      <span className={classes.range}>
        {formatCount(first)}–{formatCount(last)} of {formatCount(total)}
      </span>
      <ActionIcon variant="default" aria-label="Previous page" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon variant="default" aria-label="Next page" disabled={last >= total} onClick={() => onPage(page + 1)}>
        <IconChevronRight size={16} />
      </ActionIcon>
    </nav>
  );
}
