import { audit } from "@/lib/audit/audit";
import type { Can } from "@/lib/auth/actor";
import { originOf } from "@/lib/auth/origin";
import { db, type Tx } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { transaction } from "@/lib/db/transaction";
import { AppError, type FieldErrors } from "@/lib/errors/app-error";
import { noteEventIn } from "@/lib/events/note";
import { z } from "zod";
import type { ProfileFieldInput } from "./schema";

const storedOptions = z.array(z.object({ value: z.string(), label: z.string() }));

export interface ProfileFieldRow {
  id: string;
  key: string;
  label: string;
  type: "text" | "number" | "boolean" | "date" | "choice";
  options: { value: string; label: string }[];
}

/** What a community asks its people; without secrets, so that everyone signed in may read it. */
export async function listProfileFields(): Promise<ProfileFieldRow[]> {
  const rows = await db.profileField.findMany({
    orderBy: [{ order: "asc" }, { label: "asc" }],
    select: { id: true, key: true, label: true, type: true, options: true },
  });
  return rows.map((row) => ({ ...row, options: storedOptions.parse(row.options) }));
}

/** The whole list in its order. A field left out is gone from screens, tags and filters; what people filled in stays and comes back with its key. */
export async function saveProfileFields(
  actor: Can<"settings.write">,
  fields: readonly ProfileFieldInput[],
): Promise<void> {
  await transaction(async (tx) => {
    const before = await tx.profileField.findMany({
      orderBy: [{ order: "asc" }, { label: "asc" }],
      select: { label: true, key: true, type: true, options: true },
    });
    await tx.profileField.deleteMany({ where: { key: { notIn: fields.map(({ key }) => key) } } });
    for (const [order, field] of fields.entries()) {
      await tx.profileField.upsert({
        where: { key: field.key },
        create: { ...field, order },
        update: { ...field, order },
        select: { id: true },
      });
    }
    await audit(tx, actor, {
      verb: "changed",
      kind: "profile fields",
      id: "profile",
      label: "Profile fields",
      before,
      after: fields,
    });
  });
}

/** @throws AppError `invalid` with `profile.<key>`; `not_found` */
export async function updateProfile(
  actor: Can<"users.write"> | Can<"preferences.write">,
  userId: string,
  given: Readonly<Record<string, string | boolean | null>>,
): Promise<void> {
  const fields = await listProfileFields();
  const errors: FieldErrors = {};
  const values: Record<string, ProfileValue> = {};
  for (const [key, raw] of Object.entries(given)) {
    const field = fields.find((candidate) => candidate.key === key);
    const checked = field ? checkProfileValue(field, raw) : { problem: "This field is gone." };
    if ("problem" in checked) errors[`profile.${key}`] = checked.problem;
    else values[key] = checked.value;
  }
  if (Object.keys(errors).length > 0) throw new AppError("invalid", "Nothing was saved.", errors);
  await transaction((tx) => saveProfileIn(tx, actor, userId, values));
}

export type ProfileValue = string | number | boolean | null;

/** Puts checked values, by field key, beside those that the profile holds; null clears. @throws AppError `not_found` */
export async function saveProfileIn(
  tx: Tx,
  actor: Can<"users.write"> | Can<"preferences.write">,
  userId: string,
  values: Readonly<Record<string, ProfileValue>>,
): Promise<void> {
  const [row] = await tx.$queryRaw<{ profile: Record<string, ProfileValue>; username: string }[]>`
    select profile, username from app_user where id = ${userId}::uuid and state <> 'deleted' for update`;
  if (!row) throw new AppError("not_found", "There is no such user.");
  const held = row.profile;
  const profile = Object.fromEntries(Object.entries({ ...held, ...values }).filter(([, value]) => value !== null));
  await tx.user.update({ where: { id: userId }, data: { profile: plainJson(profile) }, select: { id: true } });
  await audit(tx, actor, {
    verb: "changed",
    kind: "profile",
    id: userId,
    label: row.username,
    before: Object.fromEntries(Object.keys(values).map((key) => [key, held[key] ?? null])),
    after: values,
  });
  const different = Object.keys(values).filter((key) => (held[key] ?? null) !== values[key]);
  if (different.length === 0) return;
  const labels = new Map((await listProfileFields()).map(({ key, label }) => [key, label]));
  await noteEventIn(tx, {
    kind: "profile_changed",
    subjectId: userId,
    projectId: null,
    changes: different.map((key) => ({
      path: `user.profile.${key}`,
      label: labels.get(key) ?? key,
      old: held[key] ?? null,
      new: values[key] ?? null,
    })),
    origin: originOf(actor),
  });
}

type Checked = { value: ProfileValue } | { problem: string };

/** What a form or a file gave, as the field keeps it, or why it cannot. */
export function checkProfileValue(field: ProfileFieldRow, raw: string | boolean | null): Checked {
  if (raw === null || raw === "") return { value: null };
  const text = String(raw).replaceAll("\0", "\uFFFD").normalize("NFC");
  switch (field.type) {
    case "boolean":
      return { value: text === "true" };
    case "number":
      return Number.isFinite(Number(text)) ? { value: Number(text) } : { problem: `${field.label}: enter a number.` };
    case "date":
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
        ? { value: text }
        : { problem: `${field.label}: enter a date, for example 2026-11-30.` };
    case "choice":
      return field.options.some(({ value }) => value === text)
        ? { value: text }
        : { problem: `${field.label}: choose one of the options.` };
    case "text":
      return text.length <= 1_000 ? { value: text } : { problem: "Use at most 1,000 characters." };
  }
}
