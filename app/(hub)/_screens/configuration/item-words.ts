import type { StatusTone } from "@/components/kit/status-badge";
import type { CheckedItem } from "@/lib/configuration/checked";

/** The words on screen for what becomes of a thing, before it is taken and afterwards. */
export const stateWords: Record<CheckedItem["state"], { tone: StatusTone; planned: string; done: string }> = {
  new: { tone: "ok", planned: "New", done: "Made" },
  changed: { tone: "info", planned: "Changed", done: "Changed" },
  same: { tone: "neutral", planned: "Same", done: "Same" },
  cannot: { tone: "failed", planned: "Cannot", done: "Not taken" },
};
