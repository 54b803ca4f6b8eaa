import { describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { db } from "./client";
import { pool } from "./pool";
import { raw } from "./sql";
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

  test.each(["40P01", "40001"])(
    "a transaction whose hand-written SQL lost a race (%s) is tried again",
    async (code) => {
      let tries = 0;
      await transaction(async (tx) => {
        tries++;
        await tx.worker.create({ data: { host: code, pid: tries } });
        if (tries < 3)
          await tx.$executeRaw(raw(`do $$ begin raise exception 'lost' using errcode = '${code}'; end $$`));
      });
      expect(await db.worker.findMany({ where: { host: code }, select: { pid: true } })).toEqual([{ pid: 3 }]);
    },
  );

  test("two transactions that wait for each other both come to their end", async () => {
    const [one, two] = await Promise.all(
      [1, 2].map((pid) => db.worker.create({ data: { host: "deadlock", pid: pid * 1000 } })),
    );
    const met = Promise.withResolvers<void>();
    let waiting = 0;
    const add = (first: bigint, second: bigint) =>
      transaction(async (tx) => {
        await tx.$executeRaw`update worker set pid = pid + 1 where id = ${first}`;
        if (++waiting === 2) met.resolve();
        await met.promise;
        await tx.$executeRaw`update worker set pid = pid + 1 where id = ${second}`;
      });
    await Promise.all([add(one?.id ?? 0n, two?.id ?? 0n), add(two?.id ?? 0n, one?.id ?? 0n)]);
    const rows = await db.worker.findMany({ where: { host: "deadlock" }, orderBy: { pid: "asc" } });
    expect(rows.map(({ pid }) => pid)).toEqual([1002, 2002]);
  });

  test("what a transaction asks at once is sent one after the other", async () => {
    const warnings: string[] = [];
    const note = (warning: Error) => warnings.push(warning.message);
    process.on("warning", note);
    const read = await transaction(async (tx) => {
      const { id } = await tx.project.create({ data: { key: "p", name: "P" }, select: { id: true } });
      const part = { feedbackTypes: true, teams: true, participations: true } as const;
      return tx.project.findUniqueOrThrow({ where: { id }, select: part });
    });
    await new Promise(setImmediate);
    process.off("warning", note);
    expect(read.teams).toEqual([]);
    expect(warnings).toEqual([]);
  });

  test("what no second try would help is not tried again", async () => {
    let tries = 0;
    const failing = transaction(async (tx) => {
      tries++;
      await tx.$executeRaw`select 1 / 0`;
    });
    await expect(failing).rejects.toThrow();
    expect(tries).toBe(1);
  });

  test("an undefined in a where throws instead of matching everything", async () => {
    // The compiler does not refuse this one.
    await expect(db.worker.findMany({ where: { host: undefined } })).rejects.toThrow(/undefined/);
  });
});
