import "server-only";
import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient, type Prisma } from "./generated/client";
import { inTurn } from "./in-turn";
import { joined } from "./joined";
import { pool } from "./pool";

/** Inside a transaction. */
export type Tx = Prisma.TransactionClient;

/** Wherever it does not matter whether a transaction is running. */
export type Db = Tx;

/** The database of this process, opened at the first query; within `asOne` its transaction. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, name) {
    const open = joined.getStore() ?? client();
    const member: unknown = Reflect.get(open, name, open);
    return typeof member === "function" ? (member.bind(open) as unknown) : member;
  },
});

let made: { on: ReturnType<typeof pool>; client: PrismaClient } | undefined;

function client(): PrismaClient {
  const on = pool();
  if (made?.on !== on)
    made = {
      on,
      client: new PrismaClient({ adapter: inTurn(new PrismaPg(on, { statementNameGenerator: statementName })) }),
    };
  return made.client;
}

/**
 * PostgreSQL plans a named statement once per connection instead of every time: for what Prisma writes itself, of which there is a limited
 * number, and for hand-written SQL that begins with the comment `planned once` because its plan does not hang on its values.
 */
function statementName({ sql }: { sql: string }): string {
  if (!/^((SELECT|INSERT INTO|UPDATE|DELETE FROM) "public"\.|\s*\/\* planned once \*\/)/.test(sql)) return unnamed;
  const known = statements.get(sql);
  if (known || statements.size === 300) return known ?? unnamed;
  // Named after the text: a second copy of this module on the same pool must not give a name another meaning.
  const name = `prisma_${createHash("sha256").update(sql).digest("hex").slice(0, 32)}`;
  statements.set(sql, name);
  return name;
}

const unnamed = "";
const statements = new Map<string, string>();
