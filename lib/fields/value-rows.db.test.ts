import * as fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";

testDatabase();

type Owner = "external" | "profile" | "ticket";
interface Field {
  id: string;
  /** By which the JSON of a record names it. */
  key: string;
  owner: Owner;
  type: string;
}

const types: Record<Owner, string[]> = {
  external: ["string", "integer", "boolean", "datetime"],
  profile: ["text", "number", "boolean", "date", "choice"],
  ticket: ["text", "long_text", "number", "boolean", "date", "choice"],
};
const tables: Record<Owner, string> = {
  external: "external_data_field",
  profile: "profile_field",
  ticket: "feedback_field",
};

let cast: Cast;
const ids = { group: "", type: "", status: "" };
let fields: Field[];

beforeAll(async () => {
  cast = await makeCast("steps");
  ids.group = await added(
    "insert into external_data_group (id, target, label, key) values (uuidv7(), 'user', 'G', 'g')",
  );
  ids.type = await added(
    "insert into feedback_type (id, project_id, key, name, prefix) values (uuidv7(), $1, 'bug', 'Bug', 'BUG')",
    [cast.project.id],
  );
  ids.status = await added(
    "insert into feedback_status (id, type_id, key, name) values (uuidv7(), $1, 'open', 'Open')",
    [ids.type],
  );
  fields = [];
  for (const owner of ["external", "profile", "ticket"] as const) {
    for (const type of types[owner]) {
      const id = await addField(owner, type, type);
      fields.push({ id, owner, type, key: owner === "external" ? id : type });
    }
  }
});

const value = fc.constantFrom<unknown>("a", "", "2026-11-30", "x".repeat(1_200), 1, 2.5, true, false, null);
const step = fc.record({
  what: fc.constantFrom("write", "write", "write", "write", "remove", "retype", "define again"),
  owner: fc.constantFrom<Owner>("external", "profile", "ticket"),
  record: fc.nat(2),
  field: fc.nat(5),
  type: fc.nat(5),
  values: fc.array(value, { minLength: 6, maxLength: 6 }),
});

test("whatever is written, each value that fits its field has a row, and nothing else has", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
      for (const each of steps) await take(each);
      const { rows } = await pool().query<Record<string, unknown>>(
        "select field_id, record_id, number::float8, iso, text from field_value order by 1, 2",
      );
      expect(rows).toEqual(await expected());
    }),
    { numRuns: 40 },
  );
});

async function take({
  what,
  owner,
  record,
  field: n,
  type,
  values,
}: typeof step extends fc.Arbitrary<infer T> ? T : never) {
  const own = fields.filter((field) => field.owner === owner);
  const field = own[n % own.length];
  const to = types[owner][type % types[owner].length];
  if (!field || !to) throw new Error("There is no such field");
  if (what === "retype") {
    field.type = to;
    await pool().query(`update ${tables[owner]} set type = $2::text::${enums[owner]} where id = $1`, [field.id, to]);
  }
  if (what === "define again" && owner !== "external") {
    await pool().query(`delete from ${tables[owner]} where id = $1`, [field.id]);
    field.id = await addField(owner, field.key, field.type);
  }
  if (what === "remove") await remove(owner, record);
  if (what === "write") {
    const given = own.flatMap(({ key }, at) => (values[at] === null ? [] : [[key, values[at]] as const]));
    await write(owner, record, JSON.stringify(Object.fromEntries(given)));
  }
}

const enums: Record<Owner, string> = {
  external: "external_data_type",
  profile: "profile_field_type",
  ticket: "feedback_field_type",
};

const recordId = (record: number) => `00000000-0000-7000-8000-00000000000${record}`;

async function write(owner: Owner, record: number, values: string): Promise<void> {
  const id = recordId(record);
  if (owner === "external")
    await pool().query(
      `insert into external_data_record (group_id, record_id, "values", provenance) values ($1, $2, $3, '{}')
       on conflict (group_id, record_id) do update set "values" = excluded."values"`,
      [ids.group, id, values],
    );
  if (owner === "profile")
    await pool().query(
      `insert into app_user (id, email, username, profile) values ($1, $2, $3, $4)
       on conflict (id) do update set profile = excluded.profile`,
      [id, `row${record}@example.org`, `row${record}`, values],
    );
  if (owner === "ticket")
    await pool().query(
      `insert into feedback (id, project_id, type_id, number, display_id, title, status_id, submitter_id, "values")
       values ($1, $2, $3, $4, $5, 'T', $6, $7, $8) on conflict (id) do update set "values" = excluded."values"`,
      [id, cast.project.id, ids.type, record, `BUG-${record}`, ids.status, cast.people.participant.id, values],
    );
}

async function remove(owner: Owner, record: number): Promise<void> {
  const table = { external: "external_data_record", profile: "app_user", ticket: "feedback" }[owner];
  await pool().query(`delete from ${table} where ${owner === "external" ? "record_id" : "id"} = $1`, [
    recordId(record),
  ]);
}

async function expected(): Promise<Record<string, unknown>[]> {
  const { rows } = await pool().query<{ owner: Owner; id: string; values: Record<string, unknown> }>(
    `select 'external' as owner, record_id as id, "values" from external_data_record
     union all select 'profile', id, profile from app_user union all select 'ticket', id, "values" from feedback`,
  );
  return rows
    .flatMap(({ owner, id, values }) =>
      fields
        .filter((field) => field.owner === owner)
        .flatMap((field) => {
          const row = rowOf(field.type, values[field.key]);
          return row ? [{ field_id: field.id, record_id: id, number: null, iso: null, text: null, ...row }] : [];
        }),
    )
    .toSorted((a, b) => (`${a.field_id}${a.record_id}` < `${b.field_id}${b.record_id}` ? -1 : 1));
}

function rowOf(type: string, given: unknown): Record<string, unknown> | null {
  if (given === undefined || given === "") return null;
  if (type === "integer" || type === "number") return typeof given === "number" ? { number: given } : null;
  if (type === "boolean") return typeof given === "boolean" ? { number: Number(given) } : null;
  if (typeof given !== "string") return null;
  return type === "datetime" || type === "date" ? { iso: given } : { text: given };
}

async function addField(owner: Owner, key: string, type: string): Promise<string> {
  if (owner === "external")
    return added(
      "insert into external_data_field (id, group_id, label, parameter, key, type) values (uuidv7(), $1, $2, $2, $2, $3)",
      [ids.group, key, type],
    );
  if (owner === "profile")
    return added("insert into profile_field (id, key, label, type) values (uuidv7(), $1, $1, $2)", [key, type]);
  return added("insert into feedback_field (id, type_id, key, label, type) values (uuidv7(), $1, $2, $2, $3)", [
    ids.type,
    key,
    type,
  ]);
}

async function added(statement: string, given: unknown[] = []): Promise<string> {
  const { rows } = await pool().query<{ id: string }>(`${statement} returning id`, given);
  return rows[0]?.id ?? "";
}
