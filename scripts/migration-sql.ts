/**
 * Prints the SQL that leads from one schema to another, for a new migration file:
 *   git show HEAD:prisma/schema.prisma > before.prisma
 *   npx node scripts/run.ts scripts/migration-sql.ts <address of any database> before.prisma
 * Without a second argument it starts from nothing. Nothing is read from or written to the database: the engine only wants one. SQL
 * that Prisma cannot say is added to the same file by hand.
 */
import { readFileSync } from "node:fs";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { SchemaEngine } from "@prisma/schema-engine-wasm";

const after = readFileSync("prisma/schema.prisma", "utf8");
const [url, before] = process.argv.slice(2);
if (!url) throw new Error("Give the address of a database, postgresql://…");
const engine = await SchemaEngine.new(
  { datamodels: [["schema.prisma", after]] },
  () => {},
  bindMigrationAwareSqlAdapterFactory(new PrismaPg(url)),
);
const result = await engine.diff({
  from: before
    ? { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: readFileSync(before, "utf8") }] }
    : { tag: "empty" },
  to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: after }] },
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
process.stdout.write(result.stdout ?? "");
