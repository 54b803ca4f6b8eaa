import { db } from "@/lib/db/client";
import { createGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput } from "@/lib/external-data/schema";
import type { Place } from "./place";

/** Tickets, teams, ranks, external data, filters and views. */
export async function makeNouns(place: Place) {
  const { projectId, name, tester, owner, can } = place;
  const team = async (called: string) =>
    (await db.team.create({ data: { projectId, name: called }, select: { id: true } })).id;
  const rank = async (called: string) =>
    (await db.rank.create({ data: { projectId, name: called, points: 5 }, select: { id: true } })).id;
  const testers = await team("Testers");
  await db.teamMembership.create({ data: { teamId: testers, userId: tester }, select: { teamId: true } });

  const group = await createGroup(can("groups.write"), groupOf("user", `Usage ${name}`));
  const shop = projectId && (await createGroup(can("groups.write"), groupOf("project", `Shop ${name}`)));

  const shared = { projectId, ownerId: owner, visibility: projectId ? "project" : "community" } as const;
  const condition = { match: "all", conditions: [] };
  const filter = async () =>
    (
      await db.savedFilter.create({
        data: { ...shared, source: "users", name: "All", condition },
        select: { id: true },
      })
    ).id;
  const columns = [{ path: "user.username" }];
  const view = await db.savedView.create({
    data: { ...shared, source: "users", name: "Names", columns },
    select: { id: true },
  });

  const hunter = await rank("Hunter");
  const sharedFilter = await filter();

  const card = { personId: owner, projectId, filterId: sharedFilter, position: 0 };

  return {
    card: (await db.countCard.create({ data: card, select: { id: true } })).id,
    ...(await makeReports(place, sharedFilter)),
    ...(projectId
      ? await makeTickets(projectId, tester, owner)
      : { type: "", ticket: "", ownTicket: "", file: "", ownFile: "", looseFile: "" }),
    team: testers,
    otherTeam: await team("Others"),
    freeTeam: await team("Nobody"),
    rank: hunter,
    entry: await makeEntry(place, hunter),
    freeRank: await rank("Helper"),
    group: group.id,
    groupFields: group.fields,
    field: group.fields[0]?.id ?? "",
    shop: shop ? shop.id : "",
    change: await makeChange(group.id, group.fields[0]?.id ?? "", tester),
    filter: sharedFilter,
    freeFilter: await filter(),
    view: view.id,
    invitation: await makeInvitation(place, "later"),
    unwantedInvitation: await makeInvitation(place, "never"),
  };
}

/** Two shared reports: one with elements, one that nobody needs. */
async function makeReports({ projectId, owner }: Place, filterId: string) {
  const visibility = projectId ? ("project" as const) : ("community" as const);
  const report = async (name: string) =>
    (await db.report.create({ data: { projectId, name, ownerId: owner, visibility }, select: { id: true } })).id;
  const weekly = await report("Weekly");
  const definition = { source: "users", measures: [{ kind: "count" }], style: "number" };
  const element = async (position: number) => {
    const data = { reportId: weekly, name: "Users", position, definition, filterId };
    return (await db.reportElement.create({ data, select: { id: true } })).id;
  };
  const shown = await element(0);
  const pinned = { projectId, elementId: shown, position: 0 };
  return {
    report: weekly,
    element: shown,
    pin: (await db.reportPin.create({ data: pinned, select: { id: true } })).id,
    freeElement: await element(1),
    removedElement: await removedFrom(weekly),
    table: await tableIn(weekly),
    freeReport: await report("Old"),
    removedReport: await makeRemoved({ projectId, owner }),
  };
}

/** A private report that was deleted just now. */
async function makeRemoved({ projectId, owner }: Pick<Place, "projectId" | "owner">): Promise<string> {
  const id = crypto.randomUUID();
  const version = { name: "Mine", description: "", visibility: "mine", access: [], controls: [], blocks: [] };
  return (await db.removedReport.create({ data: { id, projectId, ownerId: owner, version }, select: { id: true } })).id;
}

async function removedFrom(reportId: string): Promise<string> {
  const id = crypto.randomUUID();
  const data = { id, reportId, position: 0, block: { kind: "page_break" } };
  return (await db.removedReportElement.create({ data, select: { id: true } })).id;
}

async function tableIn(reportId: string): Promise<string> {
  const definition = { source: "users", items: [{ path: "user.score" }], style: "table" };
  const data = { reportId, name: "Scores", position: 2, definition };
  return (await db.reportElement.create({ data, select: { id: true } })).id;
}

function groupOf(target: string, label: string) {
  const fields = [{ label: "Value", parameter: "value", type: "string" }];
  return externalDataGroupInput.parse({ target, label, fields });
}

/** That the rank gave fewer points before. */
async function makeEntry({ projectId, owner }: Place, objectId: string): Promise<string> {
  const versions = { before: { name: "Hunter", points: 3 }, after: { name: "Hunter", points: 5 } };
  const data = { projectId, byId: owner, via: "browser", verb: "changed", kind: "rank", objectId, ...versions };
  return (await db.auditEntry.create({ data, select: { id: true } })).id;
}

/** Somebody who has not come yet. */
async function makeInvitation({ projectId, owner, name }: Place, who: string): Promise<string> {
  const email = `${who}@${name}.example`;
  const data = { projectId, email, role: projectId ? "observer" : "member", invitedById: owner, invitedBy: "World" };
  const link = { tokenDigest: Buffer.from(email), expiresAt: new Date(Date.now() + 3_600_000) };
  return (await db.invitation.create({ data: { ...data, ...link }, select: { id: true } })).id;
}

/** A value that was changed once. */
async function makeChange(groupId: string, fieldId: string, recordId: string): Promise<string> {
  const source = { source: "person", id: null, label: "World", at: new Date().toISOString() };
  await db.externalDataRecord.create({
    data: { groupId, recordId, values: { [fieldId]: "new" }, provenance: { [fieldId]: source } },
    select: { groupId: true },
  });
  const data = { groupId, fieldId, recordId, old: "old", new: "new", source };
  return (await db.externalDataHistory.create({ data, select: { id: true } })).id;
}

/** A type with a ticket of the tester, and one of the manager. */
async function makeTickets(projectId: string, tester: string, manager: string) {
  const { id: typeId } = await db.feedbackType.create({
    data: { projectId, key: "bug", name: "Bug report", prefix: "BUG", nextNumber: 3 },
    select: { id: true },
  });
  const status = { typeId, key: "new", name: "New", isDefault: true };
  const { id: statusId } = await db.feedbackStatus.create({ data: status, select: { id: true } });
  const common = { projectId, typeId, statusId, title: "Crash", visibility: "public" } as const;
  const ticket = async (number: number, submitterId: string) => {
    const data = { ...common, number, displayId: `BUG-${number}`, submitterId };
    return (await db.feedback.create({ data, select: { id: true } })).id;
  };
  const file = async (feedbackId: string | null, uploadedById: string) => {
    const data = { projectId, feedbackId, name: "a.log", contentType: "", arrived: true, uploadedById };
    return (await db.attachment.create({ data, select: { id: true } })).id;
  };
  const [others, own] = [await ticket(1, tester), await ticket(2, manager)];
  return {
    type: typeId,
    ticket: others,
    ownTicket: own,
    file: await file(others, tester),
    ownFile: await file(own, manager),
    looseFile: await file(null, manager),
  };
}
