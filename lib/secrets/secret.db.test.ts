import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { testDatabase } from "@/lib/testing/database";
import { openSecret, openSecrets, ownedSecrets, sealSecretIn } from "./secret";

testDatabase();

const store = (value: string, ownerId = randomUUID()) =>
  transaction((tx) => sealSecretIn(tx, { projectId: null, ownerKind: "macro", ownerId, value }));

test("a secret is stored unreadable and opens again", async () => {
  const id = await store("correct horse");
  const row = await db.secret.findUniqueOrThrow({ where: { id } });
  expect(Buffer.from(row.ciphertext).includes("correct horse")).toBe(false);
  expect(await openSecret(db, id)).toBe("correct horse");
});

test("a ciphertext copied into another row does not open", async () => {
  const [one, two] = [await store("one"), await store("two")];
  const { ciphertext } = await db.secret.findUniqueOrThrow({ where: { id: one } });
  await db.secret.update({ where: { id: two }, data: { ciphertext } });
  await expect(openSecret(db, two)).rejects.toThrow();
});

test("a secret that is gone is said to be gone", async () => {
  await expect(openSecret(db, randomUUID())).rejects.toMatchObject({ code: "not_found" });
  expect(await openSecrets(db, [randomUUID()])).toEqual(new Map());
});

test("only the owner's own secrets count as kept", async () => {
  const owner = randomUUID();
  const [mine, others] = [await store("a", owner), await store("b")];
  expect(await ownedSecrets(db, { ownerKind: "macro", ownerId: owner }, [mine, others])).toEqual(new Set([mine]));
});
