"use client";

import { Anchor, Popover, RingProgress, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { IconChecks } from "@/components/icons/icons";
import { Link } from "@/components/kit/link";
import { ProgressBar, type ProgressPart } from "@/components/kit/progress-bar";
import { StatusBadge, type StatusTone } from "@/components/kit/status-badge";
import classes from "./jobs-tray.module.css";

export interface TrayJob {
  id: string;
  /** "Escalate to Slack". */
  title: string;
  /** Where and by whom: "Aurora · started by Mara Weiss". */
  note: string;
  href: string;
  tone: StatusTone;
  /** "Running", "Finished, 3 failed". */
  status: string;
  isOver: boolean;
  /** What came of it. */
  download?: string;
  total: number;
  parts: ProgressPart[];
}

/** Bulk runs, wherever one is. Not there while there is nothing to say. Give it the jobs; it asks nobody. */
export function JobsTray({ jobs }: { jobs: TrayJob[] }) {
  const [open, setOpen] = useState(false);
  // An open list does not vanish under the reader.
  if (jobs.length === 0 && !open) return null;
  const running = jobs.filter((job) => !job.isOver);
  const words = running.length > 0 ? `${running.length} running` : "Finished";
  return (
    <Popover width={340} position="bottom-end" withinPortal={false} opened={open} onChange={setOpen} trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.button} aria-label={`Jobs: ${words}`} onClick={() => setOpen(!open)}>
          {running.length > 0 ? (
            <RingProgress
              size={22}
              thickness={3}
              aria-hidden
              sections={[{ value: percentOf(running), color: "indigo" }]}
            />
          ) : (
            <IconChecks size={17} />
          )}
          <span className={classes.words}>{words}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Jobs">
        {jobs.length === 0 && (
          <Text p="md" c="dimmed" fz="sm" tabIndex={-1} data-autofocus>
            Nothing is running any more.
          </Text>
        )}
        <ul className={classes.list}>
          {jobs.map((job) => (
            <li key={job.id} className={classes.job}>
              <div className={classes.head}>
                <Link href={job.href} className={classes.title} onClick={() => setOpen(false)}>
                  {job.title}
                </Link>
                <StatusBadge tone={job.tone} variant="plain">
                  {job.status}
                </StatusBadge>
              </div>
              <Text c="dimmed" fz="xs" mb={6}>
                {job.note}
              </Text>
              {job.download && (
                <Anchor href={job.download} download fz="xs" underline="always" aria-label={`Download ${job.title}`}>
                  Download
                </Anchor>
              )}
              <ProgressBar label={`Progress of ${job.title}`} total={job.total} parts={job.parts} />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Of all that runs together, 0 to 100. */
function percentOf(jobs: TrayJob[]): number {
  const total = jobs.reduce((sum, job) => sum + job.total, 0);
  const over = jobs.flatMap(({ parts }) => parts).filter(({ tone }) => tone !== "waiting");
  return total === 0 ? 0 : (over.reduce((sum, { count }) => sum + count, 0) / total) * 100;
}
