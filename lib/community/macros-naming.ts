import type { Tx } from "@/lib/db/client";

/**
 * The macros with an action that names this row by its id, a team or a rank: `Used by the macro “Thank”.` Empty when there is none. Here
 * because what may be named stands on lower rungs than the macros do.
 */
export async function macrosNamingIn(tx: Tx, id: string): Promise<string> {
  const macros = await tx.$queryRaw<{ name: string }[]>`
    select m.name from macro m join macro_version v on v.macro_id = m.id and v.version = m.version
     where jsonb_path_exists(v.actions, '$[*].* ? (@ == $id)', jsonb_build_object('id', ${id}::text)) order by m.name`;
  if (macros.length === 0) return "";
  return `Used by the ${macros.length === 1 ? "macro" : "macros"} ${macros.map(({ name }) => `“${name}”`).join(", ")}.`;
}
