"use client";

import { Alert, Button, List } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { RestoreInput } from "@/lib/restore/schema";
import { restoreVersion } from "./actions";
import { historyAddress } from "./history-address";

/** Saves the version; what refuses it is said here, place by place. */
export function RestoreButton({ scope, input }: { scope: ScopeRef; input: RestoreInput }) {
  const router = useRouter();
  const restore = useAction(() => restoreVersion(scope, input), {
    success: "Restored",
    onSuccess: ({ kind, id }) => router.push(historyAddress(scope, kind, id)),
  });
  const { failure } = restore;
  return (
    <>
      <Button loading={restore.pending} onClick={() => void restore.run(undefined)}>
        Restore this version
      </Button>
      {failure && (
        <Alert color="red" title="Nothing was restored" role="alert" w="100%">
          {failure.message}
          {Object.keys(failure.fields).length > 0 && failure.code !== "stale" && (
            <List size="sm" mt="xs">
              {Object.entries(failure.fields).map(([place, message]) => (
                <List.Item key={place}>{message}</List.Item>
              ))}
            </List>
          )}
        </Alert>
      )}
    </>
  );
}
