import type { ProjectRole } from "@/lib/auth/permissions";
import { refused, shown, unchanged, type GivenRow, type Judged, type Problem } from "./judged";
import { emailClaim, userClaim, usernameClaim, type Account, type Known } from "./known";
import { planUser, type Here } from "./plan-user";
import { readPerson, type ReadPerson } from "./read-person";
import type { Shape } from "./targets";

/** What a row about a person would do: make an account, add somebody to the project, change what differs, or nothing. */
export function judgeUser(row: GivenRow, here: Here): Judged {
  const { shape, mapping, known } = here;
  const person = readPerson(here.cells, shape);
  const account = findAccount(person, known);
  const subject = account
    ? { id: account.id, label: account.username }
    : { id: null, label: person.username ?? person.email ?? "" };
  const isHere = account !== null && (shape.projectId === null || account.role !== null);
  const identity = identityProblem(person, account, shape);
  if (identity)
    return refused(row.line, isReadable(person) ? [identity, ...person.problems] : person.problems, subject);
  const claims = account ? [userClaim(account.id)] : claimsOf(person);
  const earlier = claims.map((claim) => known.claims.get(claim)).find((line) => line !== undefined);
  if (earlier !== undefined) return refused(row.line, [twice(subject.label, earlier)], subject);
  if (isHere && mapping.existing === "leave") {
    claim(known, claims, row.line);
    return unchanged(row.line, subject, claims, "They are here already, and only new people are added");
  }
  const { plan, changes, problems } = planUser(person, account, here);
  if (problems.length > 0) return refused(row.line, problems, subject);
  claim(known, claims, row.line);
  if (isHere && changes.length === 0) return unchanged(row.line, subject, claims, "They are so already");
  if (plan.member) countManagers(known, account?.role ?? null, plan.member.role);
  const verdict = isHere ? "change" : "create";
  return { line: row.line, verdict, reason: null, detail: null, subject, changes, claims, plan };
}

/** False when what should say who is meant is there and cannot be used, which says more than that nothing is there. */
function isReadable({ email, username, problems }: ReadPerson): boolean {
  return email !== undefined || username !== undefined || problems.length === 0;
}

function findAccount({ email, username }: ReadPerson, { accounts }: Known): Account | null {
  return (email && accounts.get(email)) || (username && accounts.get(username)) || null;
}

/** Whether it is clear who is meant, and whether that account may be used or made. */
function identityProblem(person: ReadPerson, account: Account | null, shape: Shape): Problem | null {
  const { email, username } = person;
  if (!email && !username) {
    const reason = "The row does not say who it is about";
    return { reason, detail: `${reason}: it has neither an e-mail address nor a username that can be used.` };
  }
  if (!account) return newProblem(email, username, shape);
  if (account.state === "deleted" || (shape.projectId !== null && account.state !== "active")) {
    const reason = `The account is ${account.state === "deleted" ? "deleted" : "switched off"}`;
    return { reason, detail: `${reason}: ${shown(account.username)}.` };
  }
  const isOther = (email && email !== account.email) || (username && username !== account.username);
  if (!isOther) return null;
  return {
    reason: "E-mail address and username belong to different accounts",
    detail: `There is an account ${shown(account.username)} with the e-mail address ${account.email}. An import changes neither.`,
  };
}

function newProblem(email: string | undefined, username: string | undefined, shape: Shape): Problem | null {
  const name = shown(email ?? username ?? "");
  if (!shape.mayMakeAccounts) {
    return {
      reason: "There is no such account; a community manager can create it",
      detail: `No account is called ${name}. A community manager can create it, or import this file.`,
    };
  }
  if (email) return null;
  return {
    reason: "A new account needs an e-mail address",
    detail: `No account is called ${name}, and a new one needs an e-mail address.`,
  };
}

function claimsOf({ email, username }: ReadPerson): string[] {
  return [...(email ? [emailClaim(email)] : []), ...(username ? [usernameClaim(username)] : [])];
}

function claim(known: Known, claims: readonly string[], line: number): void {
  for (const each of claims) known.claims.set(each, line);
}

function twice(label: string, line: number): Problem {
  return {
    reason: "The file has several rows for the same person",
    detail: `Line ${line} is about ${shown(label)} already.`,
  };
}

function countManagers(known: Known, before: ProjectRole | null, after: ProjectRole): void {
  known.managers += Number(after === "manager") - Number(before === "manager");
}
