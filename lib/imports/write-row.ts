import { projectIdOf, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import type { Origin } from "@/lib/auth/origin";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { Provenance } from "@/lib/external-data/provenance";
import { writeValuesIn } from "@/lib/external-data/write";
import { setMemberIn } from "@/lib/projects/commands";
import { addToTeamIn } from "@/lib/teams/commands";
import { createUserIn, updateUserIn } from "@/lib/users/commands";
import { saveProfileIn } from "@/lib/users/profile";
import { refused, type Judged, type Plan } from "./judged";

/** What brought a row in. */
export interface RowSource {
  importId: string;
  fileName: string;
  byName: string;
}

/**
 * Writes what a row was judged to do, by the commands that people use, whole or not at all, and returns its verdict: what somebody else did a
 * moment ago may refuse it after all.
 */
export async function writeRowIn(
  tx: Tx,
  actor: Can<"externalData.write">,
  judged: Judged,
  source: RowSource,
): Promise<Judged> {
  if (!judged.plan) return judged;
  await tx.$executeRaw`savepoint before_row`;
  try {
    const id = await writePlan(tx, actor, judged.plan, { ...source, line: judged.line });
    await tx.$executeRaw`release savepoint before_row`;
    return { ...judged, subject: { id, label: judged.subject?.label ?? "" } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await tx.$executeRaw`rollback to savepoint before_row`;
    const detail = Object.values(error.fields).join(" ") || error.message;
    return refused(judged.line, [{ reason: "Somebody changed it meanwhile", detail }], judged.subject);
  }
}

async function writePlan(
  tx: Tx,
  actor: Can<"externalData.write">,
  plan: Plan,
  source: RowSource & { line: number },
): Promise<string> {
  const { recordId, account, names, profile, member, teamIds = [], values } = plan;
  const made = account ? await createUserIn(tx, also(actor, "users.write"), account, null) : null;
  const id = made?.id ?? recordId ?? "";
  if (member && projectIdOf(actor))
    await setMemberIn(
      tx,
      also(actor, "members.write"),
      { id, username: made?.username ?? member.username },
      member.role,
    );
  if (names) await updateUserIn(tx, also(actor, "users.write"), names);
  if (profile) await saveProfileIn(tx, also(actor, "users.write"), id, profile);
  for (const teamId of teamIds)
    await addToTeamIn(tx, also(actor, "teams.write"), { teamId, userId: id, cause: causeOf(actor, source) });
  for (const { group, values: sent } of values)
    await writeValuesIn(tx, { group, recordId: id, values: sent, source: provenanceOf(source) });
  return id;
}

function causeOf({ name }: Can<"externalData.write">, { importId, fileName }: RowSource): Origin {
  return { kind: "import", id: importId, label: `${name}, from ${fileName}` };
}

/** Which file and line, and by whom: what stands beside each value and in its history. */
function provenanceOf({ importId, fileName, byName, line }: RowSource & { line: number }): Provenance {
  const label = `${fileName}, line ${line}, by ${byName}`;
  return { source: "import", id: importId, label, at: new Date().toISOString() };
}
