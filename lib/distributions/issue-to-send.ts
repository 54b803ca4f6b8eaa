import type { Prisma } from "@/lib/db/generated/client";

/** What of an issue those need who make, send and end it. */
export const issueToSend = {
  id: true,
  reportId: true,
  distributionId: true,
  cause: true,
  number: true,
  byId: true,
  request: true,
  state: true,
  renders: true,
  toldAt: true,
  report: { select: { project: { select: { isTemplate: true } } } },
  distribution: { select: { id: true, name: true, ownerId: true, reportId: true } },
} as const satisfies Prisma.DistributionIssueSelect;

export type IssueToSend = Prisma.DistributionIssueGetPayload<{ select: typeof issueToSend }>;

/** Whose rights count: of a schedule its owner's, else of whoever sent it by hand. */
export function responsible({ cause, byId, distribution }: IssueToSend): string | null {
  return cause === "schedule" ? (distribution?.ownerId ?? null) : byId;
}
