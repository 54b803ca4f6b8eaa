import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import type { CallDetail } from "@/lib/listeners/calls";
import { listListeners } from "@/lib/listeners/queries";
import { automationBase } from "./automation-base";
import { rootOf } from "./listener-place";

export interface CallLinks {
  /** Null when the listener is gone, or was never found. */
  listener: { name: string; href: string } | null;
  /** The user's or ticket's page. */
  subject: string | null;
  runs: string;
  calls: string;
}

/** Where the things that a call names are to be seen. */
export async function callLinks(actor: Can<"logs.read">, call: CallDetail): Promise<CallLinks> {
  const root = rootOf(actor);
  const listener = (await listListeners(also(actor, "listeners.read"))).find(({ id }) => id === call.listener?.id);
  const typeKey = listener?.feedbackTypeId ? await typeKeyOf(listener.feedbackTypeId) : null;
  const base = listener && listenersOf(root, listener.target, typeKey);
  return {
    listener: listener && base ? { name: listener.name, href: `${base}/${listener.id}` } : null,
    subject: call.subject && (await subjectOf(root, call.subject)),
    runs: `${root}/runs/`,
    calls: `${root}/logs/calls/`,
  };
}

function listenersOf(root: string, target: "user" | "feedback" | "project", typeKey: string | null): string | null {
  if (target !== "feedback") return automationBase(root, { target });
  return typeKey === null ? null : automationBase(root, { target, typeKey });
}

async function typeKeyOf(id: string): Promise<string | null> {
  return (await db.feedbackType.findUnique({ where: { id }, select: { key: true } }))?.key ?? null;
}

async function subjectOf(root: string, { target, id, label }: NonNullable<CallDetail["subject"]>) {
  if (target === "user") return `${root}/users/${id}`;
  if (target === "project") return root;
  const ticket = await db.feedback.findUnique({ where: { id }, select: { type: { select: { key: true } } } });
  return ticket && `${root}/feedback/${ticket.type.key}/${label}`;
}
