import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { pool } from "@/lib/db/pool";
import { createGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput } from "@/lib/external-data/schema";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { createProject } from "@/lib/projects/commands";
import { createUser } from "@/lib/users/commands";
import { saveProfileFields } from "@/lib/users/profile";
import { newUser } from "@/lib/users/schema";
import { addUsers } from "./users";
import { withoutIndexes } from "./without-indexes";

const by = { via: "command line", name: "Bench" } as const;

export const account = { email: "bench@example.org", password: "only for this minute" };

/** One for every five users. */
const usersPerTicket = 5;

/**
 * The project `bench` with so many participants and a fifth as many tickets of the type `bug`, and the group `usage` with a text of
 * five values (`tier`) and one of many (`build`), a date (`seen`), a number (`sessions`) and a Boolean that one in a hundred has (`crashed`).
 * One user in fifty has no values.
 */
export async function buildProgramme(users: number): Promise<void> {
  const community = await scopeOf(null);
  await createUser(
    authorizeSystem(community, "users.write", by),
    newUser.parse({ ...account, communityRole: "community_manager" }),
  );
  const project = await createProject(authorizeSystem(community, "projects.create", by), {
    key: "bench",
    name: "Bench",
    description: "",
    timeZone: "UTC",
    state: "active",
    isTemplate: false,
  });
  await saveProfileFields(authorizeSystem(community, "settings.write", by), [
    { key: "country", label: "Country", type: "text", options: [] },
  ]);
  await withoutIndexes(["app_user", "participation", "field_value", "external_data_record", "feedback"], async () => {
    await addUsers(users);
    await pool().query(
      `insert into participation (project_id, user_id, role, score, joined_at)
       select $1, id, 'participant', ('x' || right(id::text, 4))::bit(16)::int % 1000, created_at from app_user where username like 'tester%'`,
      [project.id],
    );
    await addValues(project.id);
    await addTickets(project.id, Math.ceil(users / usersPerTicket));
  });
  await pool().query("vacuum analyze");
}

async function addValues(projectId: string): Promise<void> {
  const group = await createGroup(
    authorizeSystem(await scopeOf(projectId), "groups.write", by),
    externalDataGroupInput.parse({
      target: "user",
      label: "Usage",
      fields: [
        { label: "Tier", parameter: "tier", type: "string" },
        { label: "Build", parameter: "build", type: "string" },
        { label: "Seen", parameter: "seen", type: "datetime" },
        { label: "Sessions", parameter: "sessions", type: "integer" },
        { label: "Crashed", parameter: "crashed", type: "boolean" },
      ],
    }),
  );
  const id = (parameter: string) => group.fields.find((field) => field.parameter === parameter)?.id;
  await pool().query(
    `insert into external_data_record (group_id, record_id, "values", provenance)
     select $1, id, jsonb_build_object(
         $2::text, (array['Free', 'Basic', 'Silver', 'Gold', 'Platinum'])[1 + n % 5],
         $3::text, 'build ' || n / 100,
         $4::text, to_char(now() at time zone 'UTC' - n % 100000 * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"'),
         $5::text, n % 1000 * 919 % 1000,
         $6::text, n % 100 = 3), '{}'
     from (select id, substr(username, 7)::int as n from app_user where username like 'tester%') t where n % 50 <> 0`,
    [group.id, id("tier"), id("build"), id("seen"), id("sessions"), id("crashed")],
  );
}

async function addTickets(projectId: string, count: number): Promise<void> {
  const type = await createFeedbackType(
    authorizeSystem(await scopeOf(projectId), "types.write", by),
    feedbackTypeInput.parse({
      name: "Bug",
      key: "bug",
      prefix: "BUG",
      fields: [],
      statuses: [
        { key: "open", name: "Open", color: "blue", isClosed: false, isDefault: true },
        { key: "closed", name: "Closed", color: "green", isClosed: true, isDefault: false },
      ],
      resolutions: [],
    }),
  );
  const { rows: statuses } = await pool().query<{ id: string }>('select id from feedback_status order by "order"');
  await pool().query(
    `insert into feedback (id, project_id, type_id, number, display_id, title, status_id, submitter_id, created_at, comment_count)
     select uuidv7(-n * interval '3 minutes'), $1, $2, n, 'BUG-' || n, 'The export of report ' || n * 31 % 9973 || ' stops', ($3::uuid[])[1 + n % 2], u.id,
       now() - n * interval '3 minutes', n % 13
     from (select id, row_number() over () as n from app_user where username like 'tester%' limit $4) u`,
    [projectId, type.id, statuses.map((status) => status.id), count],
  );
}
