import { randomInt } from "node:crypto";
import { db, type Tx } from "@/lib/db/client";
import { openSecret, sealSecretIn } from "@/lib/secrets/secret";

// The sample is one thing, so its secret has one owner.
const owner = { ownerKind: "sample", ownerId: "00000000-0000-0000-0000-000000000001" };

/** A new password for the sample's three accounts, random per installation. */
export function newSamplePassword(): string {
  return Array.from({ length: 4 }, () => word()).join("-");
}

/** Keeps it sealed, so that the command line can tell it. */
export async function keepSamplePasswordIn(tx: Tx, password: string): Promise<void> {
  await tx.secret.deleteMany({ where: owner });
  await sealSecretIn(tx, { ...owner, projectId: null, value: password });
}

/** Null while there is no sample. */
export async function findSamplePassword(): Promise<string | null> {
  const secret = await db.secret.findFirst({ where: owner, select: { id: true } });
  return secret && openSecret(db, secret.id);
}

export async function forgetSamplePasswordIn(tx: Tx): Promise<void> {
  await tx.secret.deleteMany({ where: owner });
}

// Four syllable pairs and digits: about 60 bits, and still typed without looking twice.
function word(): string {
  const consonants = "bdfghjklmnprstvz";
  const vowels = "aeiou";
  const letter = (letters: string) => letters.charAt(randomInt(letters.length));
  return letter(consonants) + letter(vowels) + letter(consonants) + letter(vowels) + randomInt(10);
}
