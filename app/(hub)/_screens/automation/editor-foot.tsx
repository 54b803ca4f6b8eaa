"use client";

import { Button } from "@mantine/core";
import { FormActions } from "@/components/form/form-actions";
import { ButtonLink } from "@/components/kit/button-link";

interface EditorFootProps {
  /** Where Cancel leads. */
  base: string;
  saving: boolean;
  /** Left out for what is not saved yet. Asks first, and does nothing when the answer is no. */
  onDelete?: (() => Promise<unknown>) | undefined;
  deleting: boolean;
}

export function EditorFoot({ base, saving, onDelete, deleting }: EditorFootProps) {
  return (
    <FormActions pending={saving}>
      {onDelete && (
        <Button variant="subtle" color="red" loading={deleting} onClick={() => void onDelete()}>
          Delete
        </Button>
      )}
      <ButtonLink href={base} variant="default">
        Cancel
      </ButtonLink>
    </FormActions>
  );
}
