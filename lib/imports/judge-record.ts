import type { Cells } from "./cells";
import { judgeValues } from "./judge-values";
import { refused, shown, unchanged, type GivenRow, type Judged, type Problem } from "./judged";
import { folded, heldOf, recordClaim, type Known } from "./known";
import { recordTarget, type Shape } from "./targets";

/** What a row of external data values would do: one column names the record, the others its values. */
export function judgeRecord(row: GivenRow, cells: Cells, shape: Shape, known: Known): Judged {
  const [group] = shape.groups;
  const name = cells.get(recordTarget)?.trim();
  if (!group) return refused(row.line, [gone]);
  if (name === undefined) return refused(row.line, [unnamed(cells)]);
  const found = group.target === "feedback" ? findTicket(name, shape, known) : findPerson(name, shape, known);
  if ("reason" in found) return refused(row.line, [found]);
  const { problems, changes, plan } = judgeValues(group, heldOf(known, group.id, found.id), cells);
  if (problems.length > 0) return refused(row.line, problems, found);
  const claim = recordClaim(found.id);
  const earlier = known.claims.get(claim);
  if (earlier !== undefined) return refused(row.line, [twice(found.label, earlier)], found);
  known.claims.set(claim, row.line);
  if (!plan) return unchanged(row.line, found, [claim], "The record holds these values already");
  const isNew = Object.keys(heldOf(known, group.id, found.id)).length === 0;
  return {
    line: row.line,
    verdict: isNew ? "create" : "change",
    reason: null,
    detail: null,
    subject: found,
    changes,
    claims: [claim],
    plan: { recordId: found.id, values: [plan] },
  };
}

type Found = { id: string; label: string } | Problem;

function findPerson(name: string, { projectId }: Shape, known: Known): Found {
  const account = known.accounts.get(folded(name));
  if (account && account.state !== "deleted" && (projectId === null || account.role !== null))
    return { id: account.id, label: account.username };
  const place = projectId === null ? "the community" : "this project";
  return { reason: `Nobody in ${place} is called so`, detail: `Nobody in ${place} is called ${shown(name)}.` };
}

function findTicket(name: string, { projectId }: Shape, known: Known): Found {
  const tickets = known.tickets.get(name.toUpperCase()) ?? [];
  const [ticket] = tickets;
  if (!ticket) {
    const place = projectId === null ? "" : " in this project";
    return { reason: `There is no such ticket${place}`, detail: `There is no ticket ${shown(name)}${place}.` };
  }
  if (tickets.length === 1) return { id: ticket.id, label: name.toUpperCase() };
  const projects = tickets.map(({ project }) => project).join(", ");
  return {
    reason: "Several projects have a ticket of this name",
    detail: `There is a ticket ${shown(name)} in several projects (${projects}). Import the file in the project that is meant.`,
  };
}

function unnamed(cells: Cells): Problem {
  const reason = "The row does not say which record it is about";
  return { reason, detail: `${reason}: “${cells.heading(recordTarget)}” is empty.` };
}

function twice(label: string, line: number): Problem {
  return {
    reason: "The file has several rows for the same record",
    detail: `Line ${line} is about ${shown(label)} already.`,
  };
}

const gone: Problem = { reason: "The data group is gone", detail: "The data group is gone." };
