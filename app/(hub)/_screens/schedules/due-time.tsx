import { formatMinute } from "@/components/kit/format";

/** A due time as the clocks of the schedule's own zone show it, the zone named. */
export function DueTime({ at, zone }: { at: string | Date; zone: string }) {
  const time = new Date(at);
  return (
    <time dateTime={time.toISOString()}>
      <small>{formatMinute(time.getTime(), zone)}</small>
    </time>
  );
}
