import { db } from "@/lib/db/client";
import type { Place } from "./place";

/** Two distributions of a report, and what was sent by one: to somebody whose mail server refused it, and one that could not be made. */
export async function makeDistributions(
  { projectId, owner }: Place,
  { report, team }: { report: string; team: string },
) {
  const distribution = async (name: string) => {
    const timing = { rate: "daily", startsAt: "2030-01-01T09:00", timeZone: "UTC" } as const;
    const recipients = { addresses: ["a@example.com", "b@example.com"], teams: { create: { teamId: team } } };
    const data = { reportId: report, ownerId: owner, name, subject: "Weekly", ...timing, ...recipients };
    return (await db.distribution.create({ data, select: { id: true } })).id;
  };
  const weekly = await distribution("Weekly");
  const cause = { kind: "distribution", id: null, label: "Weekly" };
  const { id: packageId } = await db.mailPackage.create({ data: { text: "", html: "" }, select: { id: true } });
  const written = { projectId, packageId, to: "a@example.com", subject: "Weekly", text: "", cause };
  const refused = { ...written, state: "failed" } as const;
  const mail = await db.emailMessage.create({ data: refused, select: { id: true } });
  const asked = { name: "Weekly", subject: "Weekly", note: "", formats: [], elementIds: [], skipEmpty: false };
  const request = { ...asked, teamIds: [], addresses: ["a@example.com"] };
  const of = { reportId: report, distributionId: weekly, cause: "test", number: 1, byId: owner, request } as const;
  const recipients = { create: { address: "a@example.com", state: "written", mailId: mail.id } } as const;
  const [issue, failedIssue] = [
    await db.distributionIssue.create({ data: { ...of, state: "sent", recipients }, select: { id: true } }),
    await db.distributionIssue.create({ data: { ...of, state: "failed" }, select: { id: true } }),
  ];
  return {
    distribution: weekly,
    freeDistribution: await distribution("Old"),
    issue: issue.id,
    failedIssue: failedIssue.id,
  };
}
