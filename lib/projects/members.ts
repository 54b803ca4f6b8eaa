import { projectIdOf, type Can } from "@/lib/auth/actor";
import { projectRoles, type ProjectRole } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export interface Member {
  id: string;
  username: string;
  name: string;
  email: string;
  role: ProjectRole;
  /** An account that is switched off cannot sign in; its place in the project stays. */
  isActive: boolean;
  joinedAt: string;
}

export interface MemberQuestion {
  role?: ProjectRole;
  /** Part of a username, an e-mail address or a name. */
  search?: string;
  /** From 1. */
  page?: number;
}

export const membersPerPage = 50;

/** Who is in the project, by username, with how many hold each role. */
export async function listMembers(
  actor: Can<"members.write">,
  { role, search, page = 1 }: MemberQuestion = {},
): Promise<{ rows: Member[]; total: number; byRole: Record<ProjectRole, number> }> {
  const projectId = projectIdOf(actor) ?? "00000000-0000-0000-0000-000000000000";
  const present = { projectId, state: "active", user: { state: { not: "deleted" } } } as const;
  const where: Prisma.ParticipationWhereInput = { ...present, ...(role && { role }), ...(search && matching(search)) };
  const [rows, total, roles] = await Promise.all([
    db.participation.findMany({
      where,
      orderBy: [{ user: { username: "asc" } }, { userId: "asc" }],
      skip: (page - 1) * membersPerPage,
      take: membersPerPage,
      select: { role: true, joinedAt: true, user: { select: columns } },
    }),
    db.participation.count({ where }),
    db.participation.groupBy({ by: ["role"], where: present, _count: true }),
  ]);
  return {
    rows: rows.map(({ user: { firstName, lastName, state, ...user }, joinedAt, ...row }) => ({
      ...row,
      ...user,
      name: `${firstName} ${lastName}`.trim(),
      isActive: state === "active",
      joinedAt: joinedAt.toISOString(),
    })),
    total,
    byRole: Object.fromEntries(
      projectRoles.map((each) => [each, roles.find((row) => row.role === each)?._count ?? 0]),
    ) as Record<ProjectRole, number>,
  };
}

const columns = { id: true, username: true, firstName: true, lastName: true, email: true, state: true } as const;

function matching(search: string): Prisma.ParticipationWhereInput {
  const contains = { contains: search.normalize("NFC"), mode: "insensitive" } as const;
  const places = [{ username: contains }, { email: contains }, { firstName: contains }, { lastName: contains }];
  return { user: { state: { not: "deleted" }, OR: places } };
}
