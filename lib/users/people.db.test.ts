import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { isPassword } from "@/lib/auth/password";
import { removeMember, setMember } from "@/lib/projects/commands";
import { makeCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { changePassword, createUser, resetPassword, updateUser } from "./commands";
import { findUsersByValue } from "./find-users";
import { newUser } from "./schema";
import { addPointsIn } from "./score";
import { createFirstManager } from "./first-manager";

testDatabase();

describe("the first community manager", () => {
  test("is made once, also when two people press the button at the same moment", async () => {
    const input = {
      community: "Acme",
      firstName: "",
      lastName: "",
      email: "Owner@Example.com",
      password: "long enough now",
      timeZone: "UTC",
    };
    const results = await Promise.allSettled([
      createFirstManager(input),
      createFirstManager({ ...input, email: "second@example.com" }),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.user.count({ where: { communityRole: "community_manager" } })).toBe(1);
    await db.user.deleteMany({});
  });
});

describe("accounts", () => {
  test("are stored lower-cased, found in any case, and unique either way", async () => {
    const cast = await makeCast();
    const actor = await cast.can("communityManager", "users.write", "community");
    const { id } = await createUser(
      actor,
      newUser.parse({ email: " Jane.Doe@Acme.COM ", password: "long enough now" }),
    );
    expect(await db.user.findUnique({ where: { id }, select: { email: true, username: true } })).toEqual({
      email: "jane.doe@acme.com",
      username: "jane.doe",
    });
    expect(await findUsersByValue(db, { kind: "community", timeZone: "UTC" }, "JANE.DOE@acme.com")).toHaveLength(1);
    await expect(createUser(actor, newUser.parse({ email: "jane.doe@ACME.com" }))).rejects.toMatchObject({
      fields: { email: expect.any(String) as string },
    });
    expect((await createUser(actor, newUser.parse({ email: "jane.doe@other.example" }))).username).toBe("jane.doe2");
  });

  test("a username has no @, so a VALUE with @ is always an e-mail address", () => {
    expect(newUser.safeParse({ email: "a@b.example", username: "a@b" }).success).toBe(false);
  });

  test("a new password ends the person's sessions and the old one is dead", async () => {
    const cast = await makeCast();
    const actor = await cast.can("communityManager", "users.write", "community");
    const { id } = await createUser(actor, newUser.parse({ email: "kim@x.example", password: "first password" }));
    await db.session.create({ data: { userId: id, expiresAt: new Date(Date.now() + 1e6) } });
    await resetPassword(actor, "kim@x.example", "second password");
    const row = await db.user.findUniqueOrThrow({ where: { id }, select: { passwordHash: true } });
    expect(await isPassword(row.passwordHash, "first password")).toBe(false);
    expect(await isPassword(row.passwordHash, "second password")).toBe(true);
    expect(await db.session.count({ where: { userId: id, endedAt: null } })).toBe(0);
  });

  test("one's own password is changed only with the present one", async () => {
    const cast = await makeCast();
    const actor = await cast.can("support", "preferences.write", "community");
    await resetPassword(
      await cast.can("communityManager", "users.write", "community"),
      cast.people.support.email,
      "present one!",
    );
    await expect(changePassword(actor, { current: "wrong", next: "another one!" })).rejects.toMatchObject({
      fields: { current: expect.any(String) as string },
    });
    await changePassword(actor, { current: "present one!", next: "another one!" });
  });
});

describe("the last manager", () => {
  test("of a project can be neither removed nor given another role, by any path, nor by two at once", async () => {
    const cast = await makeCast();
    const actor = await cast.can("manager", "members.write");
    await expect(removeMember(actor, cast.people.manager.id)).rejects.toMatchObject({ code: "conflict" });
    await expect(setMember(actor, { user: cast.people.manager.username, role: "support" })).rejects.toMatchObject({
      code: "conflict",
    });
    await setMember(actor, { user: cast.people.support.username, role: "manager" });
    const both = await Promise.allSettled([
      removeMember(actor, cast.people.manager.id),
      removeMember(actor, cast.people.support.id),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("of the community can be neither disabled nor made a member", async () => {
    await db.user.updateMany({ data: { communityRole: "member" } });
    const cast = await makeCast();
    const actor = await cast.can("communityManager", "users.write", "community");
    const { id, username, email } = cast.people.communityManager;
    const same = { id, username, email, firstName: "", lastName: "" };
    await expect(updateUser(actor, { ...same, communityRole: "member", state: "active" })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(
      updateUser(actor, { ...same, communityRole: "community_manager", state: "disabled" }),
    ).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("finding people for outside systems", () => {
  test("in a project: active participants in any role but applicant; strangers are not there", async () => {
    const cast = await makeCast();
    const scope = { kind: "project", id: cast.project.id, key: cast.project.key, name: "x", timeZone: "UTC" } as const;
    const found = async (who: keyof typeof cast.people) =>
      (await findUsersByValue(db, scope, cast.people[who].email)).length;
    expect(await Promise.all((["participant", "support", "applicant", "stranger"] as const).map(found))).toEqual([
      1, 1, 0, 0,
    ]);
    expect(await findUsersByValue(db, scope, "x".repeat(400))).toEqual([]);
    expect(await findUsersByValue(db, scope, "nobody\0@x")).toEqual([]);
  });
});

describe("points", () => {
  test("move the project's and the community's score by one entry each, also twenty at once", async () => {
    const cast = await makeCast();
    const actor = await cast.can("support", "score.write");
    const give = (points: number) =>
      transaction((tx) =>
        addPointsIn(tx, actor, {
          userId: cast.people.participant.id,
          points,
          reason: "test",
          cause: { kind: "person", id: null, label: "Test" },
        }),
      );
    await Promise.all(Array.from({ length: 20 }, () => give(5)));
    await give(-10);
    const { score } = await db.user.findUniqueOrThrow({
      where: { id: cast.people.participant.id },
      select: { score: true },
    });
    const part = await db.participation.findFirstOrThrow({
      where: { userId: cast.people.participant.id },
      select: { score: true },
    });
    const sum = await db.scoreEntry.aggregate({
      where: { userId: cast.people.participant.id },
      _sum: { points: true },
    });
    expect([score, part.score, sum._sum.points]).toEqual([90, 90, 90]);
    await expect(give(0.5)).rejects.toMatchObject({ code: "invalid" });
  });
});
