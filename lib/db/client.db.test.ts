import { describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { db } from "./client";
import { pool } from "./pool";
import { transaction } from "./transaction";

testDatabase();

describe("the database client", () => {
  test("reads bigint columns as numbers while they are exact, as text beyond", async () => {
    const { rows } = await pool().query("select 42::int8 as small, 9007199254740993::int8 as large");
    expect(rows).toEqual([{ small: 42, large: "9007199254740993" }]);
  });

  test("a transaction that fails leaves nothing behind", async () => {
    const failing = transaction(async (tx) => {
      await tx.worker.create({ data: { host: "a", pid: 1 } });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await db.worker.count()).toBe(0);
  });

  test("an undefined in a where throws instead of matching everything", async () => {
    // The compiler does not refuse this one.
    await expect(db.worker.findMany({ where: { host: undefined } })).rejects.toThrow(/undefined/);
  });
});
