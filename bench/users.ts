import { pool } from "@/lib/db/pool";

/** Active users `tester0` to `tester<count - 1>`, straight into the table. */
export async function addUsers(count: number): Promise<{ id: string; label: string }[]> {
  const { rows } = await pool().query<{ id: string; label: string }>(
    `insert into app_user (id, email, username, first_name, last_name, created_at, locale, profile)
     select uuidv7(-n * interval '1 minute'), 'tester' || n || '@example.org', 'tester' || n, 'First' || n % 97, 'Last' || n % 1013,
       now() - n * interval '1 minute', case when n % 1000 = 7 then 'fi' else 'en' end,
       jsonb_build_object('country', (array['de', 'fr', 'us', 'in'])[1 + n % 4])
     from generate_series(0, $1 - 1) n returning id, username as label`,
    [count],
  );
  await pool().query("analyze app_user");
  return rows;
}
