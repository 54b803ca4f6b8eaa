import type { Tx } from "@/lib/db/client";
import type { HeldValues } from "@/lib/external-data/save-values";
import { cellsOf, type Cells } from "./cells";
import type { ImportQuestion } from "./judge-row";
import type { GivenRow } from "./judged";
import { emailClaim, folded, recordClaim, userClaim, usernameClaim, type Account, type Known } from "./known";
import { findClaimsIn } from "./rows";
import { recordTarget, type Shape } from "./targets";

/** What the database holds of everything that these rows name, and what the rows up to the line `until` laid claim to. */
export async function loadKnownIn(
  tx: Tx,
  rows: readonly GivenRow[],
  question: ImportQuestion,
  { importId, until }: { importId: string; until: number },
): Promise<Known> {
  const { shape } = question;
  const all = rows.map((row) => cellsOf(row, question.headings, question.mapping));
  const isAboutTickets = shape.kind === "values" && shape.groups[0]?.target === "feedback";
  const names = namesOf(all);
  const accounts = isAboutTickets ? [] : await findAccounts(tx, names, shape);
  const tickets = isAboutTickets ? await findTickets(tx, names, shape) : [];
  const records = [...accounts, ...tickets].map(({ id }) => id);
  return {
    accounts: new Map(accounts.flatMap((account) => [account.email, account.username].map((name) => [name, account]))),
    tickets: Map.groupBy(tickets, ({ displayId }) => displayId),
    values: await findValues(tx, records, shape),
    claims: await findClaimsIn(tx, importId, until, claimsFor(shape, records, names)),
    managers: shape.kind === "users" && shape.projectId !== null ? await countManagers(tx, shape.projectId) : 0,
  };
}

/** Everything to which rows with these names can lay claim. */
function claimsFor({ kind }: Shape, records: readonly string[], names: readonly string[]): string[] {
  if (kind === "values") return records.map(recordClaim);
  return [...records.map(userClaim), ...names.flatMap((name) => [emailClaim(name), usernameClaim(name)])];
}

/** Longer ones name nobody, and PostgreSQL takes no U+0000. */
function namesOf(all: readonly Cells[]): string[] {
  const cells = all.flatMap((row) => [row.get("email"), row.get("username"), row.get(recordTarget)]);
  return [...new Set(cells.flatMap((cell) => (cell && cell.length <= 320 ? [folded(cell)] : [])))];
}

async function findAccounts(tx: Tx, names: string[], { projectId }: Shape): Promise<Account[]> {
  const users = await tx.user.findMany({
    where: { OR: [{ email: { in: names } }, { username: { in: names } }] },
    select: {
      id: true,
      email: true,
      username: true,
      firstName: true,
      lastName: true,
      state: true,
      communityRole: true,
      profile: true,
      participations: {
        where: projectId ? { projectId, state: "active" } : { projectId: { in: [] } },
        select: { role: true },
      },
      teamMemberships: { where: { team: { projectId } }, select: { teamId: true } },
    },
  });
  return users.map(({ participations, teamMemberships, profile, ...user }) => ({
    ...user,
    profile: profile as Record<string, unknown>,
    role: participations[0]?.role ?? null,
    teamIds: new Set(teamMemberships.map(({ teamId }) => teamId)),
  }));
}

async function findTickets(tx: Tx, names: string[], { projectId }: Shape) {
  const tickets = await tx.feedback.findMany({
    where: { displayId: { in: names.map((name) => name.toUpperCase()) }, ...(projectId ? { projectId } : {}) },
    select: { id: true, displayId: true, project: { select: { name: true } } },
  });
  return tickets.map(({ project, ...ticket }) => ({ ...ticket, project: project.name }));
}

async function findValues(tx: Tx, records: string[], { groups }: Shape): Promise<Known["values"]> {
  if (records.length === 0 || groups.length === 0) return new Map();
  const rows = await tx.externalDataRecord.findMany({
    where: { recordId: { in: records }, groupId: { in: groups.map(({ id }) => id) } },
    select: { groupId: true, recordId: true, values: true },
  });
  const byGroup = Map.groupBy(rows, ({ groupId }) => groupId);
  return new Map(
    [...byGroup].map(([groupId, held]) => [
      groupId,
      new Map(held.map(({ recordId, values }) => [recordId, values as HeldValues["values"]])),
    ]),
  );
}

function countManagers(tx: Tx, projectId: string): Promise<number> {
  return tx.participation.count({ where: { projectId, role: "manager", state: "active" } });
}
