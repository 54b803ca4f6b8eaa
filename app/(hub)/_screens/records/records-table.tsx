"use client";

import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { FieldValueView, isNumeric } from "@/components/field-value/field-value-view";
import { formatCount } from "@/components/kit/format";
import { EmptyState } from "@/components/states/empty-state";
import { NoMatchState } from "@/components/states/no-match-state";
import { DataTable } from "@/components/table/data-table";
import { SelectionBar } from "@/components/table/selection-bar";
import type { TableColumn, TableSelection } from "@/components/table/table-types";
import { sentence } from "@/lib/conditions/sentence";
import { fieldCatalog } from "@/lib/fields/catalog";
import { groupKey } from "@/lib/fields/group-key";
import type { ListRow } from "@/lib/sources/list";
import type { CountAnswer, ListAnswer } from "@/lib/views/answer-list";
import type { ShownColumn } from "@/lib/views/shown-state";
import { arrangeColumns } from "./arrange";
import { GroupHead } from "./group-head";
import type { RecordsProps } from "./records-props";
import classes from "./records.module.css";
import type { ListState } from "./use-list-state";
import type { OpenRecord } from "./use-open-record";
import { useGroupCounts } from "./use-records";

interface RecordsTableProps {
  props: RecordsProps;
  list: ListState;
  records: UseQueryResult<ListAnswer>;
  count: CountAnswer | null;
  selection: { value: TableSelection; onChange: (selection: TableSelection) => void };
  record: OpenRecord;
  /** Null when there is nothing this person may do with a selection. */
  onPerform: (() => void) | null;
}

export function RecordsTable({ props, list, records, count, selection, record, onPerform }: RecordsTableProps) {
  const { state, change } = list;
  const answer = records.data;
  const columns = useMemo(() => (answer?.columns ?? []).map(columnOf), [answer?.columns]);
  const row = useMemo(
    () => ({
      id: ({ id }: ListRow) => id,
      label: ({ label }: ListRow) => label,
      href: ({ id, label }: ListRow) => `${props.recordBase}${props.kind === "user" ? id : label}`,
      onOpen: ({ id }: ListRow) => record.open(id),
      openId: record.named ?? undefined,
    }),
    [props.recordBase, props.kind, record],
  );
  const grouped = answer?.group ?? null;
  const counts = useGroupCounts(props.api, state, grouped !== null);
  const groups = useMemo(
    () =>
      grouped
        ? {
            key: ({ values }: ListRow) => groupKey(grouped, values[grouped.path] ?? null, props.zone),
            head: ({ values }: ListRow) => (
              <GroupHead field={grouped} value={values[grouped.path] ?? null} zone={props.zone} counts={counts} />
            ),
          }
        : undefined,
    [grouped, counts, props.zone],
  );
  const problem = list.problem ?? (records.error ? records.error.message : null);
  const sort = answer?.sort[0];
  const total = count?.matching.count ?? answer?.rows.length ?? 0;
  return (
    <>
      <DataTable
        label={props.title}
        columns={columns}
        row={row}
        selection={onPerform ? selection : undefined}
        groups={groups}
        arrange={answer && arrangeColumns(answer, list)}
        sort={{
          value: { by: sort?.path ?? null, descending: sort?.dir === "desc" },
          onChange: ({ by, descending }) =>
            change({ sort: by ? [{ path: by, dir: descending ? "desc" : "asc" }] : undefined }),
        }}
        data={{
          rows: problem ? [] : (answer?.rows ?? []),
          status: problem ? "error" : answer ? "ready" : "loading",
          isRefetching: records.isFetching,
          total,
          error: {
            message: problem ?? "",
            onRetry: () => (list.problem ? change(everything) : void records.refetch()),
          },
        }}
        empty={<Nothing props={props} list={list} answer={answer ?? null} />}
      />
      {answer && (answer.next || state.cursor) && (
        <nav className={classes.pages} aria-label="Pages">
          {state.cursor && (
            <Button variant="default" size="compact-sm" onClick={() => change({ cursor: undefined })}>
              First page
            </Button>
          )}
          {answer.next && (
            <Button variant="default" size="compact-sm" onClick={() => change({ cursor: answer.next ?? undefined })}>
              Next page
            </Button>
          )}
        </nav>
      )}
      {onPerform && (
        <SelectionBar selection={selection} total={total}>
          <Button size="compact-sm" onClick={onPerform}>
            Perform action
          </Button>
        </SelectionBar>
      )}
    </>
  );
}

const everything = {
  filter: undefined,
  condition: undefined,
  view: undefined,
  columns: undefined,
  sort: undefined,
  group: undefined,
  search: undefined,
};

function columnOf({ path, label, width, format, field }: ShownColumn): TableColumn<ListRow> {
  return {
    id: path,
    header:
      label ?? (field.dataSet.key.startsWith("external") ? `${field.dataSet.label} · ${field.label}` : field.label),
    sortBy: field.type === "list" ? undefined : path,
    align: isNumeric(field) ? "end" : undefined,
    width: width ?? widthOf(path, field.type),
    wrap: format === "whole",
    cell: (row) => <FieldValueView field={field} value={row.values[path] ?? null} format={format} />,
  };
}

function widthOf(path: string, type: string): number {
  if (path === "feedback.title") return 320;
  if (path === "feedback.display_id") return 100;
  if (path.endsWith(".email")) return 230;
  return type === "number" || type === "boolean" ? 110 : 160;
}

function Nothing({ props, list, answer }: { props: RecordsProps; list: ListState; answer: ListAnswer | null }) {
  const noun = props.kind === "user" ? "users" : "tickets";
  const filtered = (answer?.condition.conditions.length ?? 0) > 0 || Boolean(list.state.search);
  if (!filtered) {
    return (
      <EmptyState title={`No ${noun} yet`} illustration="list">
        {props.kind === "user"
          ? "People appear here when they are added to the project."
          : `What testers submit as ${props.title} appears here.`}
      </EmptyState>
    );
  }
  const words = sentence(answer?.condition ?? { match: "all", conditions: [] }, fieldCatalog(props.fields).find);
  const searched = list.state.search ? `“${list.state.search}” in the search` : "";
  return (
    <NoMatchState
      noun={noun}
      filterSentence={[words === "No filter" ? "" : words, searched].filter(Boolean).join(" and ")}
      onClear={() => list.change({ filter: undefined, condition: undefined, search: undefined })}
    />
  );
}

/** How a selection is called: "all 312 that match", "42 tickets". */
export function selectionWords(selection: TableSelection, kind: RecordsProps["kind"], matching: number | null): string {
  const noun = kind === "user" ? "user" : "ticket";
  if (selection.kind === "matching" || selection.ids.length === 0) {
    return matching === null ? `all ${noun}s that match` : `all ${formatCount(matching)} ${noun}s that match`;
  }
  return selection.ids.length === 1 ? `1 ${noun}` : `${formatCount(selection.ids.length)} ${noun}s`;
}
