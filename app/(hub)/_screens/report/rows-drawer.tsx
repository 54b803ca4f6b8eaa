"use client";

import { Button, Drawer, Group, Skeleton, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ButtonLink } from "@/components/kit/button-link";
import { formatCount } from "@/components/kit/format";
import { useKeyboardBack } from "@/components/kit/use-keyboard-back";
import { ErrorState } from "@/components/states/error-state";
import type { Condition } from "@/lib/conditions/schema";
import { encodeTableState } from "@/lib/conditions/table-state";
import type { RecordsData } from "@/lib/elements/data";
import type { UnderlyingRows } from "@/lib/reports/underlying-rows";
import { ElementTable } from "./element-table";
import { listAddress } from "./list-address";
import type { OpenRows } from "./open-rows";
import classes from "./element.module.css";

/** Whose rows they are, and how a page of them is read. */
export interface RowsOf {
  name: string;
  /** Tells these rows from all others. */
  key: readonly unknown[];
  read: (asked: { drill: Condition | null; after: string | null }, signal: AbortSignal) => Promise<UnderlyingRows>;
}

interface RowsDrawerProps {
  rows: RowsOf;
  open: OpenRows;
  /** The address of the reports beside which the list stands. */
  base: string;
  /** Leads to the list and to records without leaving the page, which holds something unsaved. */
  inNewTab?: boolean;
  onClose: () => void;
}

/** The rows behind an element, page by page, beside the report. */
export function RowsDrawer({ rows: { name, key, read }, open, base, inNewTab = false, onClose }: RowsDrawerProps) {
  const { drill, of } = open;
  useKeyboardBack();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["report-rows", ...key, drill],
    queryFn: ({ signal, pageParam }) => read({ drill, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    retry: false,
  });
  const [first] = data?.pages ?? [];
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="xl"
      title={of ? `${name}: ${of}` : `Rows of ${name}`}
      closeButtonProps={{ "aria-label": "Close" }}
      overlayProps={{ backgroundOpacity: 0.1 }}
    >
      {error && (
        <ErrorState title="The rows could not be loaded" onRetry={() => void refetch()}>
          {error.message}
        </ErrorState>
      )}
      {!data && !error && <Skeleton height={240} aria-busy />}
      {first && data && (
        <>
          <Group justify="space-between" mb="sm">
            <Text>{countWords(first)}</Text>
            {first.list && (
              <ButtonLink
                variant="default"
                size="compact-sm"
                href={listHref(first, base)}
                target={inNewTab ? "_blank" : undefined}
              >
                Open in list
              </ButtonLink>
            )}
          </Group>
          <div className={classes.tall}>
            <ElementTable label={of ?? name} data={rowsOf(data.pages)} links={{ of: linksOf(data.pages), inNewTab }} />
          </div>
          {hasNextPage && (
            <Button mt="sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Show more
            </Button>
          )}
        </>
      )}
    </Drawer>
  );
}

function countWords({ count, noun }: UnderlyingRows): string {
  if (!count) return "";
  const words = `${formatCount(count.count)} ${count.count === 1 ? noun.one : noun.many}`;
  return count.exact ? words : `More than ${words}`;
}

function listHref({ list, condition }: UnderlyingRows, base: string): string {
  const query = encodeTableState({ condition }).toString();
  return `${listAddress(list, base)}${query ? `?${query}` : ""}`;
}

/** All pages as one answer, led by what each row is called. */
function rowsOf(pages: readonly UnderlyingRows[]): RecordsData {
  const [first] = pages;
  const { noun, items = [], zone = "UTC" } = first ?? {};
  const name = { path: "label", label: (noun?.one ?? "row").replace(/^./, (letter) => letter.toUpperCase()) };
  const head = { ...name, field: { ...name, dataSet: { key: "row", label: "Row" }, type: "text" as const } };
  const rows = pages.flatMap((page) => page.rows);
  return {
    shape: "records",
    items: [head, ...items],
    rows: rows.map(({ id, label, values }) => ({ id, label, values: [label, ...values] })),
    count: rows.length,
    isCut: false,
    asOf: "",
    zone,
  };
}

function linksOf(pages: readonly UnderlyingRows[]): ReadonlyMap<string, string> {
  return new Map(pages.flatMap(({ rows }) => rows.flatMap(({ id, href }) => (href ? [[id, href] as const] : []))));
}
