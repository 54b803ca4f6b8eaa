"use client";

import { Alert, Button } from "@mantine/core";
import { useAction } from "@/components/form/use-action";
import { join } from "./actions";

/** For somebody who is signed in as the address that was invited. */
export function JoinForm({ token }: { token: string }) {
  const accept = useAction(() => join({ token }), { onSuccess: ({ path }) => window.location.assign(path) });
  return (
    <>
      {accept.failure && (
        <Alert color="red" role="alert">
          {accept.failure.message}
        </Alert>
      )}
      <Button loading={accept.pending} onClick={() => void accept.run(undefined)} fullWidth>
        Accept
      </Button>
    </>
  );
}
