import { beforeEach, expect, test } from "vitest";
import type { Origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { deleteUser } from "@/lib/users/erase";
import { attachmentLimits, attachmentName } from "./attachment-schema";
import { addAttachments, removeAttachment } from "./attachments";
import { changeFeedbackIn } from "./change";
import { openAttachment } from "./open-attachment";
import { receiveAttachment } from "./receive-attachment";
import { createFeedbackType } from "./save-type";
import { feedbackTypeInput } from "./schema";
import { submitFeedbackIn } from "./submit";
import { getTicket } from "./ticket";

testDatabase();

const origin: Origin = { kind: "person", id: null, label: "Test" };
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
let cast: Cast;
let typeId: string;

beforeEach(async () => {
  cast = await makeCast();
  const type = feedbackTypeInput.parse({
    name: "Bug",
    key: "bug",
    prefix: "BUG",
    fields: [],
    statuses: [
      { key: "new", name: "New", isDefault: true },
      { key: "closed", name: "Closed", isClosed: true },
    ],
  });
  typeId = (await createFeedbackType(await cast.can("manager", "types.write"), type)).id;
});

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

type Role = Parameters<Cast["can"]>[0];

async function upload(bytes: Uint8Array, name = "shot.png", role: Role = "participant") {
  return receiveAttachment(
    await cast.can(role, "feedback.submit"),
    attachmentName.parse(name),
    inPieces(bytes, 70_000),
  );
}

async function submit(attachmentIds: string[]) {
  const actor = await cast.can("participant", "feedback.submit");
  const submitterId = cast.people.participant.id;
  return transaction((tx) =>
    submitFeedbackIn(tx, actor, { title: "It breaks", attachmentIds, typeId, submitterId, origin }),
  );
}

async function read(role: Role, id: string): Promise<Buffer> {
  const { pieces } = await openAttachment(await cast.can(role, "feedback.readOwn"), id);
  const read: Uint8Array[] = [];
  for await (const piece of pieces()) read.push(piece);
  return Buffer.concat(read);
}

test("a file comes back as it was sent, kept in pieces of 1 MiB, to those who see its ticket", async () => {
  const bytes = Buffer.alloc(attachmentLimits.piece * 2 + 17, "beta ");
  const { id } = await upload(bytes, "C:\\logs\\app\u202egpj.log");
  expect(await db.attachmentChunk.count({ where: { attachmentId: id } })).toBe(3);
  expect(await read("participant", id)).toEqual(bytes);
  await expect(read("manager", id)).rejects.toMatchObject({ code: "not_found" });
  const { displayId } = await submit([id]);
  expect(await read("observer", id)).toEqual(bytes);
  const ticket = await getTicket(await cast.can("participant", "feedback.readOwn"), "bug", displayId);
  expect(ticket.attachments).toEqual([
    { id, name: "appgpj.log", bytes: bytes.length, isPicture: false, mayRemove: true },
  ]);
  const elsewhere = await makeCast();
  const stranger = await elsewhere.can("manager", "feedback.readOwn");
  await expect(openAttachment(stranger, id)).rejects.toMatchObject({ code: "not_found" });
});

test("a picture is known by its bytes, whatever its name says", async () => {
  expect(await upload(png, "notes.txt")).toMatchObject({ isPicture: true });
  const page = Buffer.from("<script>alert(1)</script>");
  const { id } = await upload(page, "photo.png");
  const { contentType } = await openAttachment(await cast.can("participant", "feedback.readOwn"), id);
  expect(contentType).toBe("application/octet-stream");
});

test("what is too large, empty or breaks off leaves nothing behind", async () => {
  await expect(upload(Buffer.alloc(attachmentLimits.bytes + 1))).rejects.toMatchObject({ code: "too_large" });
  await expect(upload(Buffer.alloc(0))).rejects.toMatchObject({ code: "invalid" });
  const actor = await cast.can("participant", "feedback.submit");
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.alloc(attachmentLimits.piece + 1));
    throw new Error("gone");
  }
  await expect(receiveAttachment(actor, "a.log", broken())).rejects.toThrow("gone");
  const here = { projectId: cast.project.id };
  expect(await db.attachment.count({ where: here })).toBe(0);
  expect(await db.attachmentChunk.count({ where: { attachment: here } })).toBe(0);
});

test("one person cannot fill the disk with files of no ticket", async () => {
  for (let n = 0; n < attachmentLimits.waiting; n++) await upload(png);
  await expect(upload(png)).rejects.toMatchObject({ code: "too_many" });
  await expect(upload(png, "a.png", "support")).resolves.toMatchObject({ name: "a.png" });
});

test("a ticket takes the files of its submitter only, each once, and ten of them", async () => {
  const { id } = await upload(png);
  const foreign = await upload(png, "b.png", "support");
  await expect(submit([foreign.id])).rejects.toMatchObject({
    code: "invalid",
    fields: { attachmentIds: expect.any(String) as string },
  });
  await submit([id]);
  await expect(submit([id])).rejects.toMatchObject({ code: "invalid" });
  expect(await db.feedback.count({ where: { typeId } })).toBe(1);
  const ids: string[] = [];
  for (let n = 0; n < 11; n++) ids.push((await upload(png)).id);
  await expect(submit(ids)).rejects.toThrow("A ticket takes 10 files; this one would have 11.");
});

test("files are added and removed while the ticket is open, and stand in its timeline and its count", async () => {
  const ticket = await submit([]);
  const { id } = await upload(png);
  const participant = await cast.can("participant", "feedback.submit");
  await addAttachments(participant, { feedbackId: ticket.id, attachmentIds: [id] });
  const count = async () => (await db.feedback.findUniqueOrThrow({ where: { id: ticket.id } })).attachmentCount;
  expect(await count()).toBe(1);
  const changes = await db.feedbackChange.findMany({ where: { feedbackId: ticket.id } });
  expect(changes.map((row) => row.changes)).toEqual([
    [{ path: "feedback.attachments", label: "Attachments (shot.png added)", old: 0, new: 1 }],
  ]);
  await expect(removeAttachment(await cast.can("support", "feedback.submit"), { id })).resolves.toBeUndefined();
  expect(await count()).toBe(0);
  const support = await cast.can("support", "feedback.write");
  await transaction((tx) => changeFeedbackIn(tx, support, ticket.id, { statusKey: "closed" }, origin));
  const late = await upload(png);
  await expect(addAttachments(participant, { feedbackId: ticket.id, attachmentIds: [late.id] })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("where testers add no files, staff still do", async () => {
  await db.feedbackType.update({ where: { id: typeId }, data: { takesFiles: false } });
  const { id } = await upload(png);
  await expect(submit([id])).rejects.toMatchObject({ code: "conflict" });
  const ticket = await submit([]);
  const own = await upload(png, "c.png", "support");
  const support = await cast.can("support", "feedback.submit");
  await addAttachments(support, { feedbackId: ticket.id, attachmentIds: [own.id] });
  expect(await db.attachment.count({ where: { feedbackId: ticket.id } })).toBe(1);
});

test("whoever is erased takes their files along", async () => {
  const { id } = await upload(png);
  const ticket = await submit([id]);
  await deleteUser(await cast.can("communityManager", "users.write", "community"), cast.people.participant.id);
  expect(await db.attachment.count({ where: { projectId: cast.project.id } })).toBe(0);
  expect((await db.feedback.findUniqueOrThrow({ where: { id: ticket.id } })).attachmentCount).toBe(0);
});
