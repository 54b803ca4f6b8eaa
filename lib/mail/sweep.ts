import "server-only";
import { db } from "@/lib/db/client";
import { brokenOff, longestTry } from "./broken-off";

const atOnce = 1_000;

/**
 * Ends the mails that wait for a try that never comes: the job that was to send them failed for good, or the queue lost it. They have failed
 * then, and say whether they may have arrived. One that a job holds, or somebody may still be handing over, is left alone. Safe to repeat.
 */
export async function sweepMail(now = new Date()): Promise<void> {
  let ended: number;
  do ended = await endSome(now);
  while (ended === atOnce);
}

/** A mail and its job are written together, so one look at both is enough. */
async function endSome(now: Date): Promise<number> {
  const tooOld = new Date(now.getTime() - longestTry);
  return db.$executeRaw`
    with lost as materialized (
      select m.id from email_message m
       where m.state = 'queued' and (m.sending_since is null or m.sending_since < ${tooOld})
         and not exists (
           select from pgboss.job j
            where j.name = 'mail.send' and j.state < 'completed' and j.data->>'messageId' = m.id::text)
       order by m.id limit ${atOnce} for update skip locked)
    update email_message m
       set state = 'failed', sending_since = null, next_try_at = null,
           answer = case when m.sending_since is null then ${brokenOff.before} else ${brokenOff.within} end
                 || coalesce(' Before that, the mail server said: ' || m.answer, '')
      from lost where m.id = lost.id`;
}
