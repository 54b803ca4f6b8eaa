import { Stack, Text } from "@mantine/core";
import { TicketList } from "@/app/(hub)/_screens/record/ticket-list";
import { ButtonLink } from "@/components/kit/button-link";
import { Section } from "@/components/kit/section";
import { EmptyState } from "@/components/states/empty-state";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { listFeedbackTypes } from "@/lib/feedback/types";
import { listVisibleTickets } from "@/lib/feedback/visible-tickets";
import classes from "./participant-home.module.css";

/** What a tester does here: send feedback, and follow what became of it. */
export async function ParticipantHome({ actor, base }: { actor: Can<"feedback.submit">; base: string }) {
  const [types, tickets] = await Promise.all([
    listFeedbackTypes(also(actor, "project.read")),
    listVisibleTickets(also(actor, "feedback.readOwn"), { shared: false }),
  ]);
  const project = actor.scope.kind === "project" ? actor.scope.key : "";
  return (
    <Stack gap="lg">
      <Section title="Send feedback">
        {types.length === 0 ? (
          <Text size="sm" c="dimmed">
            This project takes no feedback yet.
          </Text>
        ) : (
          <ul className={classes.types}>
            {types.map((type) => (
              <li key={type.key}>
                <div className={classes.words}>
                  <b>{type.name}</b>
                  {type.description && <p>{type.description}</p>}
                </div>
                <ButtonLink
                  href={`${base}/feedback/${type.key}/new`}
                  variant="light"
                  aria-label={`Submit: ${type.name}`}
                >
                  Submit
                </ButtonLink>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Your tickets" flush={tickets.length > 0}>
        {tickets.length === 0 ? (
          <EmptyState title="No tickets yet">What you submit appears here, with its status.</EmptyState>
        ) : (
          <TicketList label="Your tickets" tickets={tickets} base={base} scope={{ project }} mayVote={false} />
        )}
      </Section>
    </Stack>
  );
}
