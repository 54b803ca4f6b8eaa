"use client";

import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { RelativeTime } from "@/components/kit/relative-time";
import type { Result } from "@/lib/errors/result";

type Failure = Extract<Result<unknown>, { ok: false }>["error"];

interface StaleForm {
  reset: () => void;
  setError: (name: "root.server", error: { type: string; message: string }) => void;
  clearErrors: (name: "root.server") => void;
}

/**
 * Saves; where somebody else has saved since this form was opened, says who and when, and lets one look, overwrite, or reload. Nothing typed
 * is lost unless one says so.
 * @param save is given whether it may overwrite
 * @param form null where one field in a dialog is all there is
 * @returns whether it was saved
 */
export async function saveUnlessStale(
  save: (overwrite: boolean) => Promise<Result<unknown> | null>,
  form: StaleForm | null,
): Promise<boolean> {
  const result = await save(false);
  if (!result || result.ok || result.error.code !== "stale") return result?.ok ?? false;
  // While nothing is decided the form is not saved, and the guard against leaving stays up.
  form?.setError("root.server", { type: "stale", message: result.error.message });
  const answer = await ask(result.error);
  if (answer === "stay") return false;
  form?.clearErrors("root.server");
  if (answer === "overwrite") return (await save(true))?.ok ?? false;
  form?.reset();
  // After the guard against leaving has heard that nothing is unsaved any more.
  requestAnimationFrame(() => window.location.reload());
  return false;
}

function ask(failure: Failure): Promise<"overwrite" | "reload" | "stay"> {
  const did = failure.fields.did ?? "saved";
  const isGone = did !== "saved";
  return new Promise((resolve) => {
    const id = modals.open({
      title: <Text fw={600}>This was {did} meanwhile</Text>,
      onClose: () => resolve("stay"),
      children: (
        <Stack gap="md">
          <div>
            <Text>
              <b>{failure.fields.by}</b> {did} it <RelativeTime at={failure.fields.at ?? null} />, after you opened it.
              What you typed is still here and not saved.
            </Text>
            {!isGone && (
              <Anchor href={window.location.href} target="_blank" underline="always">
                See what is saved now, in a new tab
              </Anchor>
            )}
          </div>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" data-autofocus onClick={() => answer("stay")}>
              Keep editing
            </Button>
            {!isGone && (
              <Button variant="default" onClick={() => answer("reload")}>
                Discard mine and reload
              </Button>
            )}
            <Button color={isGone ? undefined : "red"} onClick={() => answer("overwrite")}>
              {isGone ? "Put it back with mine" : "Overwrite with mine"}
            </Button>
          </Group>
        </Stack>
      ),
    });
    const answer = (chosen: "overwrite" | "reload" | "stay") => {
      resolve(chosen);
      modals.close(id);
    };
  });
}
