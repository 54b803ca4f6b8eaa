import { audit } from "@/lib/audit/audit";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { env } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";
import type { CommunityInput } from "./schema";

const columns = {
  name: true,
  timeZone: true,
  baseUrl: true,
  enhancedIntegrations: true,
  bodyDays: true,
  failedBodyDays: true,
  attemptDays: true,
  receiptDays: true,
} as const;

export type Community = Awaited<ReturnType<typeof getCommunity>>;

/** The community's settings, read fresh. Before the first start made the row, the defaults. */
export async function getCommunity() {
  const row = await db.community.findUnique({ where: { id: 1 }, select: columns });
  return row ?? defaults;
}

/** The origin of our own addresses, without a slash at the end: `BASE_URL`, else the setting, else this machine's. Never the Host header. */
export async function baseUrl(): Promise<string> {
  return env.BASE_URL ?? originOf(await getCommunity());
}

/** The same for whoever has the settings at hand. */
export function originOf({ baseUrl: set }: Pick<Community, "baseUrl">): string {
  if (env.BASE_URL) return env.BASE_URL;
  return set ? new URL(set).origin : `http://localhost:${env.PORT}`;
}

/** @throws AppError `forbidden` while "Enhanced integrations" is switched off. */
export async function requireIntegrations(): Promise<void> {
  const { enhancedIntegrations } = await getCommunity();
  if (enhancedIntegrations) return;
  throw new AppError(
    "forbidden",
    "Enhanced integrations are switched off. A community manager can switch them on under Community tools → Settings.",
  );
}

export async function updateCommunity(actor: Can<"settings.write">, input: CommunityInput): Promise<void> {
  await transaction(async (tx) => {
    const before = await tx.community.findUnique({ where: { id: 1 }, select: columns });
    await tx.community.upsert({ where: { id: 1 }, create: { id: 1, ...input }, update: input, select: { id: true } });
    await audit(tx, actor, {
      verb: "changed",
      kind: "settings",
      id: "community",
      label: input.name,
      before: before ?? {},
      after: input,
    });
  });
}

const defaults = {
  name: "Community",
  timeZone: "UTC",
  baseUrl: null as string | null,
  enhancedIntegrations: true,
  bodyDays: 7,
  failedBodyDays: 30,
  attemptDays: 90,
  receiptDays: 30,
};
