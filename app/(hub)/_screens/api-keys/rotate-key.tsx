"use client";

import { Button, Group, Modal, NumberInput, Stack, Text } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import type { ApiKeyRow, NewApiKey } from "@/lib/api-keys/schema";
import { rotateApiKey } from "./actions";
import { usedByText } from "./key-words";
import { ShownOnce } from "./shown-once";

/** Makes the next version of a key; the one before works on for a while. */
export function RotateKey({ apiKey, onClose }: { apiKey: ApiKeyRow; onClose: () => void }) {
  const router = useRouter();
  const [days, setDays] = useState<number | string>(7);
  const [made, setMade] = useState<NewApiKey | null>(null);
  const rotate = useAction(() => rotateApiKey("community", { id: apiKey.id, overlapDays: days }), {
    onSuccess: setMade,
  });
  const close = () => {
    onClose();
    router.refresh();
  };
  return (
    <Modal opened onClose={close} title={`Rotate ${apiKey.name}`} size="lg">
      {made ? (
        <ShownOnce title="Your new API key" made={made} onDone={close}>
          <Text fz="sm">
            Give it to the other systems, and copy the API endpoint URLs of its listeners again: the addresses from
            before {days === 0 ? "do not work any more" : `work for ${days} more days`}.
          </Text>
        </ShownOnce>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void rotate.run(undefined);
          }}
        >
          <Stack gap="md">
            <Text fz="sm">
              {usedByText(apiKey)} You get a new key. The present one, and every API endpoint URL made from it, goes on
              working for the days you choose.
            </Text>
            <NumberInput
              label="Days that the present key works on"
              description="0 ends it at once."
              min={0}
              max={90}
              allowDecimal={false}
              value={days}
              onChange={setDays}
              error={rotate.failure?.fields.overlapDays}
              data-autofocus
            />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" loading={rotate.pending}>
                Rotate API key
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
