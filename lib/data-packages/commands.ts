import "server-only";
import type { z } from "zod";
import { audit } from "@/lib/audit/audit";
import { requireSeenIn, type Seen } from "@/lib/audit/last-change";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { Prisma, type DataPackage } from "@/lib/db/generated/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { queueJob } from "@/lib/jobs/jobs";
import { requirePublishable } from "./require-publishable";
import { packageInput, type PackageInput, type packageSwitch } from "./schema";

/**
 * Makes or changes one; from then on it is asked with the actor's rights. Its snapshot is taken anew.
 * @throws AppError `invalid` with the field that does not fit; `not_found` for an id of another scope; `stale` when
 * somebody saved it after `seen`
 */
export function savePackage(actor: Can<"reports.write">, input: PackageInput, seen: Seen | null = null): Promise<void> {
  return transaction((tx) => savePackageIn(tx, actor, input, seen));
}

async function savePackageIn(
  tx: Tx,
  actor: Can<"reports.write">,
  input: PackageInput,
  seen: Seen | null,
): Promise<void> {
  const before = await findLocked(tx, actor, input.id);
  if (before) {
    await requireSeenIn(tx, { kind: "data package", id: input.id, seen });
    await requireSame(tx, before, input);
  }
  await requirePublishable(tx, actor, input);
  const data = { ...columnsOf(input), ownerId: actor.personId };
  const { id, name: label } = input;
  if (before)
    await tx.dataPackage.update({
      where: { id },
      data: { ...data, ...noSnapshot, modifiedAt: new Date() },
      select: { id: true },
    });
  else await tx.dataPackage.create({ data: { id, projectId: projectIdOf(actor), ...data }, select: { id: true } });
  await tx.dataPackageChunk.deleteMany({ where: { packageId: id } });
  if (data.everyMinutes !== null && input.enabled) await queueJob(tx, "packages.snapshot", { packageId: id });
  await audit(tx, actor, {
    verb: before ? "changed" : "created",
    kind: "data package",
    id,
    label,
    ...(before && { before: inputOf(before) }),
    after: input,
  });
}

/** @throws AppError `not_found` */
export async function switchPackage(
  actor: Can<"reports.write">,
  { id, enabled }: z.infer<typeof packageSwitch>,
): Promise<void> {
  await transaction(async (tx) => {
    const { name } = await locked(tx, actor, id);
    await tx.dataPackage.update({ where: { id }, data: { enabled, modifiedAt: new Date() }, select: { id: true } });
    await audit(tx, actor, { verb: enabled ? "switched on" : "switched off", kind: "data package", id, label: name });
  });
}

/** With the log of its pulls. @throws AppError `not_found` */
export async function deletePackage(actor: Can<"reports.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const before = await locked(tx, actor, id);
    await tx.dataPackage.delete({ where: { id }, select: { id: true } });
    await audit(tx, actor, {
      verb: "deleted",
      kind: "data package",
      id,
      label: before.name,
      before: inputOf(before),
    });
  });
}

/** As it was typed, for the audit log; without an element, an empty one. */
export function inputOf(row: DataPackage): object {
  const { id, name, key, enabled, apiKeyId, headerOnly, confirmed, kind, allowFresh, everyMinutes, lookupField } = row;
  const common = { id, name, key, enabled, elementId: row.elementId ?? "", apiKeyId, headerOnly, confirmed, kind };
  return kind === "package" ? { ...common, allowFresh, everyMinutes } : { ...common, lookupField };
}

/** As it is now, in the shape of its audit entries; null when it is gone or of another scope, or its element is. */
export async function findPackageInput(actor: Can<"reports.write">, id: string): Promise<PackageInput | null> {
  const row = await db.dataPackage.findFirst({ where: { id, projectId: projectIdOf(actor) } });
  return (row && packageInput.safeParse(inputOf(row)).data) ?? null;
}

const noSnapshot = {
  snapshotId: null,
  snapshotAt: null,
  snapshotRows: null,
  snapshotColumns: Prisma.DbNull,
  snapshotProblem: null,
};

function columnsOf(input: PackageInput) {
  const { name, key, enabled, elementId, apiKeyId, headerOnly, confirmed, kind } = input;
  const common = { name, key, enabled, elementId, apiKeyId, headerOnly, confirmed, kind };
  return input.kind === "package"
    ? { ...common, allowFresh: input.allowFresh, everyMinutes: input.everyMinutes, lookupField: null }
    : { ...common, allowFresh: false, everyMinutes: null, lookupField: input.lookupField };
}

async function requireSame(tx: Tx, before: DataPackage, { kind, key }: PackageInput): Promise<void> {
  if (before.kind !== kind) throw new AppError("invalid", "Make a new one to publish in another way.");
  if (before.key === key) return;
  if (!(await tx.dataPackagePull.findFirst({ where: { packageId: before.id }, select: { id: true } }))) return;
  const message = `Other systems ask for it as “${before.key}”. Make a new one for a new key.`;
  throw new AppError("invalid", message, { key: message });
}

async function findLocked(tx: Tx, actor: Can<"reports.write">, id: string): Promise<DataPackage | null> {
  await tx.$queryRaw`select 1 from data_package where id = ${id}::uuid for update`;
  const found = await tx.dataPackage.findUnique({ where: { id } });
  if (found && found.projectId !== projectIdOf(actor)) throw notHere();
  return found;
}

async function locked(tx: Tx, actor: Can<"reports.write">, id: string): Promise<DataPackage> {
  const found = await findLocked(tx, actor, id);
  if (!found) throw notHere();
  return found;
}

function notHere(): AppError {
  return new AppError("not_found", "There is no such data package or record lookup here.");
}
