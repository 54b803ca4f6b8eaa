import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { createGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput } from "@/lib/external-data/schema";
import { createTeam } from "@/lib/teams/commands";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { saveProfileFields } from "@/lib/users/profile";
import { profileFieldsInput } from "@/lib/users/schema";
import { getImport, listImportReasons, listImportRows, listImports } from "./queries";
import { checkedImport, finishedImport, resultsOf } from "./test-import";

testDatabase();

const owner = (cast: Cast, where?: "community") => cast.can("communityManager", "externalData.write", where);
const userOf = (email: string) => db.user.findUnique({ where: { email } });
const count = () => db.user.count();

test("a dry run says of each row what it would do, and writes nothing", async () => {
  const cast = await makeCast();
  const actor = await owner(cast);
  const before = await count();
  const { participant, stranger } = cast.people;
  const id = await checkedImport(actor, {
    text: `E-mail;First name;Role\nnew@${cast.project.key}.example;Nora;support\n${participant.email};Pia;\n${stranger.email};;observer\n${participant.email};Paul;\nnobody;X;\n`,
  });
  expect(await getImport(actor, id)).toMatchObject({
    state: "checked",
    total: 5,
    tally: { create: 2, change: 1, same: 0, refused: 2 },
  });
  const { rows } = await listImportRows(actor, { importId: id });
  expect(
    rows.map(({ verdict, changes }) => [
      verdict,
      ...changes.map(({ label, old, new: next }) => `${label}: ${old} → ${next}`),
    ]),
  ).toEqual([
    ["create", `E-mail: null → new@${cast.project.key}.example`, "First name: null → Nora", "Role: null → Support"],
    ["change", "First name: participant → Pia"],
    ["create", "Role: null → Observer"],
    ["refused"],
    ["refused"],
  ]);
  expect(await listImportReasons(actor, id)).toEqual([
    { reason: "The file has several rows for the same person", verdict: "refused", count: 1, lines: [5] },
    { reason: "“E-mail” cannot be used as it is", verdict: "refused", count: 1, lines: [6] },
  ]);
  expect(rows[3]?.detail).toBe(`Line 3 is about “${participant.username}” already.`);
  expect(await count()).toBe(before);
  expect((await userOf(participant.email))?.firstName).toBe("participant");
});

test("a run makes accounts as New user does, adds members and changes what differs; the same file again changes nothing", async () => {
  const cast = await makeCast();
  const actor = await owner(cast);
  await saveProfileFields(
    await cast.can("communityManager", "settings.write", "community"),
    profileFieldsInput.parse([
      { label: "City", key: "city", type: "text" },
      { label: "Size", key: "size", type: "choice", options: [{ value: "m", label: "Medium" }] },
      { label: "Beta", key: "beta", type: "boolean" },
    ]),
  );
  await createTeam(await cast.can("manager", "teams.write"), { name: "VIP", description: "" });
  await createTeam(await cast.can("manager", "teams.write"), { name: "iOS", description: "" });
  const crm = await createGroup(
    await cast.can("manager", "groups.write"),
    group(`CRM ${cast.project.key}`, [
      ["Plan", "string"],
      ["Seats", "integer"],
    ]),
  );
  const email = `jané@${cast.project.key}.example`;
  const text = `e-mail,Last name,City,Size,Beta,Teams,Plan,Seats\n${email.toUpperCase()},"O'Neil, Jr.",Köln,medium,TRUE,vip; IOS,=1+1,5\n`;
  const id = await finishedImport(actor, { text });
  expect(await resultsOf(actor, id)).toEqual([[2, "create"]]);
  const made = await db.user.findUniqueOrThrow({
    where: { email },
    include: { participations: true, teamMemberships: { include: { team: true } } },
  });
  expect(made).toMatchObject({
    username: "jané",
    lastName: "O'Neil, Jr.",
    passwordHash: null,
    state: "active",
    communityRole: "member",
    profile: { city: "Köln", size: "m", beta: true },
    participations: [{ role: "participant", state: "active" }],
  });
  expect(made.teamMemberships.map(({ team }) => team.name).sort()).toEqual(["VIP", "iOS"]);
  const held = await db.externalDataRecord.findFirstOrThrow({ where: { groupId: crm.id, recordId: made.id } });
  expect(Object.values(held.values as object)).toEqual(["=1+1", 5]);
  expect(Object.values(held.provenance as object)[0]).toMatchObject({
    source: "import",
    id,
    label: "people.csv, line 2, by communityManager",
  });
  expect(await db.emailMessage.count()).toBe(0);
  const audited = await db.auditEntry.findMany({ where: { objectId: { in: [id, made.id] } }, orderBy: { at: "asc" } });
  expect(audited.map(({ verb, kind, via }) => `${verb} ${kind} (${via})`)).toEqual([
    "started import (browser)",
    "created user (job)",
    "created member (job)",
    "changed profile (job)",
    "ended import (job)",
  ]);

  const again = await checkedImport(actor, { text });
  expect(await resultsOf(actor, again)).toEqual([[2, "same", "They are so already"]]);
  const one = await finishedImport(actor, { text: `email,city,seats\n${email},Bonn,6\n` });
  const { rows } = await listImportRows(actor, { importId: one });
  expect(rows[0]?.changes).toEqual([
    { label: "City", old: "Köln", new: "Bonn" },
    { label: `CRM ${cast.project.key}: Seats`, old: "5", new: "6" },
  ]);
  expect((await userOf(email))?.profile).toEqual({ city: "Bonn", size: "m", beta: true });
  const { rows: unnoticed } = await listImportRows(actor, { importId: id });
  expect(unnoticed[0]?.cells[6]).toBe("=1+1");
  expect((await listImports(actor, { kind: "users", groupId: null })).map((each) => each.id)).toEqual([one, again, id]);
  expect(await listImports(await owner(cast, "community"), { kind: "users", groupId: null })).toEqual([]);
});

test("who is here already can be left alone", async () => {
  const cast = await makeCast();
  const actor = await owner(cast);
  const { participant, stranger } = cast.people;
  const text = `username,first name,role\n${participant.username},Changed,support\n${stranger.username},Changed,\n`;
  const id = await finishedImport(actor, { text, existing: "leave", role: "observer" });
  expect(await resultsOf(actor, id)).toEqual([
    [2, "same", "They are here already, and only new people are added"],
    [3, "create"],
  ]);
  expect((await userOf(participant.email))?.firstName).toBe("participant");
  // Added to the project, the account itself is as it was.
  expect((await userOf(stranger.email))?.firstName).toBe("stranger");
  const part = await db.participation.findFirst({ where: { projectId: cast.project.id, userId: stranger.id } });
  expect(part).toMatchObject({ role: "observer", state: "active" });
});

test("what cannot be done is refused by row, in words", async () => {
  const cast = await makeCast();
  const actor = await owner(cast);
  await saveProfileFields(
    await cast.can("communityManager", "settings.write", "community"),
    profileFieldsInput.parse([{ label: "Age", key: "age", type: "number" }]),
  );
  await createTeam(await cast.can("manager", "teams.write"), { name: "VIP", description: "" });
  const { support, participant, observer } = cast.people;
  await db.user.update({ where: { id: observer.id }, data: { state: "disabled" } });
  const lines = [
    "email,username,role,teams,age",
    `${support.email},,King,VIP; Gold,old`,
    `,nobody-${cast.project.key},,,`,
    `${support.email},${participant.username},,,`,
    `${observer.email},,,,`,
    "a@b.example",
    ",,,,1",
    `x@${cast.project.key}.example,same-${cast.project.key},,,`,
    `y@${cast.project.key}.example,same-${cast.project.key},,,`,
  ];
  const id = await checkedImport(actor, { text: lines.join("\n") });
  expect(await resultsOf(actor, id)).toEqual([
    [
      2,
      "refused",
      "“role”: “King”. Use Project manager, Support, Observer, Participant, or Applicant. “teams”: “Gold”. This project has no such team. “age”: “old”. Age: enter a number.",
    ],
    [3, "refused", `No account is called “nobody-${cast.project.key}”, and a new one needs an e-mail address.`],
    [
      4,
      "refused",
      `There is an account “${support.username}” with the e-mail address ${support.email}. An import changes neither.`,
    ],
    [5, "refused", `The account is switched off: “${observer.username}”.`],
    [6, "refused", "The row has 1 cell, the headings have 5."],
    [
      7,
      "refused",
      "The row does not say who it is about: it has neither an e-mail address nor a username that can be used.",
    ],
    [8, "create"],
    [9, "refused", "Line 8 is about “same-" + cast.project.key + "” already."],
  ]);
});

test("the last project manager stays one, whichever rows take the role away", async () => {
  const cast = await makeCast();
  const actor = await owner(cast);
  const { manager, support } = cast.people;
  const text = `email,role\n${support.email},manager\n${manager.email},observer\n`;
  const fine = await checkedImport(actor, { text, chunk: 1 });
  expect(await resultsOf(actor, fine)).toEqual([
    [2, "change"],
    [3, "change"],
  ]);
  const alone = await finishedImport(actor, {
    text: `email,role\n${manager.email},support\n${support.email},observer\n`,
  });
  expect(await resultsOf(actor, alone)).toEqual([
    [2, "refused", "This is the last project manager. Make someone else project manager first."],
    [3, "change"],
  ]);
});

test("a project manager adds people who have accounts; making one takes a community manager", async () => {
  const cast = await makeCast();
  const actor = await cast.can("manager", "externalData.write");
  const { stranger } = cast.people;
  const text = `email,role\n${stranger.email},support\nnew@${cast.project.key}.example,support\n`;
  const id = await finishedImport(actor, { text });
  expect(await resultsOf(actor, id)).toEqual([
    [2, "create"],
    [
      3,
      "refused",
      `No account is called “new@${cast.project.key}.example”. A community manager can create it, or import this file.`,
    ],
  ]);
  expect(await userOf(`new@${cast.project.key}.example`)).toBeNull();
  const support = await cast.can("support", "externalData.write");
  await expect(getImport(support, id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(checkedImport(support, { text })).rejects.toMatchObject({ code: "forbidden" });
});

test("in the community, people get accounts and no project", async () => {
  const cast = await makeCast();
  const actor = await owner(cast, "community");
  const id = await finishedImport(actor, {
    text: `email,username,last name\nsolo@${cast.project.key}.example,solo-${cast.project.key},Solo\n`,
  });
  expect(await resultsOf(actor, id)).toEqual([[2, "create"]]);
  const made = await db.user.findUniqueOrThrow({
    where: { username: `solo-${cast.project.key}` },
    include: { participations: true },
  });
  expect(made).toMatchObject({ lastName: "Solo", participations: [] });
  await expect(getImport(await owner(cast), id)).rejects.toMatchObject({ code: "not_found" });
});

function group(label: string, fields: [string, string][]) {
  return externalDataGroupInput.parse({
    label,
    target: "user",
    fields: fields.map(([name, type]) => ({ label: name, parameter: name.toLowerCase(), type })),
  });
}
