import { randomUUID } from "node:crypto";
import type { Scope } from "@/lib/auth/actor";
import { createListener } from "@/lib/listeners/commands";
import { listenerInput } from "@/lib/listeners/schema";
import { as } from "./actor";

interface Needed {
  apiKeyId: string;
  /** The feedback type Bug report. */
  typeId: string;
  /** The group App usage. */
  groupId: string;
  /** The macro close-fixed. */
  macroId: string;
}

/** The ids of the sample's listeners, by key. */
export type SampleListeners = Record<"appdata" | "tracker-comment" | "tracker-status", string>;

/** One listener of each type: the app's usage data, the tracker's comments, the tracker's statuses. */
export async function makeListeners(
  project: Scope,
  { apiKeyId, typeId, groupId, macroId }: Needed,
): Promise<SampleListeners> {
  const actor = as(project, "listeners.write");
  const drafts = [
    {
      kind: "external_data",
      target: "user",
      key: "appdata",
      name: "App usage data",
      description: "The app reports its version, sessions and crashes.",
      groupId,
    },
    {
      kind: "comment",
      target: "feedback",
      feedbackTypeId: typeId,
      key: "tracker-comment",
      name: "Tracker comments",
      description: "What developers write in the tracker becomes a reply on the ticket.",
      authorField: "author_name",
      commentField: "comment",
    },
    {
      kind: "macro",
      target: "feedback",
      feedbackTypeId: typeId,
      key: "tracker-status",
      name: "Tracker says done",
      description: "Closes the ticket as fixed when the tracker calls.",
      macroId,
    },
  ] as const;
  const ids = { appdata: randomUUID(), "tracker-comment": randomUUID(), "tracker-status": randomUUID() };
  for (const draft of drafts)
    await createListener(actor, listenerInput.parse({ ...draft, id: ids[draft.key], apiKeyId }));
  return ids;
}
