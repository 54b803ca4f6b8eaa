import type { PrismaPg } from "@prisma/adapter-pg";
import type { Transaction } from "@prisma/driver-adapter-utils";

/**
 * Prisma reads the relations of a row all at once, inside a transaction too. Its one connection answers one after the other anyway, and
 * `pg` will refuse to keep the queue, so we keep it.
 */
export function inTurn(factory: PrismaPg): PrismaPg {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => queueing(await start(isolation));
    return adapter;
  };
  return factory;
}

function queueing(transaction: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve();
  const afterTheLast =
    <Query, Result>(ask: (query: Query) => Promise<Result>) =>
    (query: Query): Promise<Result> => {
      const mine = last.then(() => ask(query));
      last = mine.catch(() => undefined);
      return mine;
    };
  transaction.queryRaw = afterTheLast(transaction.queryRaw.bind(transaction));
  transaction.executeRaw = afterTheLast(transaction.executeRaw.bind(transaction));
  return transaction;
}
