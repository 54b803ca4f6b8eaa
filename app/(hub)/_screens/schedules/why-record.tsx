import { Button, TextInput } from "@mantine/core";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import type { ScheduleRow } from "@/lib/automation/schedule-queries";
import classes from "./schedules.module.css";

interface WhyRecordProps {
  schedule: Pick<ScheduleRow, "target" | "filter">;
  /** The list of the records of this place, which explains its filters. */
  listHref: string;
}

/** Leads to the list as the schedule sees it, and there to one record and why it is, or is not, in it. */
export function WhyRecord({ schedule: { target, filter }, listHref }: WhyRecordProps) {
  const isUser = target === "user";
  return (
    <Section title={`Why is this ${isUser ? "user" : "ticket"} (not) in it?`}>
      <form action={listHref} className={classes.why}>
        {filter && <input type="hidden" name="filter" value={filter.id} />}
        <TextInput
          name="record"
          label={isUser ? "Username or e-mail address" : "Ticket id"}
          placeholder={isUser ? "jane.doe" : "BUG-42"}
          maxLength={320}
          required
          withAsterisk={false}
        />
        <Button type="submit" variant="default">
          Explain
        </Button>
      </form>
      <p className={classes.note}>
        <TextLink href={filter ? `${listHref}?filter=${filter.id}` : listHref}>See all that match now</TextLink>
      </p>
    </Section>
  );
}
