import { notFound } from "next/navigation";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { getImportGroup } from "@/lib/imports/load-shape";

/** The group that an address names; null when it is about users themselves. */
export async function findGroup(actor: Actor, groupId: string | null) {
  if (groupId === null) return null;
  if (!z.uuid().safeParse(groupId).success) notFound();
  return getImportGroup(actor, groupId);
}
