"use client";

import { Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
import { formatCount } from "@/components/kit/format";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { ScheduleRow } from "@/lib/automation/schedule-queries";
import { countSchedule, runScheduleNow } from "./actions";

type RunnableSchedule = Pick<ScheduleRow, "id" | "name" | "target" | "macro" | "filter">;

/** Says on how many records it would run now, asks, and leads to the run. */
export function useRunNow(scope: ScopeRef, schedule: RunnableSchedule, runsBase: string) {
  const router = useRouter();
  const { id } = schedule;
  const count = useAction(() => countSchedule(scope, { id }));
  const start = useAction((expected: number) => runScheduleNow(scope, { id, expected }), {
    success: "The macro was started",
    onSuccess: ({ runId }) => router.push(`${runsBase}${runId}`),
  });
  const run = async () => {
    const counted = await count.run(undefined);
    if (!counted?.ok) return;
    const expected = counted.value.count;
    if (expected === 0) notifications.show({ color: "yellow", message: "No record matches its filter now." });
    else if (await askToRun(schedule, expected)) await start.run(expected);
  };
  return { run, pending: count.pending || start.pending };
}

function askToRun({ name, target, macro, filter }: RunnableSchedule, count: number): Promise<boolean> {
  const noun = target === "user" ? "user" : "ticket";
  const records = `${formatCount(count)} ${count === 1 ? noun : `${noun}s`}`;
  return confirm({
    title: `Run ${name} now?`,
    message: (
      <>
        <Text fz="sm">
          The macro “{macro.name}” runs on <strong>{records}</strong>,{" "}
          {filter ? `all that match the filter “${filter.name}” now.` : "all there are."}
        </Text>
        <Text fz="sm" mt="xs">
          Its due times stay as they are.
        </Text>
      </>
    ),
    confirm: `Run on ${records}`,
  });
}
