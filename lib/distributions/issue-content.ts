import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { getIssue } from "./issues";
import { issueRequest } from "./schema";

/** What went with a sending. */
export interface IssueContent {
  /** Its files, those behind a link among them; none before it is made, and when they are not kept any more. */
  files: { name: string; bytes: number; isLinked: boolean }[];
  /** Names of the elements that were chosen; null for the whole report. Those that are gone are not among them. */
  elements: string[] | null;
}

/** @throws AppError `not_found`, `forbidden` */
export async function getIssueContent(actor: Can<"reports.read">, issueId: string): Promise<IssueContent> {
  await getIssue(actor, issueId);
  const { request, package: kept } = await db.distributionIssue.findUniqueOrThrow({
    where: { id: issueId },
    select: {
      request: true,
      package: {
        select: {
          files: {
            where: { contentId: null },
            orderBy: { position: "asc" },
            select: { name: true, bytes: true, isLinked: true },
          },
        },
      },
    },
  });
  const ids = issueRequest.strip().safeParse(request).data?.elementIds ?? [];
  return { files: kept?.files ?? [], elements: ids.length === 0 ? null : await namesOf(ids) };
}

async function namesOf(ids: readonly string[]): Promise<string[]> {
  const found = await db.reportElement.findMany({
    where: { id: { in: [...ids] } },
    orderBy: { position: "asc" },
    select: { name: true },
  });
  return found.map(({ name }) => name);
}
