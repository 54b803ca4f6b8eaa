"use client";

import { ActionIcon, Indicator, Popover, Text, Tooltip } from "@mantine/core";
import { IconStack2 } from "@tabler/icons-react";
import Link from "next/link";
import { ProgressBar } from "@/components/kit/progress-bar";
import { StatusBadge, type StatusTone } from "@/components/kit/status-badge";
import classes from "./jobs-tray.module.css";

export interface TrayJob {
  id: string;
  /** "Escalate to Slack on 312 users". */
  title: string;
  href: string;
  tone: StatusTone;
  /** "Running", "Finished, 3 failed". */
  status: string;
  done: number;
  total: number;
}

/** Bulk runs and exports, wherever one is. Give it the jobs; it asks nobody. */
export function JobsTray({ jobs }: { jobs: TrayJob[] }) {
  const running = jobs.filter((job) => job.tone === "running" || job.tone === "waiting").length;
  const label = running === 0 ? "Jobs, none running" : `Jobs, ${running} running`;
  return (
    <Popover width={340} position="bottom-end" withinPortal={false}>
      <Popover.Target>
        <Tooltip label={label}>
          <Indicator label={running} size={15} disabled={running === 0} offset={4} color="indigo">
            <ActionIcon aria-label={label}>
              <IconStack2 size={19} stroke={1.6} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Jobs">
        {jobs.length === 0 && (
          <Text p="md" c="dimmed" fz="sm">
            Nothing is running. Bulk runs and exports appear here.
          </Text>
        )}
        <ul className={classes.list}>
          {jobs.map((job) => (
            <li key={job.id} className={classes.job}>
              <div className={classes.head}>
                <Link href={job.href} className={classes.title}>
                  {job.title}
                </Link>
                <StatusBadge tone={job.tone} variant="plain">
                  {job.status}
                </StatusBadge>
              </div>
              {job.tone === "running" && (
                <ProgressBar
                  label={job.title}
                  total={job.total}
                  parts={[{ label: "done", count: job.done, tone: "ok" }]}
                />
              )}
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
