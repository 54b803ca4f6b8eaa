import "server-only";
import type { Db } from "@/lib/db/client";
import { webhookAction, type WebhookAction } from "./schema";

export interface ActionRef {
  macroId: string;
  macroVersion: number;
  actionId: string;
}

export function actionKey({ macroId, macroVersion, actionId }: ActionRef): string {
  return `${macroId} ${macroVersion} ${actionId}`;
}

/** The actions of these deliveries as they were when they were queued, by `actionKey`. Those that are gone are absent. */
export async function loadActions(db: Db, refs: readonly ActionRef[]): Promise<Map<string, WebhookAction>> {
  const found = new Map<string, WebhookAction>();
  const asked = new Map<string, ActionRef>();
  for (const ref of refs) {
    const key = actionKey(ref);
    const known = cache.get(key);
    if (known) found.set(key, known);
    else asked.set(key, ref);
  }
  if (asked.size === 0) return found;
  const versions = await db.macroVersion.findMany({
    where: { OR: [...asked.values()].map(({ macroId, macroVersion }) => ({ macroId, version: macroVersion })) },
    select: { macroId: true, version: true, actions: true },
  });
  for (const [key, ref] of asked) {
    const version = versions.find(({ macroId, version }) => macroId === ref.macroId && version === ref.macroVersion);
    const action = findAction(version?.actions, ref.actionId);
    if (!action) continue;
    found.set(key, action);
    remember(key, action);
  }
  return found;
}

function findAction(actions: unknown, actionId: string): WebhookAction | null {
  if (!Array.isArray(actions)) return null;
  const stored: unknown = actions.find((action: unknown) => isObject(action) && action.id === actionId);
  return stored === undefined ? null : (webhookAction.safeParse(stored).data ?? null);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

// A version never changes, so what was read once stays true.
const cache = new Map<string, WebhookAction>();

function remember(key: string, action: WebhookAction): void {
  cache.set(key, action);
  if (cache.size <= 500) return;
  const [oldest] = cache.keys();
  if (oldest !== undefined) cache.delete(oldest);
}
