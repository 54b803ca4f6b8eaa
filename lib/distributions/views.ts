import type { Can } from "@/lib/auth/actor";
import { nextDue } from "@/lib/automation/due-times";
import { timingColumns, timingOf } from "@/lib/automation/pass-over";
import { originOf } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { keepSendingPage, readLinkToken } from "./links";
import { requireDistributable } from "./may-distribute";
import { sleepDays } from "./schema";
import { stopDayWords, stopsAt } from "./sleep";
import { lockDistributionIn, ofDistribution } from "./stored";
import { tellOwnersIn } from "./tell";

/** A person looked at a report, or pressed the button of a file of its mails: what sends it is wanted. Written at most once an hour. */
export async function noteView(reportId: string, now = new Date()): Promise<void> {
  const hourAgo = new Date(now.getTime() - 3_600_000);
  await db.distribution.updateMany({
    where: { reportId, state: "on", OR: [{ viewedAt: { lt: hourAgo } }, { warnedAt: { not: null } }] },
    data: { viewedAt: now, warnedAt: null },
  });
}

/**
 * Warns the owners of distributions at whose report nobody has looked for 45 days, and stops those of 60 days. Nothing stops within two
 * weeks of its warning, also when no worker was there to warn in time.
 */
export async function putToSleep(now = new Date()): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * day);
  const candidates = await db.distribution.findMany({
    where: { state: "on", rate: { not: "once" }, viewedAt: { lte: before(sleepDays.warning) } },
    select: { id: true },
  });
  for (const { id } of candidates) await warnOrStop(id, now, before);
}

async function warnOrStop(id: string, now: Date, before: (days: number) => Date): Promise<void> {
  await transaction(async (tx) => {
    const [mine] = await tx.$queryRaw<unknown[]>`
      select 1 from distribution where id = ${id}::uuid and state = 'on' for update skip locked`;
    if (!mine) return;
    const distribution = await tx.distribution.findUniqueOrThrow({ where: { id }, select: columns });
    const { name, viewedAt, warnedAt, ownerId, reportId, timeZone } = distribution;
    const told = { distribution, ownerId, reportId };
    if (viewedAt > before(sleepDays.warning)) return;
    const settings = await tx.community.findUnique({ where: { id: 1 }, select: { baseUrl: true } });
    const origin = originOf(settings ?? { baseUrl: null });
    const button = { words: "Keep sending", href: keepSendingPage(origin, id, now.getTime() + 60 * day) };
    if (!warnedAt) {
      const stopDay = stopDayWords(stopsAt({ viewedAt, warnedAt }, now), timeZone);
      await tx.distribution.update({ where: { id }, data: { warnedAt: now }, select: { id: true } });
      await tellOwnersIn(tx, told, {
        subject: `“${name}” will stop: nobody reads it`,
        paragraphs: [
          `For ${daysBetween(viewedAt, now)} days nobody has opened the report or downloaded a file of its e-mails. On ${stopDay} it stops.`,
        ],
        button,
      });
    } else if (stopsAt({ viewedAt, warnedAt }, now) <= now) {
      const stateReason = `Nobody has looked at the report for ${daysBetween(viewedAt, now)} days.`;
      const asleep = { state: "asleep" as const, stateReason, stoppedAt: now };
      await tx.distribution.update({ where: { id }, data: asleep, select: { id: true } });
      await tellOwnersIn(tx, told, {
        subject: `“${name}” was stopped: nobody reads it`,
        paragraphs: [`${stateReason} Nothing more is sent until somebody goes on with it.`],
        button,
      });
    }
  });
}

/** What a link of such a mail is about; null when it is not ours, too old, or its distribution is gone. */
export async function findSleeper(token: string, now = new Date()) {
  const what = readLinkToken("keep sending", token);
  if (!what || what[1] < now.getTime()) return null;
  return db.distribution.findUnique({
    where: { id: what[0] },
    select: { id: true, name: true, state: true, viewedAt: true, warnedAt: true, report: { select: { name: true } } },
  });
}

/** Somebody wants it: it goes on, also after it stopped for want of readers. False for a link that opens nothing. */
export async function keepSending(token: string, now = new Date()): Promise<boolean> {
  const sleeper = await findSleeper(token, now);
  if (!sleeper) return false;
  await wake(sleeper.id, now);
  return true;
}

/** The same, by somebody who is signed in and may change it. @throws AppError `not_found`, `forbidden`, `conflict` for a report in the archive */
export async function keepSendingOn(actor: Can<"reports.read">, id: string, now = new Date()): Promise<void> {
  await requireDistributable(actor, (await ofDistribution(id)).reportId);
  await transaction((tx) => lockDistributionIn(tx, actor, id));
  await wake(id, now);
}

async function wake(id: string, now: Date): Promise<void> {
  await transaction(async (tx) => {
    await tx.$queryRaw`select 1 from distribution where id = ${id}::uuid for update`;
    const found = await tx.distribution.findUniqueOrThrow({
      where: { id },
      select: { ...timingColumns, state: true, nextAt: true },
    });
    // Paused by a person or stopped for want of rights: that is not for a reader to change.
    if (found.state !== "on" && found.state !== "asleep") return;
    const again = found.state === "asleep" && { state: "on" as const, nextAt: nextDue(timingOf(found), now) };
    await tx.distribution.update({
      where: { id },
      data: { viewedAt: now, warnedAt: null, stateReason: null, ...again },
      select: { id: true },
    });
  });
}

const day = 86_400_000;

const columns = {
  id: true,
  name: true,
  ownerId: true,
  reportId: true,
  viewedAt: true,
  warnedAt: true,
  timeZone: true,
} as const;

function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / day);
}
