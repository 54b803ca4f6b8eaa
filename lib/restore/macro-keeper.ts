import type { z } from "zod";
import { projectIdOf } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { createMacro, updateMacro } from "@/lib/macros/commands";
import { homeOf } from "@/lib/macros/home-of";
import { macroActions, macroInput, type MacroAction } from "@/lib/macros/schema";
import { macroSnapshot, snapshotOf, type MacroSnapshot } from "@/lib/macros/snapshot";
import { toWebhookInput, type WebhookAction } from "@/lib/webhooks/schema";
import { keeper } from "./keeper";

/** Which version it is says nothing about what is in it. */
const version = macroSnapshot.omit({ version: true });
type Version = z.infer<typeof version>;

export const macroKeeper = keeper("macros.write", {
  read: (kept) => version.transform(inputOf).safeParse(kept),
  present: async (actor, id) => {
    const macro = await db.macro.findFirst({
      where: { id, projectId: projectIdOf(actor) },
      include: { teams: { select: { teamId: true } } },
    });
    if (!macro) return null;
    const last = await db.macroVersion.findUniqueOrThrow({
      where: { macroId_version: { macroId: id, version: macro.version } },
      select: { actions: true },
    });
    return withoutVersion(snapshotOf({ ...macro, actions: macroActions.parse(last.actions) }));
  },
  fit: (kept, present) => {
    const wanted = version.safeParse(kept);
    if (!wanted.success) return { version: kept, missing: [] };
    const now = present ? version.parse(present).actions : [];
    const missing: string[] = [];
    const actions = wanted.data.actions.map((action) => withSecretsOf(action, now, missing));
    return { version: { ...wanted.data, actions }, missing };
  },
  save: (actor, id, { macro }) => updateMacro(actor, id, macro),
  recreate: (actor, _id, { macro, home }) => createMacro(actor, home, macro),
  loses: "Its runs do not come back.",
});

function withoutVersion({ version: _, ...rest }: MacroSnapshot): Version {
  return rest;
}

function inputOf({ target: _, feedbackTypeId, actions, ...rest }: Version) {
  const inputs = actions.map((action) => (action.kind === "webhook" ? toWebhookInput(action) : action));
  return { macro: macroInput.parse({ ...rest, actions: inputs }), home: homeOf(feedbackTypeId) };
}

/** The action with the secrets that stand in the same places today. */
function withSecretsOf(action: MacroAction, now: readonly MacroAction[], missing: string[]): MacroAction {
  if (action.kind !== "webhook") return action;
  const today = now.find((other): other is WebhookAction => other.kind === "webhook" && other.id === action.id);
  const headers = action.headers.map((header) => {
    if (!("secretId" in header)) return header;
    const held = today?.headers.find(({ name }) => name.toLowerCase() === header.name.toLowerCase());
    if (held && "secretId" in held) return { ...held, name: header.name };
    missing.push(`the header “${header.name}”`);
    return header;
  });
  if (!action.urlSecret) return { ...action, headers };
  if (today?.urlSecret) return { ...action, headers, urlSecret: today.urlSecret, url: today.url };
  missing.push("the URL");
  return { ...action, headers };
}
