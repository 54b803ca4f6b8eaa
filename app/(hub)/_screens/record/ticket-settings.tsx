"use client";

import { NativeSelect, Stack } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { DefinitionList } from "@/components/kit/definition-list";
import { Section } from "@/components/kit/section";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { TicketChange } from "@/lib/feedback/schema";
import { changeTicket } from "./actions";

interface TicketSettingsProps {
  scope: ScopeRef;
  feedbackId: string;
  resolution: { key: string; name: string } | null;
  resolutions: { key: string; name: string }[];
  visibility: "private" | "public";
  mayChange: boolean;
}

/** Who sees a ticket and how it ended; saved at once. */
export function TicketSettings(props: TicketSettingsProps) {
  const { scope, feedbackId, resolution, resolutions, visibility, mayChange } = props;
  const router = useRouter();
  const save = useAction((change: TicketChange) => changeTicket(scope, { feedbackId, change }), {
    success: "Ticket saved",
    onSuccess: () => router.refresh(),
  });
  if (!mayChange) {
    return (
      <Section title="Ticket">
        <DefinitionList
          stacked
          items={[
            { term: "Seen by", value: seenBy[visibility] },
            ...(resolution ? [{ term: "Resolution", value: resolution.name }] : []),
          ]}
        />
      </Section>
    );
  }
  return (
    <Section title="Ticket">
      <Stack gap="sm">
        <NativeSelect
          label="Seen by"
          value={visibility}
          disabled={save.pending}
          data={[
            { value: "private", label: seenBy.private },
            { value: "public", label: seenBy.public },
          ]}
          onChange={(event) =>
            void save.run({ visibility: event.currentTarget.value === "public" ? "public" : "private" })
          }
        />
        {resolutions.length > 0 && (
          <NativeSelect
            label="Resolution"
            value={resolution?.key ?? ""}
            disabled={save.pending}
            data={[{ value: "", label: "None" }, ...resolutions.map(({ key, name }) => ({ value: key, label: name }))]}
            onChange={(event) => void save.run({ resolutionKey: event.currentTarget.value || null })}
          />
        )}
      </Stack>
    </Section>
  );
}

const seenBy = { private: "The submitter and staff", public: "Everyone in the project" };
