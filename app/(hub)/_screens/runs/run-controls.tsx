"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
import { formatCount } from "@/components/kit/format";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { RunDetail } from "@/lib/perform-action/queries";
import { cancelRun, pauseRun, resumeRun, retryFailed, undoRun } from "./actions";

interface RunControlsProps {
  scope: ScopeRef;
  run: RunDetail;
  runsBase: string;
  onChanged: () => void;
}

export function RunControls({ scope, run, runsBase, onChanged }: RunControlsProps) {
  const router = useRouter();
  const input = { runId: run.id };
  const pause = useAction(() => pauseRun(scope, input), { success: "Paused", onSuccess: onChanged });
  const resume = useAction(() => resumeRun(scope, input), { success: "Going on", onSuccess: onChanged });
  const cancel = useAction(() => cancelRun(scope, input), { success: "Cancelled", onSuccess: onChanged });
  const retry = useAction(() => retryFailed(scope, input), {
    onSuccess: ({ runId }) => router.push(`${runsBase}${runId}`),
  });
  const undo = useAction(() => undoRun(scope, input), { success: "Being undone", onSuccess: onChanged });
  const askAndUndo = async () => {
    const sure = await confirm({
      title: "Undo this run?",
      message:
        "Fields and statuses go back to what they were, points are taken back. What was changed again since stays. Webhooks, comments and e-mails cannot be undone.",
      confirm: "Undo run",
      danger: true,
    });
    if (sure) await undo.run(undefined);
  };
  const isOver = run.state === "done" || run.state === "cancelled";
  const active = run.state === "running" || run.state === "expanding";
  const askAndCancel = async () => {
    const sure = await confirm({
      title: "Cancel this run?",
      message: "What is done stays done. Records and webhooks that still wait are left alone.",
      confirm: "Cancel run",
      danger: true,
    });
    if (sure) await cancel.run(undefined);
  };
  return (
    <>
      {active && (
        <Button variant="default" onClick={() => void pause.run(undefined)} loading={pause.pending}>
          Pause
        </Button>
      )}
      {run.state === "paused" && (
        <Button onClick={() => void resume.run(undefined)} loading={resume.pending}>
          Resume
        </Button>
      )}
      {(active || run.state === "paused") && (
        <Button variant="default" onClick={() => void askAndCancel()} loading={cancel.pending}>
          Cancel run
        </Button>
      )}
      {isOver && run.isReversible && !run.undo && (
        <Button variant="default" onClick={() => void askAndUndo()} loading={undo.pending}>
          Undo
        </Button>
      )}
      {run.state === "done" && run.counts.failed > 0 && (
        <Button onClick={() => void retry.run(undefined)} loading={retry.pending}>
          Retry {formatCount(run.counts.failed)} failed
        </Button>
      )}
    </>
  );
}
