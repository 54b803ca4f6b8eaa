import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/**
 * AES-256-GCM under a key derived from `SECRET_KEY`. The envelope is version (1 byte), key id (4), nonce (12), tag (16), ciphertext.
 * `context` is bound in: a ciphertext moved to another row does not open.
 */
export function seal(plain: string, context: string, masterKey: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", derive(masterKey), nonce);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.from([VERSION]), keyId(masterKey), nonce, cipher.getAuthTag(), body]));
}

/** @throws WrongKeyError if another `SECRET_KEY` sealed it; an Error if it was changed or moved. */
export function open(envelope: Uint8Array, context: string, masterKey: string): string {
  const bytes = Buffer.from(envelope);
  if (bytes.length < HEAD || bytes[0] !== VERSION) throw new Error("This is not a sealed secret.");
  if (!bytes.subarray(1, 5).equals(keyId(masterKey))) throw new WrongKeyError();
  const decipher = createDecipheriv("aes-256-gcm", derive(masterKey), bytes.subarray(5, 17));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(17, HEAD));
  return Buffer.concat([decipher.update(bytes.subarray(HEAD)), decipher.final()]).toString("utf8");
}

/** The secret was sealed under another `SECRET_KEY`; the operator has to bring that one back, or the value is typed anew. */
export class WrongKeyError extends Error {
  override name = "WrongKeyError";
  constructor() {
    super("This secret was stored under another SECRET_KEY. Restore that key, or type the secret anew.");
  }
}

const VERSION = 1;
const HEAD = 1 + 4 + 12 + 16;

const derived = new Map<string, Buffer>();

function derive(masterKey: string): Buffer {
  let key = derived.get(masterKey);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", masterKey, "", "fieldpost secret envelope", 32));
    derived.set(masterKey, key);
  }
  return key;
}

/** Names the key without telling anything of it. */
function keyId(masterKey: string): Buffer {
  return createHash("sha256").update("fieldpost key id\0").update(derive(masterKey)).digest().subarray(0, 4);
}
