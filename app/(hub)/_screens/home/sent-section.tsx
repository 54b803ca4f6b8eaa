import { Section } from "@/components/kit/section";
import { StatCard, StatGrid } from "@/components/kit/stat-card";
import type { Can } from "@/lib/auth/actor";
import { sentByHour, type SentHour } from "@/lib/webhooks/last-day";
import { DueMinute } from "./due-minute";
import classes from "./home.module.css";

/** What was sent in the last day: three numbers, and how they came about. */
export async function SentSection({ actor, root }: { actor: Can<"logs.read">; root: string }) {
  const hours = await sentByHour(actor);
  const sum = (part: "ok" | "retrying" | "failed") => hours.reduce((all, hour) => all + hour[part], 0);
  const [ok, retrying, failed] = [sum("ok"), sum("retrying"), sum("failed")];
  const log = (state: string) => `${root}/logs?state=${state}&range=24h`;
  return (
    <Section title="Webhooks, last 24 hours">
      {ok + retrying + failed > 0 && <Hours hours={hours} />}
      <StatGrid>
        <StatCard label="Delivered" value={ok} href={log("delivered")} />
        <StatCard label="Waiting or retrying" value={retrying} href={log("waiting")} />
        <StatCard label="Failed or held for you" value={failed} href={log("failed")} />
      </StatGrid>
    </Section>
  );
}

function Hours({ hours }: { hours: SentHour[] }) {
  const most = Math.max(...hours.map(({ ok, retrying, failed }) => ok + retrying + failed));
  const busiest = hours.find(({ ok, retrying, failed }) => ok + retrying + failed === most);
  const [first, last] = [hours[0]?.at, hours.at(-1)?.at];
  const words = `Webhooks hour by hour. The most in one hour: ${most.toLocaleString("en")}, from ${busiest?.at.slice(11, 16)} UTC.`;
  return (
    <>
      <div className={classes.hours} role="img" aria-label={words}>
        {hours.map(({ at, ...parts }) => (
          <div key={at} className={classes.hour}>
            {(["ok", "retrying", "failed"] as const).map((part) => (
              <div
                key={part}
                className={classes.part}
                data-state={part}
                style={{ height: `${(parts[part] / most) * 100}%` }}
              />
            ))}
          </div>
        ))}
      </div>
      {first && last && (
        <p className={classes.axis}>
          <DueMinute at={first} />
          <DueMinute at={last} />
        </p>
      )}
    </>
  );
}
