import { baseUrl } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { macroActions, type MacroAction } from "@/lib/macros/schema";
import { echoKinds } from "@/lib/outbound/guard";

/**
 * The sample's macros call the Echo at the address Fieldpost had when they were loaded. After a change of PORT or BASE_URL that would
 * be a stranger's, and refused; so they follow, in every version, as waiting deliveries keep theirs. Returns how many versions changed.
 */
export async function followOwnAddress(): Promise<number> {
  const origin = await baseUrl();
  const versions = await db.macroVersion.findMany({
    where: { macro: { project: { isSample: true } } },
    select: { macroId: true, version: true, actions: true },
  });
  let changed = 0;
  for (const { macroId, version, actions } of versions) {
    const before = macroActions.parse(actions);
    const after = before.map((action) => pointedAt(origin, action));
    if (after.every((action, index) => action === before[index])) continue;
    const macroId_version = { macroId, version };
    await db.macroVersion.update({ where: { macroId_version }, data: { actions: plainJson(after) } });
    changed += 1;
  }
  return changed;
}

const echo = new RegExp(`^https?://[^/?#]+(/api/echo/(?:${echoKinds.join("|")})(?:\\?[^#]*)?)$`);

function pointedAt(origin: string, action: MacroAction): MacroAction {
  if (action.kind !== "webhook" || action.urlSecret) return action;
  const path = echo.exec(action.url)?.[1];
  return path && action.url !== origin + path ? { ...action, url: origin + path } : action;
}
