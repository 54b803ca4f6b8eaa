import "server-only";
import { listenerToken } from "@/lib/api-keys/listener-token";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { baseUrl } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { visibleReports } from "@/lib/reports/queries";
import type { PackageDraft, PackageRow, PullRow } from "./schema";

/** The data packages and record lookups of the actor's scope by name. */
export async function listPackages(actor: Can<"reports.read">): Promise<PackageRow[]> {
  const rows = await db.dataPackage.findMany({
    where: { projectId: projectIdOf(actor) },
    select: columns,
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const seen = await seenReports(actor, rows);
  return rows.map((row) => rowOf(row, seen));
}

/** @throws AppError `not_found` for one of another scope */
export async function getPackage(actor: Can<"reports.read">, id: string): Promise<PackageRow> {
  const row = await db.dataPackage.findFirst({ where: { id, projectId: projectIdOf(actor) }, select: columns });
  if (!row) throw new AppError("not_found", "There is no such data package or record lookup here.");
  return rowOf(row, await seenReports(actor, [row]));
}

/** What a private report and its elements are called stays with those who see it. */
async function seenReports(actor: Can<"reports.read">, rows: readonly Row[]): Promise<ReadonlySet<string>> {
  const ids = rows.flatMap(({ element }) => element?.report.id ?? []);
  const reports = await db.report.findMany({
    where: { id: { in: ids }, ...visibleReports(actor) },
    select: { id: true },
  });
  return new Set(reports.map(({ id }) => id));
}

/** One page of who pulled what, the newest first. @throws AppError `not_found` */
export async function listPulls(
  actor: Can<"reports.read">,
  packageId: string,
  after?: string,
): Promise<{ rows: PullRow[]; next: string | null }> {
  await getPackage(actor, packageId);
  const rows = await db.dataPackagePull.findMany({
    where: { packageId, ...(after && { id: { lt: after } }) },
    orderBy: { id: "desc" },
    take: pageSize + 1,
    omit: { packageId: true, subjectId: true },
  });
  const page = rows.slice(0, pageSize);
  return {
    rows: page.map(({ at, bytes, ...row }) => ({ ...row, at: at.toISOString(), bytes: Number(bytes) })),
    next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
  };
}

const pageSize = 50;

/**
 * The address to copy, with its token unless it is "header only". A credential: show it to whoever may change the package, and write it
 * nowhere.
 * @throws AppError `not_found` for an id that is another scope's, and for an unknown API key
 */
export async function getPackageUrl(actor: Can<"reports.write">, draft: PackageDraft): Promise<string> {
  const [taken, apiKey, base] = await Promise.all([
    db.dataPackage.findUnique({ where: { id: draft.id }, select: { projectId: true } }),
    db.apiKey.findUnique({ where: { id: draft.apiKeyId }, select: { version: true } }),
    baseUrl(),
  ]);
  // Otherwise a stranger's package could be named to get its token.
  const isListener = await db.externalListener.findUnique({ where: { id: draft.id }, select: { id: true } });
  if ((taken && taken.projectId !== projectIdOf(actor)) || isListener)
    throw new AppError("not_found", "There is no such data package or record lookup here.");
  if (!apiKey) throw new AppError("not_found", "There is no such API key.");
  const path = draft.kind === "package" ? `/api/packages/${draft.key}.json` : `/api/lookups/${draft.key}/VALUE.json`;
  if (draft.headerOnly) return base + path;
  return `${base}${path}?token=${encodeURIComponent(listenerToken(draft.apiKeyId, apiKey.version, draft.id))}`;
}

const columns = {
  id: true,
  kind: true,
  key: true,
  name: true,
  enabled: true,
  element: { select: { id: true, name: true, report: { select: { id: true, name: true } } } },
  apiKey: { select: { id: true, name: true } },
  owner: { select: { id: true, username: true, firstName: true, lastName: true } },
  headerOnly: true,
  allowFresh: true,
  lookupField: true,
  everyMinutes: true,
  confirmed: true,
  snapshotAt: true,
  snapshotRows: true,
  snapshotProblem: true,
  modifiedAt: true,
  pulls: {
    where: { auth: { not: null } },
    select: { at: true, ip: true, agent: true, status: true, rows: true },
    orderBy: { id: "desc" },
    take: 1,
  },
} as const satisfies Prisma.DataPackageSelect;

type Row = Prisma.DataPackageGetPayload<{ select: typeof columns }>;

function rowOf(
  { element, owner, pulls: [pull], snapshotAt, modifiedAt, ...row }: Row,
  seen: ReadonlySet<string>,
): PackageRow {
  return {
    ...row,
    element: element && {
      id: element.id,
      label: seen.has(element.report.id) ? `${element.report.name}: ${element.name}` : "of a private report",
    },
    owner: owner && { id: owner.id, name: `${owner.firstName} ${owner.lastName}`.trim() || owner.username },
    snapshotAt: snapshotAt?.toISOString() ?? null,
    modifiedAt: modifiedAt.toISOString(),
    lastPull: pull ? { ...pull, at: pull.at.toISOString() } : null,
  };
}
