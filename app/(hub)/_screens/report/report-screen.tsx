"use client";

import { Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { LongText } from "@/components/kit/long-text";
import { PageHeader } from "@/components/kit/page-header";
import { StatusBadge } from "@/components/kit/status-badge";
import { ButtonLink } from "@/components/kit/button-link";
import { EmptyState } from "@/components/states/empty-state";
import { noFilter } from "@/lib/conditions/schema";
import type { FieldInfo } from "@/lib/fields/field";
import type { Report } from "@/lib/reports/queries";
import { ArchivedNotice } from "./archived-notice";
import { MisreadNotice } from "./misread-notice";
import { ReportBlocks } from "./report-blocks";
import { ReportContext } from "./report-context";
import { ReportControls } from "./report-controls";
import { crumbsBelow, type ReportPlace } from "./report-place";
import { ReportTools } from "./report-tools";
import { useChosen } from "./use-chosen";
import { asOfWords, useOldestAnswer } from "./use-data-as-of";
import { elementQueries } from "./use-element";
import classes from "./report.module.css";

interface ReportScreenProps {
  place: ReportPlace;
  report: Report;
  controls: FieldInfo[];
  /** IANA zone in which days are judged. */
  zone: string;
  /** Whether this person may make reports, clones among them. */
  mayWrite: boolean;
}

export function ReportScreen({ place, report, controls, zone, mayWrite }: ReportScreenProps) {
  const { chosen, isUnderstood, choose } = useChosen(controls);
  const [isArranging, setArranging] = useState(false);
  const refreshingRef = useRef(false);
  const client = useQueryClient();
  const refresh = useCallback(() => {
    refreshingRef.current = true;
    void client.refetchQueries({ queryKey: [elementQueries], type: "active" }).finally(() => {
      refreshingRef.current = false;
    });
  }, [client]);
  const oldest = useOldestAnswer();
  const where = chosen.conditions.length > 0 ? chosen : null;
  const shown = useMemo(
    () => ({ place, report, controls, where, refresh, refreshingRef, isArranging }),
    [place, report, controls, where, refresh, isArranging],
  );
  return (
    <ReportContext value={shown}>
      <PageHeader
        title={report.name}
        breadcrumbs={[...crumbsBelow(place), { label: report.name }]}
        description={report.description && <LongText>{report.description}</LongText>}
        aside={
          <>
            <Sharing report={report} />
            {oldest && (
              <Text c="dimmed" fz="sm">
                Data as of {asOfWords(oldest)}
              </Text>
            )}
          </>
        }
        actions={
          <ReportTools mayWrite={mayWrite} isArranging={isArranging} onArrange={() => setArranging(!isArranging)} />
        }
      />
      {report.archivedAt && <ArchivedNotice />}
      {!isUnderstood && <MisreadNotice onClear={() => choose(noFilter)} />}
      {controls.length > 0 && <ReportControls fields={controls} value={chosen} zone={zone} onChange={choose} />}
      {report.blocks.length === 0 ? (
        <EmptyState
          title="This report has no elements yet"
          actions={
            report.mayChange && (
              <ButtonLink href={`${place.base}/new-element?report=${report.id}`}>Add an element</ButtonLink>
            )
          }
        >
          An element asks one question of your data, and shows the answer as a table, a number or a chart.
        </EmptyState>
      ) : (
        <ReportBlocks className={classes.blocks} />
      )}
    </ReportContext>
  );
}

function Sharing({ report: { visibility, access, owner } }: { report: Report }) {
  const words =
    visibility === "shared"
      ? "Shared with everyone who works here"
      : access.length > 0
        ? `Shared with ${access.map(({ team }) => team).join(", ")}`
        : owner
          ? "Private"
          : "Has lost its owner";
  return (
    <StatusBadge tone="neutral" variant="plain">
      {words}
    </StatusBadge>
  );
}
