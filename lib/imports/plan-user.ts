import { roleLabel } from "@/lib/auth/permissions";
import type { Cells } from "./cells";
import { judgeValues } from "./judge-values";
import type { Plan, Problem } from "./judged";
import { heldOf, type Account, type Known } from "./known";
import type { ReadPerson } from "./read-person";
import type { Change, Mapping } from "./schema";
import type { Shape } from "./targets";

/** In what a row is judged. */
export interface Here {
  cells: Cells;
  shape: Shape;
  mapping: Mapping;
  known: Known;
}

export interface Planned {
  plan: Plan;
  changes: Change[];
  problems: Problem[];
}

/** What has to be written so that a person is as a row says, and how that reads. An empty cell leaves what is there. */
export function planUser(person: ReadPerson, account: Account | null, here: Here): Planned {
  const { shape, mapping, known, cells } = here;
  const planned: Planned = {
    plan: { recordId: account?.id ?? null, values: [] },
    changes: [],
    problems: person.problems,
  };
  // An account that is only added to the project keeps its names, unless what is here may be changed.
  if (!account || (shape.mayMakeAccounts && mapping.existing === "update"))
    planAccount(planned, person, account, shape);
  if (shape.projectId !== null) planMember(planned, person, account, here);
  const teams = person.teams.filter(({ id }) => !account?.teamIds.has(id));
  if (teams.length > 0) {
    planned.plan.teamIds = teams.map(({ id }) => id);
    planned.changes.push({ label: "Teams", old: null, new: teams.map(({ name }) => name).join("; ") });
  }
  for (const group of shape.groups) {
    const judged = judgeValues(group, heldOf(known, group.id, account?.id ?? null), cells);
    planned.problems = [...planned.problems, ...judged.problems];
    planned.changes.push(...judged.changes);
    if (judged.plan) planned.plan.values.push(judged.plan);
  }
  return planned;
}

function planAccount({ plan, changes }: Planned, person: ReadPerson, account: Account | null, shape: Shape): void {
  const names = { firstName: person.firstName, lastName: person.lastName };
  if (!account) {
    const { email = "", username } = person;
    plan.account = { email, username, firstName: "", lastName: "", communityRole: "member", ...given(names) };
    changes.push({ label: "E-mail", old: null, new: email });
    if (username) changes.push({ label: "Username", old: null, new: username });
  }
  const before: Pick<Account, "firstName" | "lastName" | "profile"> = account ?? {
    firstName: "",
    lastName: "",
    profile: {},
  };
  note(changes, "First name", before.firstName, names.firstName);
  note(changes, "Last name", before.lastName, names.lastName);
  const isRenamed = changes.some(({ label }) => label === "First name" || label === "Last name");
  if (account && account.state !== "deleted" && isRenamed) {
    const { id, email, username, firstName, lastName, communityRole, state } = account;
    plan.names = { id, email, username, firstName, lastName, communityRole, state, ...given(names) };
  }
  const profile = Object.entries(person.profile).filter(([key, value]) => before.profile[key] !== value);
  for (const [key, value] of profile) {
    const label = shape.profile.find((field) => field.key === key)?.label ?? key;
    note(changes, label, textOf(before.profile[key]), textOf(value));
  }
  if (profile.length > 0) plan.profile = Object.fromEntries(profile);
}

function given(names: { firstName?: string; lastName?: string }): { firstName?: string; lastName?: string } {
  return Object.fromEntries(Object.entries(names).filter(([, name]) => name !== undefined));
}

function note(changes: Change[], label: string, old: string | null, next: string | null | undefined): void {
  if (next !== undefined && (old ?? "") !== (next ?? "")) changes.push({ label, old: old || null, new: next || null });
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function planMember(planned: Planned, person: ReadPerson, account: Account | null, { mapping, known }: Here): void {
  const before = account?.role ?? null;
  const role = person.role ?? before ?? mapping.role;
  if (role === before) return;
  if (before === "manager" && known.managers <= 1) {
    const reason = "This is the last project manager";
    planned.problems = [...planned.problems, { reason, detail: `${reason}. Make someone else project manager first.` }];
  }
  planned.plan.member = { username: account?.username ?? person.username ?? "", role };
  planned.changes.push({ label: "Role", old: before && roleLabel[before], new: roleLabel[role] });
}
