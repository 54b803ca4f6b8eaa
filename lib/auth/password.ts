import { hash, verify } from "@node-rs/argon2";

// OWASP's second recommended setting for argon2id (the default of this library): 19 MiB, two passes, one lane. About 40 ms.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFC"), cost);
}

/** Takes as long for an account that does not exist (`stored` null) as for a wrong password. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody has this password");
  const right = await verify(stored ?? (await decoy), password.normalize("NFC"));
  return right && stored !== null;
}

let decoy: Promise<string> | undefined;
