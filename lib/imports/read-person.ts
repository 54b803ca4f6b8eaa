import { projectRoles, roleLabel, type ProjectRole } from "@/lib/auth/permissions";
import { checkProfileValue, type ProfileFieldRow, type ProfileValue } from "@/lib/users/profile";
import { emailAddress, newUser, username as usernameSchema } from "@/lib/users/schema";
import type { Cells } from "./cells";
import { shown, type Problem } from "./judged";
import type { Shape } from "./targets";

/** What the cells of a row say about a person, as far as they can be read. */
export interface ReadPerson {
  email?: string;
  username?: string;
  firstName?: string;
  lastName?: string;
  role?: ProjectRole;
  teams: { id: string; name: string }[];
  profile: Record<string, ProfileValue>;
  problems: Problem[];
}

export function readPerson(cells: Cells, { profile, teams, projectId }: Shape): ReadPerson {
  const person: ReadPerson = { teams: [], profile: {}, problems: [] };
  for (const [target, schema] of texts) {
    const cell = cells.get(target);
    if (cell === undefined) continue;
    const parsed = schema.safeParse(cell);
    if (parsed.success) person[target] = parsed.data;
    else person.problems.push(unfit(cells, target, cell, parsed.error.issues[0]?.message ?? ""));
  }
  const role = cells.get("role");
  if (role !== undefined) {
    person.role = projectRoles.find((each) =>
      [each, roleLabel[each].toLowerCase()].includes(role.trim().toLowerCase()),
    );
    if (!person.role) person.problems.push(unfit(cells, "role", role, `Use ${roles}.`));
  }
  for (const name of (cells.get("teams") ?? "").split(";").map((each) => each.trim())) {
    const team = teams.get(name.toLowerCase());
    const place = projectId === null ? "The community" : "This project";
    if (team && !person.teams.includes(team)) person.teams.push(team);
    if (!team && name !== "") person.problems.push(unfit(cells, "teams", name, `${place} has no such team.`));
  }
  for (const field of profile) readProfile(person, cells, field);
  return person;
}

const texts = [
  ["email", emailAddress],
  ["username", usernameSchema],
  ["firstName", newUser.shape.firstName.unwrap()],
  ["lastName", newUser.shape.lastName.unwrap()],
] as const;

const roles = new Intl.ListFormat("en", { type: "disjunction" }).format(projectRoles.map((role) => roleLabel[role]));

function readProfile(person: ReadPerson, cells: Cells, field: ProfileFieldRow): void {
  const target = `profile.${field.key}`;
  const cell = cells.get(target);
  if (cell === undefined) return;
  const raw = profileText(field, cell);
  const checked = raw === null ? { problem: "use true or false." } : checkProfileValue(field, raw);
  if ("value" in checked) person.profile[field.key] = checked.value;
  else person.problems.push(unfit(cells, target, cell, checked.problem));
}

/** A choice may be given by its label, and a spreadsheet writes Booleans in capitals; null for what is neither true nor false. */
function profileText({ type, options }: ProfileFieldRow, cell: string): string | null {
  const word = cell.trim().toLowerCase();
  if (type === "choice")
    return options.find(({ label, value }) => value === cell.trim() || label.toLowerCase() === word)?.value ?? cell;
  if (type === "boolean")
    return word === "true" || word === "1" ? "true" : word === "false" || word === "0" ? "false" : null;
  return type === "text" ? cell : cell.trim();
}

function unfit(cells: Cells, target: string, cell: string, wanted: string): Problem {
  const heading = cells.heading(target);
  return { reason: `“${heading}” cannot be used as it is`, detail: `“${heading}”: ${shown(cell)}. ${wanted}` };
}
