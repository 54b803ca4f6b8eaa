import { Section } from "@/components/kit/section";
import { StatCard, StatGrid } from "@/components/kit/stat-card";
import type { Can } from "@/lib/auth/actor";
import { listSentLately, sentSpans, type SentPart, type SentSpan } from "@/lib/webhooks/sent-lately";
import { DueMinute } from "./due-minute";
import classes from "./home.module.css";

/** What was sent lately: three numbers, and how they came about. */
export async function SentSection({ actor, root, span }: { actor: Can<"logs.read">; root: string; span: SentSpan }) {
  const sent = await listSentLately(actor, span);
  const sum = (part: "ok" | "retrying" | "failed") => sent.reduce((all, each) => all + each[part], 0);
  const [ok, retrying, failed] = [sum("ok"), sum("retrying"), sum("failed")];
  const log = (state: string) => `${root}/logs?state=${state}&range=${span}`;
  return (
    <Section title={`Webhooks, last ${span === "24h" ? "24 hours" : "7 days"}`}>
      {ok + retrying + failed > 0 && <Parts sent={sent} hours={sentSpans[span].hours} />}
      <StatGrid>
        <StatCard label="Delivered" value={ok} href={log("delivered")} />
        <StatCard label="Waiting or retrying" value={retrying} href={log("waiting")} />
        <StatCard label="Failed or held for you" value={failed} href={log("failed")} />
      </StatGrid>
    </Section>
  );
}

function Parts({ sent, hours }: { sent: SentPart[]; hours: number }) {
  const most = Math.max(...sent.map(({ ok, retrying, failed }) => ok + retrying + failed));
  const busiest = sent.find(({ ok, retrying, failed }) => ok + retrying + failed === most)?.at ?? "";
  const length = hours === 1 ? "one hour" : `${hours} hours`;
  const [first, last] = [sent[0]?.at, sent.at(-1)?.at];
  const words = `Webhooks over time. The most in ${length}: ${most.toLocaleString("en")}, from ${busiest.slice(0, 10)} ${busiest.slice(11, 16)} UTC.`;
  return (
    <>
      <div className={classes.hours} role="img" aria-label={words}>
        {sent.map(({ at, ...parts }) => (
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
