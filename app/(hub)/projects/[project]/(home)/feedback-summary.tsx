import { ButtonLink } from "@/components/kit/button-link";
import { Link } from "@/components/kit/link";
import { Section } from "@/components/kit/section";
import { EmptyState } from "@/components/states/empty-state";
import { encodeTableState } from "@/lib/conditions/table-state";
import type { getProjectSummary } from "@/lib/projects/queries";
import classes from "./project-home.module.css";

type Types = Awaited<ReturnType<typeof getProjectSummary>>["types"];

interface FeedbackSummaryProps {
  types: Types;
  base: string;
  mayConfigure: boolean;
}

/** Tickets by type and status; every number leads to the list it counts. */
export function FeedbackSummary({ types, base, mayConfigure }: FeedbackSummaryProps) {
  if (types.length === 0) {
    return (
      <Section title="Feedback">
        <EmptyState
          title="No feedback types yet"
          actions={
            mayConfigure && <ButtonLink href={`${base}/configuration/feedback-types/new`}>New feedback type</ButtonLink>
          }
        >
          A feedback type is a kind of ticket, such as Bug report, with its own fields and statuses.
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section title="Feedback">
      <ul className={classes.types}>
        {types.map((type) => (
          <li key={type.key} className={classes.type}>
            <Link href={`${base}/feedback/${type.key}`} className={classes.name}>
              {type.name}
              <span className={classes.total}>{total(type).toLocaleString("en")}</span>
            </Link>
            <ul className={classes.statuses} aria-label={`${type.name} by status`}>
              {type.statuses.map((status) => (
                <li key={status.key}>
                  <Link href={ticketsWith(base, type.key, status.key)} className={classes.status}>
                    <span className={classes.dot} data-color={status.color} aria-hidden />
                    {status.name}
                    <b>{status.count.toLocaleString("en")}</b>
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function total(type: Types[number]): number {
  return type.statuses.reduce((sum, { count }) => sum + count, 0);
}

function ticketsWith(base: string, type: string, status: string): string {
  const condition = {
    match: "all" as const,
    conditions: [{ field: "feedback.status", is: "is" as const, value: status }],
  };
  return `${base}/feedback/${type}?${encodeTableState({ condition }).toString()}`;
}
