import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { authorize } from "./authorize";
import { permissions, roleMay, type Permission, type Role } from "./permissions";

testDatabase();

const roleOf: Record<keyof Cast["people"], { project: Role | null; community: Role }> = {
  communityManager: { project: "community_manager", community: "community_manager" },
  manager: { project: "manager", community: "member" },
  support: { project: "support", community: "member" },
  observer: { project: "observer", community: "member" },
  participant: { project: "participant", community: "member" },
  applicant: { project: "applicant", community: "member" },
  stranger: { project: null, community: "member" },
};

const people = Object.keys(roleOf) as (keyof Cast["people"])[];

describe("every right, asked by everyone", () => {
  test("is given exactly where the table says so, and a stranger is told there is no such project", async () => {
    const cast = await makeCast();
    const wrong: string[] = [];
    for (const who of people) {
      for (const permission of permissions) {
        for (const where of ["project", "community"] as const) {
          const got = await ask(cast, who, permission, where);
          const wanted = expected(who, permission, where);
          if (got !== wanted) wrong.push(`${who} ${permission} in the ${where}: ${got} instead of ${wanted}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("is refused in another project as if that project were not there", async () => {
    const [here, there] = [await makeCast(), await makeCast()];
    const asked = authorize(here.people.manager.id, { project: there.project.key }, "users.read");
    await expect(asked).rejects.toMatchObject({ code: "not_found" });
  });
});

test("a role that was taken away counts at the next question", async () => {
  const cast = await makeCast();
  await cast.can("support", "feedback.write");
  await db.participation.updateMany({ where: { userId: cast.people.support.id }, data: { state: "removed" } });
  await expect(cast.can("support", "feedback.write")).rejects.toMatchObject({ code: "not_found" });
});

test("a disabled account is nobody", async () => {
  const cast = await makeCast();
  await db.user.update({ where: { id: cast.people.manager.id }, data: { state: "disabled" }, select: { id: true } });
  await expect(cast.can("manager", "project.read")).rejects.toMatchObject({ code: "unauthenticated" });
});

test("a refusal says in words what is missing, where, and whom to ask", async () => {
  const cast = await makeCast();
  await expect(cast.can("participant", "reports.write")).rejects.toThrow(
    `You may not create, change, share or distribute reports in ${cast.project.key}. ` +
      "Your role there is Participant; it takes Project manager. Ask a community manager or a project manager.",
  );
  await expect(cast.can("manager", "apiKeys.write", "community")).rejects.toThrow(
    "You may not create, rotate or revoke API keys in the community. " +
      "Your role there is Member; it takes Community manager. Ask a community manager.",
  );
});

async function ask(cast: Cast, who: keyof Cast["people"], permission: Permission, where: "project" | "community") {
  try {
    await cast.can(who, permission, where);
    return "yes";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

function expected(who: keyof Cast["people"], permission: Permission, where: "project" | "community"): string {
  const role = roleOf[who][where];
  if (role === null) return "not_found";
  return roleMay(role, permission) ? "yes" : "forbidden";
}
