import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { audit } from "@/lib/audit/audit";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { deleteUser } from "./erase";
import { eraseTraces } from "./erase-traces";

testDatabase();

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

const jane = { email: "jane.doe@acme.com", username: "jdoe77", firstName: "Jane", lastName: "Dœ-Müller" };
const fullName = `${jane.firstName} ${jane.lastName}`;
const at = new Date();
const deleting = () => cast.can("communityManager", "users.write", "community");
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
/** What others may have written about her. */
const mention = {
  text: `as said\n${jane.email}, ${fullName}`,
  url: `https://x.example/u/${encodeURIComponent(jane.email)}`,
};
/** What is about her may use her username as well. */
const about = { ...mention, who: jane.username };

/** A row, or several, in every table that writes about people: about her, about her ticket, and about somebody else. */
async function plant() {
  const user = await db.user.create({ data: { ...jane, profile: { city: jane.username }, passwordHash: "x" } });
  const projectId = cast.project.id;
  const other = cast.people.participant;
  await db.participation.create({ data: { projectId, userId: user.id, role: "participant" } });
  const person = { kind: "person", id: user.id, label: jane.username };
  const byImport = { kind: "import", id: null, label: `${fullName}, from testers.csv` };
  const type = await db.feedbackType.create({ data: { projectId, key: "bug", name: "Bug", prefix: "BUG" } });
  const status = await db.feedbackStatus.create({ data: { typeId: type.id, key: "new", name: "New" } });
  const ticket = { projectId, typeId: type.id, statusId: status.id, title: mention.text, values: mention };
  const hers = await db.feedback.create({
    data: { ...ticket, number: 1, displayId: "BUG-1", submitterId: user.id, origin: person },
  });
  const others = await db.feedback.create({
    data: { ...ticket, number: 2, displayId: "BUG-2", submitterId: other.id, origin: {} },
  });
  await db.visit.create({ data: { projectId, personId: user.id } });
  const team = await db.team.create({ data: { projectId, name: "VIP" } });
  await db.teamMembership.create({ data: { teamId: team.id, userId: user.id } });
  await db.teamLog.create({ data: { teamId: team.id, userId: other.id, verb: "added", cause: person } });
  await db.scoreEntry.create({ data: { userId: other.id, points: 1, reason: mention.text, cause: person } });
  await db.userComment.create({ data: { userId: user.id, body: about.who, origin: person } });
  await db.userComment.create({ data: { userId: other.id, authorId: user.id, body: mention.text, origin: person } });
  await db.comment.create({ data: { feedbackId: others.id, authorId: user.id, body: mention.text, origin: person } });
  await db.feedbackChange.create({ data: { feedbackId: others.id, changes: [mention], origin: person } });
  await db.teamLog.create({ data: { teamId: team.id, userId: other.id, verb: "added", cause: byImport } });
  await db.scoreEntry.create({ data: { userId: other.id, points: 1, cause: byImport } });
  await db.userComment.create({ data: { userId: other.id, body: "x", origin: byImport } });
  await db.comment.create({ data: { feedbackId: others.id, body: "x", origin: byImport } });
  await db.feedbackChange.create({ data: { feedbackId: others.id, changes: [], origin: byImport } });
  const group = await db.externalDataGroup.create({ data: { target: "user", label: "CRM", key: "crm" } });
  for (const [recordId, values] of [
    [user.id, about],
    [other.id, mention],
  ] as const) {
    const source = { source: "person", id: user.id, label: fullName };
    await db.externalDataRecord.create({ data: { groupId: group.id, recordId, values, provenance: { f: source } } });
    await db.externalDataHistory.create({
      data: { groupId: group.id, fieldId: randomUUID(), recordId, old: values, new: values, source },
    });
  }
  const macro = await db.macro.create({
    data: { target: "user", name: "M", key: "m", versions: { create: { version: 1, name: "M", actions: [] } } },
  });
  const run = await db.macroRun.create({
    data: {
      macroId: macro.id,
      macroVersion: 1,
      target: "user",
      cause: "manual",
      causeDetail: { label: jane.username },
      byId: user.id,
      undoneById: user.id,
      undoneBy: jane.username,
      chainId: randomUUID(),
      selection: mention,
    },
  });
  const trigger = await db.macroTrigger.create({
    data: { target: "user", macroId: macro.id, name: "T", event: "profile_changed" },
  });
  for (const [subjectId, words] of [
    [user.id, jane.username],
    [other.id, mention.text],
  ] as const) {
    const change = { path: "user.profile.city", label: "City", old: null, new: words };
    await db.macroRun.create({
      data: {
        macroId: macro.id,
        macroVersion: 1,
        target: "user",
        cause: "trigger",
        causeDetail: { label: "T", change },
        chainId: randomUUID(),
        records: { create: { subjectId } },
      },
    });
    await db.triggerVerdict.create({
      data: { triggerId: trigger.id, subjectId, outcome: "other_value", detail: { reason: `City became “${words}”.` } },
    });
    const origin = { kind: "import", id: null, label: words };
    await db.recordEvent.create({ data: { kind: "profile_changed", subjectId, changes: [change], origin } });
  }
  const endpoint = await db.endpoint.create({ data: { origin: "https://x.example" } });
  for (const [subjectId, label, words] of [
    [user.id, jane.username, about],
    [hers.id, "BUG-1", about],
    [others.id, "BUG-2", mention],
  ] as const) {
    await db.macroRunRecord.create({
      data: {
        runId: run.id,
        subjectId,
        label,
        state: "failed",
        reason: mention.text,
        results: { message: mention.text },
      },
    });
    for (const state of ["delivered", "waiting"] as const) {
      const delivery = await db.webhookDelivery.create({
        data: {
          endpointId: endpoint.id,
          macroId: macro.id,
          macroVersion: 1,
          actionId: randomUUID(),
          runId: run.id,
          target: "user",
          subjectId,
          subjectLabel: label,
          state,
          attempt: 1,
          deliveredAt: state === "delivered" ? at : null,
          lastMessage: mention.text,
        },
      });
      const row = { deliveryId: delivery.id, n: 1, at };
      const captured = subjectId === user.id ? about : mention;
      await db.deliveryAttempt.create({
        data: {
          ...row,
          outcome: "delivered",
          message: mention.text,
          requestMeta: words,
          responseMeta: words,
          captured,
        },
      });
      await db.deliveryBody.create({ data: { ...row, n: 0, request: bytes(words), response: bytes(words) } });
    }
  }
  await db.macroRun.create({
    data: {
      macroId: macro.id,
      macroVersion: 1,
      target: "user",
      cause: "manual",
      causeDetail: { label: fullName },
      undoneBy: fullName,
      chainId: randomUUID(),
    },
  });
  const calls: [string | null, object, object][] = [
    [user.id, about, { stored: about }],
    [null, about, { items: [{ subjectId: user.id, label: jane.username }] }],
    [other.id, mention, { stored: mention }],
  ];
  for (const [subjectId, words, effects] of calls) {
    const call = { id: randomUUID(), at };
    await db.listenerCall.create({
      data: {
        ...call,
        listenerKey: "crm",
        outcome: "done",
        status: 200,
        ip: "192.0.2.1",
        bytes: 1,
        ms: 1,
        subjectId,
        subjectLabel: subjectId === user.id ? jane.username : jane.email,
        targetGiven: subjectId === user.id ? jane.username : jane.email,
        message: mention.text,
        effects,
        checks: [mention],
      },
    });
    const { id: callId } = call;
    await db.listenerBody.create({
      data: { callId, at, method: "POST", url: mention.url, headers: mention, raw: bytes(words) },
    });
  }
  await db.listenerReceipt.create({
    data: { listenerId: randomUUID(), dedupeKey: mention.text, callId: randomUUID() },
  });
  await db.helpAnswer.create({ data: { slug: "users", helpful: true, note: mention.text, userId: user.id } });
  const filter = { projectId, source: "users", name: mention.text, condition: mention };
  await db.savedFilter.create({ data: { ...filter, ownerId: other.id } });
  await db.savedFilter.create({ data: { ...filter, ownerId: user.id, name: about.who } });
  const rows = [
    {
      cells: ["x", jane.username],
      subject: { id: user.id, label: jane.username },
      detail: about.who,
      changes: [about],
    },
    { cells: [jane.email.toUpperCase(), jane.username], claims: [jane.email], detail: about.who },
    { cells: [mention.text], detail: mention.text, changes: [mention], reason: mention.text },
  ];
  await db.import.create({
    data: {
      kind: "users",
      fileName: `${fullName}.csv`,
      headings: ["A", "B"],
      byId: user.id,
      byName: jane.username,
      rows: { create: rows.map((row, index) => ({ line: index + 2, ...row })) },
    },
  });
  await db.emailMessage.create({ data: { to: other.email, subject: "x", text: "x", state: "sent", cause: byImport } });
  const mail = { cause: person, html: mention.text, answer: mention.text, projectId };
  await db.emailMessage.createMany({
    data: [
      { ...mail, to: jane.email, subject: about.who, text: about.who, state: "queued", subjectId: user.id },
      { ...mail, to: "Jane.Doe@Acme.com", subject: about.who, text: about.who, state: "sent" },
      { ...mail, to: other.email, subject: mention.text, text: mention.text, state: "sent" },
    ],
  });
  const actor = await deleting();
  await transaction((tx) =>
    audit(tx, actor, { verb: "changed", kind: "user", id: user.id, label: jane.username, before: jane, after: about }),
  );
  await transaction((tx) =>
    audit(tx, actor, { verb: "changed", kind: "macro", id: macro.id, label: mention.text, after: mention }),
  );
  // She got a report by e-mail.
  const recipients = { before: { addresses: [jane.email, other.email] }, after: { addresses: [jane.email] } };
  await transaction((tx) =>
    audit(tx, actor, { verb: "changed", kind: "distribution", id: macro.id, label: "Weekly", ...recipients }),
  );
  // What she did herself, from her own machine, and whom she invited; and that she was invited.
  const herself = { ...actor, personId: user.id, name: fullName, from: { ip: about.who, browser: about.who } };
  await transaction((tx) => audit(tx, herself, { verb: "changed", kind: "team", id: team.id, label: "VIP" }));
  const invitation = { role: "member", expiresAt: at };
  await db.invitation.create({
    data: { ...invitation, email: jane.email, invitedBy: "x", tokenDigest: bytes(1), acceptedById: user.id },
  });
  await db.invitation.create({
    data: { ...invitation, email: other.email, invitedBy: fullName, invitedById: user.id, tokenDigest: bytes(2) },
  });
  return user.id;
}

const logs = [
  "macro_run",
  "macro_run_record",
  "webhook_delivery",
  "delivery_attempt",
  "listener_call",
  "import_row",
  "email_message",
  "feedback",
  "comment",
  "score_entry",
  "trigger_verdict",
];
const counts = async () => {
  const { rows } = await pool().query<Record<string, string>>(
    `select ${logs.map((table) => `(select count(*) from ${table}) as ${table}`).join(", ")}`,
  );
  return rows[0];
};

/** Every table of the database in which this still stands, whatever its column. */
async function tablesWith(words: string): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const hex = Buffer.from(words).toString("hex");
    const hit = await pool().query(
      `select 1 from ${name} t where position($1 in lower(t::text)) > 0 or position($2 in lower(t::text)) > 0 limit 1`,
      [words.toLowerCase(), hex],
    );
    if (hit.rowCount) found.push(name);
  }
  return found;
}

test("a deleted person is found in no table any more, and every count stays", async () => {
  const userId = await plant();
  const planted = [jane.email, encodeURIComponent(jane.email), fullName, jane.username];
  for (const words of planted) expect((await tablesWith(words)).length, words).toBeGreaterThan(4);
  const before = await counts();

  await deleteUser(await deleting(), userId);
  expect(await db.user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({
    state: "deleted",
    username: `deleted-${userId.slice(-12)}`,
    firstName: "",
    passwordHash: null,
    profile: {},
  });
  expect(await db.webhookDelivery.count({ where: { subjectId: userId, state: "waiting" } })).toBe(0);
  expect(await db.emailMessage.count({ where: { state: "queued" } })).toBe(0);
  expect(await db.visit.count()).toBe(0);

  await eraseTraces(userId);
  for (const words of planted) expect(await tablesWith(words), words).toEqual([]);
  expect(await counts()).toEqual(before);
  const name = `deleted-${userId.slice(-12)}`;
  expect((await db.macroRunRecord.findFirstOrThrow({ where: { subjectId: userId } })).label).toBe(name);
  const kept = await db.listenerCall.findFirstOrThrow({ where: { subjectId: cast.people.participant.id } });
  expect(kept.message).toBe(`as said\n${name}@deleted.invalid, ${name}`);
  expect(await db.secret.count({ where: { ownerKind: "erasure" } })).toBe(0);
  await eraseTraces(userId);
  await expect(deleteUser(await deleting(), userId)).rejects.toMatchObject({ code: "not_found" });
});

test("a longer address or name is somebody else's", async () => {
  const user = await db.user.create({ data: { email: "al@b.io", username: "al", firstName: "Al", lastName: "Bo" } });
  const body = "val@b.io, al@b.io.uk, xAl Bo, Al Bond; and al@b.io. Al Bo?";
  const { id: userId } = cast.people.observer;
  const comment = await db.userComment.create({ data: { userId, body, origin: {} } });
  await deleteUser(await deleting(), user.id);
  await eraseTraces(user.id);
  const name = `deleted-${user.id.slice(-12)}`;
  expect((await db.userComment.findUniqueOrThrow({ where: { id: comment.id } })).body).toBe(
    `val@b.io, al@b.io.uk, xAl Bo, Al Bond; and ${name}@deleted.invalid. ${name}?`,
  );
});

test("nobody deletes themselves, the last community manager or the last manager of a project", async () => {
  const { communityManager, manager } = cast.people;
  const actor = await deleting();
  const message = async (id: string) => deleteUser(actor, id).then(String, (error: Error) => error.message);
  expect(await message(communityManager.id)).toBe("Nobody deletes their own account. Ask another community manager.");
  expect(await message(manager.id)).toBe(
    `This is the last project manager of ${cast.project.key}. Make someone else project manager there first.`,
  );
  const asMachine = { ...actor, personId: null };
  await expect(deleteUser(asMachine, communityManager.id)).rejects.toMatchObject({
    code: "conflict",
    message: "This is the last community manager. Make someone else community manager first.",
  });
  expect(await db.user.count({ where: { id: { in: [communityManager.id, manager.id] }, state: "active" } })).toBe(2);
});
