"use client";

import { useFormContext, useWatch } from "react-hook-form";
import layout from "@/app/(hub)/_screens/automation/automation.module.css";
import { ZoneField } from "@/app/(hub)/_screens/zone-field";
import { MultiSelectField, SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { Section } from "@/components/kit/section";
import {
  lastDay,
  monthDays,
  rateLabels,
  scheduleRates,
  weekdayLabels,
  weekdays,
  type ScheduleDraft,
  type ScheduleRate,
} from "@/lib/automation/schedule-schema";
import classes from "./schedules.module.css";
import { isRareDay } from "./words";

/** When it runs. */
export function TimingFields() {
  const { control } = useFormContext<ScheduleDraft>();
  const [rate, monthDay = null] = useWatch({ control, name: ["rate", "monthDay"] });
  return (
    <Section title="When">
      <div className={layout.stack}>
        <SelectField
          name="rate"
          label="Rate"
          required
          options={scheduleRates.map((value) => ({ value, label: rateLabels[value] }))}
        />
        {rate === "weekly" && (
          <MultiSelectField
            name="weekdays"
            label="Days of the week"
            required
            options={weekdays.map((value) => ({ value, label: weekdayLabels[value] }))}
            placeholder="Choose days"
          />
        )}
        {rate === "monthly" && (
          <SelectField
            name="monthDay"
            label="Day of the month"
            required
            options={monthDays.map((value) => ({ value, label: value === lastDay ? "Last day" : value }))}
            placeholder="Choose a day"
            help={
              isRareDay(monthDay)
                ? `A month without a day ${monthDay} is left out. Every month has a last day.`
                : undefined
            }
          />
        )}
        {rate === "cron" && (
          <TextField
            name="pattern"
            label="Cron pattern"
            required
            mono
            placeholder="0 9 * * mon"
            help="Minute, hour, day of the month, month, weekday. 0 9 * * mon is every Monday at 09:00; L is the last day, mon#1 the first Monday of the month."
          />
        )}
        <div className={classes.bounds}>
          <TextField name="startsAt" label="Start" type="datetime-local" required help={startHelp[rate]} />
          {rate !== "once" && (
            <TextField name="endsAt" label="End" type="datetime-local" help="Not after this. Empty means never." />
          )}
        </div>
        <ZoneField help="The clocks it goes by, daylight saving included." />
      </div>
    </Section>
  );
}

const startHelp: Record<ScheduleRate, string> = {
  once: "When it runs.",
  hourly: "At this minute of every hour.",
  daily: "At this time of every day.",
  weekly: "At this time of each of these days.",
  monthly: "At this time of that day.",
  cron: "Not before this.",
};
