"use client";

import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { useHydrated } from "@/components/form/use-hydrated";
import { formatCount } from "@/components/kit/format";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { TicketLink } from "@/lib/feedback/ticket";
import { changeTicket } from "./actions";
import classes from "./record.module.css";

interface TicketDuplicatesProps {
  scope: ScopeRef;
  feedbackId: string;
  original: TicketLink | null;
  duplicates: TicketLink[];
  /** All of them; `duplicates` are the newest. */
  count: number;
  mayChange: boolean;
  /** The project's address. */
  base: string;
}

/** What this ticket says again, and what says it again. */
export function TicketDuplicates(props: TicketDuplicatesProps) {
  const { scope, feedbackId, original, duplicates, count, mayChange, base } = props;
  const router = useRouter();
  const isHydrated = useHydrated();
  const [named, setNamed] = useState("");
  const save = useAction((duplicateOf: string | null) => changeTicket(scope, { feedbackId, change: { duplicateOf } }), {
    success: original ? "No duplicate any more" : "Marked as a duplicate",
    onSuccess: () => {
      setNamed("");
      router.refresh();
    },
  });
  if (!mayChange && !original && duplicates.length === 0) return null;
  const link = (ticket: TicketLink) => (
    <TextLink href={`${base}/feedback/${ticket.typeKey}/${ticket.displayId}`}>
      {ticket.displayId} {ticket.title}
    </TextLink>
  );
  return (
    <Section title="Duplicates">
      <Stack gap="sm">
        {original && (
          <div className={classes.text}>
            <Text size="sm" c="dimmed">
              This ticket is a duplicate of
            </Text>
            {link(original)}
          </div>
        )}
        {original && mayChange && (
          <Button variant="default" loading={save.pending} onClick={() => void save.run(null)}>
            Not a duplicate
          </Button>
        )}
        {!original && mayChange && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void save.run(named);
            }}
          >
            <TextInput
              label="Duplicate of"
              placeholder="BUG-42"
              value={named}
              disabled={!isHydrated}
              onChange={(event) => setNamed(event.currentTarget.value)}
              error={save.failure?.fields["duplicateOf"]}
            />
            <Group justify="flex-end" mt="xs">
              <Button type="submit" variant="default" disabled={named.trim() === ""} loading={save.pending}>
                Mark as duplicate
              </Button>
            </Group>
          </form>
        )}
        {duplicates.length > 0 && (
          <div>
            <Text size="sm" c="dimmed">
              {count > duplicates.length
                ? `${formatCount(count)} tickets say the same; the newest are`
                : count === 1
                  ? "1 ticket says the same"
                  : `${formatCount(count)} tickets say the same`}
            </Text>
            <ul className={classes.links}>
              {duplicates.map((ticket) => (
                <li key={ticket.displayId}>{link(ticket)}</li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </Section>
  );
}
