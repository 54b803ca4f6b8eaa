import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { migrate } from "./migrate";
import { databaseUrl, pool } from "./pool";

testDatabase();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "fieldpost-migrations-"));
  cpSync("prisma", folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function add(name: string, sql: string): void {
  mkdirSync(path.join(folder, "migrations", name));
  writeFileSync(path.join(folder, "migrations", name, "migration.sql"), sql);
}

test("what is up to date is left alone; a new script runs once, whole, and a script that fails says why and is not noted as run", async () => {
  expect(await migrate(databaseUrl(), folder)).toEqual([]);
  add("20990101000000_pair", "create table pair (a int); insert into pair values (1); -- a; b");
  expect(await migrate(databaseUrl(), folder)).toEqual(["20990101000000_pair"]);
  expect(await migrate(databaseUrl(), folder)).toEqual([]);
  expect((await pool().query("select a from pair")).rows).toEqual([{ a: 1 }]);
  add("20990102000000_wrong", "create table pair (b int)");
  await expect(migrate(databaseUrl(), folder)).rejects.toThrow(
    'could not be brought up to date: relation "pair" already exists',
  );
  await expect(migrate(databaseUrl(), folder)).rejects.toThrow("could not be brought up to date");
});
