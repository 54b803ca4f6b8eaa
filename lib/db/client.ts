import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient, type Prisma } from "./generated/client";
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
  if (made?.on !== on) made = { on, client: new PrismaClient({ adapter: new PrismaPg(on) }) };
  return made.client;
}
