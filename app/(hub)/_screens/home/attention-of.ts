import type { Actor } from "@/lib/auth/actor";
import type { OwnProject } from "@/lib/home/own-projects";
import { attentionProviders, type AttentionItem } from "./attention-providers";

/** Shown at once; who has more begins with these. */
const most = 12;

export interface FoundAttention {
  items: (AttentionItem & { project: string | null })[];
  /** There are others. */
  isMore: boolean;
}

/**
 * What a person has to look at here, then in their projects, one after the other, so that twenty projects do not take all connections. Ends
 * where enough is found.
 */
export async function attentionOf(
  actor: Actor,
  root: string,
  projects: readonly OwnProject[],
): Promise<FoundAttention> {
  const places = [
    { project: null, actor, root },
    ...projects.map((there) => ({ project: there.name, actor: there.actor, root: `/projects/${there.key}` })),
  ];
  const items: FoundAttention["items"] = [];
  for (const { project, ...place } of places) {
    const found = await Promise.all(attentionProviders.map((find) => find(place.actor, place.root)));
    items.push(...found.flat().map((item) => ({ ...item, project })));
    if (items.length > most && projects.length > 0) return { items: items.slice(0, most), isMore: true };
  }
  return { items, isMore: false };
}
