import { AsyncLocalStorage } from "node:async_hooks";
import type { Prisma } from "./generated/client";

/** The transaction that everything in the present call takes part in, if `asOne` began one. */
export const joined = new AsyncLocalStorage<Prisma.TransactionClient>();
