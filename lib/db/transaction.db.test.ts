import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { db } from "./client";
import { asOne, transaction } from "./transaction";

testDatabase();

const make = (key: string) =>
  transaction((tx) => tx.project.create({ data: { key, name: key }, select: { id: true } }));
const keys = async () => (await db.project.findMany({ orderBy: { key: "asc" } })).map(({ key }) => key);
const seconds = 10;

test("several commands as one see what the others did, and are kept together", async () => {
  const seen = await asOne(
    async () => {
      await make("a");
      await make("b");
      return keys();
    },
    { seconds },
  );
  expect(seen).toEqual(["a", "b"]);
  expect(await keys()).toEqual(["a", "b"]);
});

test("if the whole fails nothing of it stays", async () => {
  const failing = asOne(
    async () => {
      await make("c");
      throw new Error("no");
    },
    { seconds },
  );
  await expect(failing).rejects.toThrow("no");
  expect(await keys()).toEqual(["a", "b"]);
});

test("one of them can fail alone, also when PostgreSQL refused it", async () => {
  await asOne(
    async () => {
      await make("d");
      await expect(make("a")).rejects.toThrow();
      await expect(
        transaction(async () => {
          await make("e");
          throw new Error("taken back");
        }),
      ).rejects.toThrow("taken back");
      await make("f");
    },
    { seconds },
  );
  expect(await keys()).toEqual(["a", "b", "d", "f"]);
});

test("what runs beside it is not part of it", async () => {
  const begun = Promise.withResolvers<void>();
  const may = Promise.withResolvers<void>();
  const one = asOne(
    async () => {
      await make("g");
      begun.resolve();
      await may.promise;
    },
    { seconds },
  );
  await begun.promise;
  expect(await keys()).not.toContain("g");
  await make("h");
  may.resolve();
  await one;
  expect(await keys()).toEqual(["a", "b", "d", "f", "g", "h"]);
});
