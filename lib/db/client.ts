import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient, type Prisma } from "./generated/client";
import { inTurn } from "./in-turn";
import { pool } from "./pool";

/** Inside a transaction. */
export type Tx = Prisma.TransactionClient;

/** Wherever it does not matter whether a transaction is running. */
export type Db = Tx;

/** The database of this process, opened at the first query. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, name) {
    const open = client();
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
 * PostgreSQL plans a named statement once per connection instead of every time. Only for what Prisma writes itself, of which there is a
 * limited number: hand-written SQL asks differently each time, and wants a plan for its very values.
 */
function statementName({ sql }: { sql: string }): string | undefined {
  if (!/^(SELECT|INSERT INTO|UPDATE|DELETE FROM) "public"/.test(sql)) return undefined;
  const known = statements.get(sql);
  if (known || statements.size === 300) return known;
  const name = `prisma_${statements.size}`;
  statements.set(sql, name);
  return name;
}

const statements = new Map<string, string>();
