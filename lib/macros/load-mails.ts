import type { Db } from "@/lib/db/client";
import { loadMailTemplates } from "@/lib/mail-templates/queries";
import type { MailTemplates } from "./mail-of";
import type { MacroAction } from "./schema";

/** The e-mail templates that actions name, as they are now. */
export function loadTemplatesOf(store: Db, actions: readonly MacroAction[]): Promise<MailTemplates> {
  const ids = actions.flatMap((action) => (action.kind === "email" ? (action.templateId ?? []) : []));
  return loadMailTemplates(store, ids);
}
