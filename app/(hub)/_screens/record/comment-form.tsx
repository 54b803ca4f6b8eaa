"use client";

import { Button, Group, SegmentedControl, Textarea } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import type { ScopeRef } from "@/lib/auth/authorize";
import { addComment, addUserComment } from "./actions";

type On = { kind: "ticket"; id: string; mayNote: boolean } | { kind: "user"; id: string };

/** Write a comment; on a ticket, staff may make it a note that testers do not see. */
export function CommentForm({ scope, on }: { scope: ScopeRef; on: On }) {
  const router = useRouter();
  const [body, setBody] = useState("");
  const [as, setAs] = useState<"comment" | "note">("comment");
  const save = useAction(
    () =>
      on.kind === "ticket"
        ? addComment(scope, { feedbackId: on.id, body, kind: as })
        : addUserComment(scope, { userId: on.id, body }),
    {
      success: as === "note" ? "Note added" : "Comment added",
      onSuccess: () => {
        setBody("");
        router.refresh();
      },
    },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save.run(undefined);
      }}
    >
      <Textarea
        label={on.kind === "user" ? "Comment on this user" : as === "note" ? "Write a note" : "Write a comment"}
        description={on.kind === "user" ? "Seen by staff only." : as === "note" ? "Seen by staff only." : undefined}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        autosize
        minRows={3}
        maxRows={16}
        error={
          save.failure?.fields.body ??
          (save.failure && Object.keys(save.failure.fields).length === 0 ? save.failure.message : undefined)
        }
      />
      <Group justify="space-between" mt="xs">
        {on.kind === "ticket" && on.mayNote ? (
          <SegmentedControl
            aria-label="Who sees it"
            size="xs"
            value={as}
            onChange={(value) => setAs(value === "note" ? "note" : "comment")}
            data={[
              { value: "comment", label: "Comment" },
              { value: "note", label: "Note for staff" },
            ]}
          />
        ) : (
          <span />
        )}
        <Button type="submit" size="sm" loading={save.pending}>
          {as === "note" ? "Add note" : "Add comment"}
        </Button>
      </Group>
    </form>
  );
}
