import "server-only";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { queueMailIn } from "@/lib/mail/queue";

export interface UsedKey {
  id: string;
  name: string;
  notifyEmail: string | null;
  lastUsedAt: Date | null;
}

/** Keeps when and from where a key was last used, at most once a minute; tells its `notifyEmail`, at most once a day. */
export async function noteKeyUse(key: UsedKey, ip: string, now: Date): Promise<void> {
  if (key.lastUsedAt && now.getTime() - key.lastUsedAt.getTime() < minute) return;
  const { count } = await db.apiKey.updateMany({
    where: { id: key.id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(now.getTime() - minute) } }] },
    data: { lastUsedAt: now, lastUsedIp: ip },
  });
  if (count > 0 && key.notifyEmail) await tellOwner(key, key.notifyEmail, ip, now);
}

const minute = 60_000;
const day = 24 * 60 * minute;

async function tellOwner(key: UsedKey, to: string, ip: string, now: Date): Promise<void> {
  const told = await db.emailMessage.findFirst({
    where: { createdAt: { gt: new Date(now.getTime() - day) }, cause: { path: ["id"], equals: key.id } },
    select: { id: true },
  });
  if (told) return;
  await transaction((tx) =>
    queueMailIn(tx, {
      to,
      subject: `The API key “${key.name}” was used`,
      text: [
        `The API key “${key.name}” was used at ${now.toISOString()} from ${ip}.`,
        "You get this mail at most once a day. Switch it off in the key's settings, under Community tools, API keys.",
      ].join("\n\n"),
      projectId: null,
      cause: { kind: "listener", id: key.id, label: key.name },
    }),
  );
}
