"use client";

import { Button, Stack, Text } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
import { Section } from "@/components/kit/section";
import type { ApiKeyRow } from "@/lib/api-keys/schema";
import { deleteApiKey, revokeApiKey, switchApiKey } from "./actions";
import { usedByText } from "./key-words";
import { RotateKey } from "./rotate-key";

/** Rotate, switch off, revoke, delete; each says what stops with it. */
export function KeyControls({ apiKey }: { apiKey: ApiKeyRow }) {
  const { id, enabled, state, usedBy } = apiKey;
  const router = useRouter();
  const [isRotating, setRotating] = useState(false);
  const refresh = () => router.refresh();
  const turn = useAction(() => switchApiKey("community", { id, enabled: !enabled }), {
    success: enabled ? "API key switched off" : "API key switched on",
    onSuccess: refresh,
  });
  const revoke = useAction(() => revokeApiKey("community", { id }), { success: "API key revoked", onSuccess: refresh });
  const remove = useAction(() => deleteApiKey("community", { id }), {
    success: "API key deleted",
    onSuccess: () => router.push("/community/api-keys"),
  });
  const ask = async (what: "off" | "revoke" | "delete") => {
    const isSure = await confirm({ ...questions[what](apiKey), danger: true, ...typed(what, apiKey) });
    if (!isSure) return;
    await { off: turn, revoke, delete: remove }[what].run(undefined);
  };
  const isRevoked = state === "revoked";
  return (
    <Section title="Change or end it">
      <Stack gap="sm" align="flex-start">
        {!isRevoked && (
          <>
            <Button variant="default" onClick={() => setRotating(true)}>
              Rotate
            </Button>
            <Button
              variant="default"
              loading={turn.pending}
              onClick={() => void (enabled ? ask("off") : turn.run(undefined))}
            >
              {enabled ? "Switch off" : "Switch on"}
            </Button>
            <Button variant="default" c="red" loading={revoke.pending} onClick={() => void ask("revoke")}>
              Revoke
            </Button>
          </>
        )}
        <Button variant="subtle" color="red" loading={remove.pending} onClick={() => void ask("delete")}>
          Delete
        </Button>
        {usedBy.length > 0 && (
          <Text fz="sm" c="dimmed">
            A key that listeners use cannot be deleted; give them another key first.
          </Text>
        )}
      </Stack>
      {isRotating && <RotateKey apiKey={apiKey} onClose={() => setRotating(false)} />}
    </Section>
  );
}

const questions = {
  off: (key: ApiKeyRow) => ({
    title: `Switch off ${key.name}?`,
    message: `${usedByText(key)} They answer every call with 401 until the key is switched on again.`,
    confirm: "Switch off",
  }),
  revoke: (key: ApiKeyRow) => ({
    title: `Revoke ${key.name}?`,
    message: `${usedByText(key)} They answer every call with 401 at once, and for good: a revoked key never works again.`,
    confirm: "Revoke API key",
  }),
  delete: (key: ApiKeyRow) => ({
    title: `Delete ${key.name}?`,
    message: `${usedByText(key)} The audit log keeps that it was here.`,
    confirm: "Delete API key",
  }),
};

function typed(what: keyof typeof questions, { name, usedBy }: ApiKeyRow): { typeToConfirm?: string } {
  return what === "revoke" || (what === "off" && usedBy.length > 0) ? { typeToConfirm: name } : {};
}
