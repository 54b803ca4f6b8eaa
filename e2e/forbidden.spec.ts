import type { Permission } from "@/lib/auth/permissions";
import { refusalWords } from "@/lib/auth/refusal-words";
import { expect, test } from "./support/fixtures";

// Staff pages, and the right that each needs.
const staffPages: [path: string, right: Permission][] = [
  ["/projects/aurora/users", "users.read"],
  ["/projects/aurora/users/members", "members.write"],
  ["/projects/aurora/users/import", "members.write"],
  ["/projects/aurora/users/invitations", "members.write"],
  ["/projects/aurora/users/resources", "macros.read"],
  ["/projects/aurora/users/resources/new", "macros.write"],
  ["/projects/aurora/users/automation", "listeners.read"],
  ["/projects/aurora/users/automation/new", "listeners.write"],
  ["/projects/aurora/users/automation/triggers/new", "macros.write"],
  ["/projects/aurora/users/automation/schedules/new", "macros.write"],
  ["/projects/aurora/configuration", "project.write"],
  ["/projects/aurora/configuration/feedback-types", "types.read"],
  ["/projects/aurora/configuration/feedback-types/bug-report/resources", "macros.read"],
  ["/projects/aurora/configuration/feedback-types/bug-report/automation", "listeners.read"],
  ["/projects/aurora/configuration/score-ranks", "ranks.write"],
  ["/projects/aurora/logs", "logs.read"],
  ["/projects/aurora/audit", "audit.read"],
  ["/projects/aurora/runs", "runs.read"],
  ["/community/users", "users.read"],
  ["/community/users/resources/new", "macros.write"],
  ["/community/users/import", "members.write"],
  ["/community/users/invitations", "members.write"],
  ["/community/audit", "audit.read"],
  ["/community/score-ranks", "ranks.write"],
  ["/community/api-keys", "apiKeys.read"],
  ["/community/mailbox", "mailbox.read"],
  ["/community/settings", "settings.write"],
];

/** The rights that an observer of Aurora has, so that those pages open. */
const observing: Permission[] = ["users.read", "macros.read", "listeners.read", "types.read", "logs.read", "runs.read"];

function toParticipant(path: string, right: Permission): string {
  const timeZone = "UTC";
  return path.startsWith("/projects/")
    ? refusalWords(
        { role: "participant", scope: { kind: "project", id: "", key: "", name: "Aurora", timeZone } },
        right,
      )
    : refusalWords({ role: "member", scope: { kind: "community", timeZone } }, right);
}

test.beforeEach(({ allowErrors }) => allowErrors(/status of 40[34]/));

test("a participant opens no staff page, and is told which right is missing and who can grant it", async ({ as }) => {
  const page = await as("participant");
  for (const [path, right] of staffPages) {
    const answer = await page.request.get(path);
    expect([path, answer.status()]).toEqual([path, 403]);
    expect(await answer.text(), path).toContain(toParticipant(path, right));
  }
  for (const [path, right] of [...staffPages.slice(0, 2), ...staffPages.slice(-2)]) {
    await page.goto(path);
    const main = page.getByRole("main");
    await expect(main.getByRole("heading", { name: "You do not have access to this" }), path).toBeVisible();
    await expect(main).toContainText(/You may not .+ Ask a community manager( or a project manager)?\./);
    await expect(main).toContainText(toParticipant(path, right));
  }
});

test("an observer reads what staff reads and changes nothing", async ({ as }) => {
  const page = await as("observer");
  for (const [path, right] of staffPages.filter(([each]) => each.startsWith("/projects/"))) {
    const answer = await page.request.get(path);
    expect([path, answer.status()]).toEqual([path, observing.includes(right) ? 200 : 403]);
  }
  await page.goto("/projects/aurora/users");
  await expect(page.getByRole("toolbar", { name: "Filter, view and action" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Perform action" })).toBeHidden();
});

test("to a stranger a project looks like one that does not exist", async ({ as }) => {
  const page = await as("stranger");
  const seen = async (path: string) => {
    const response = await page.goto(path);
    await expect(
      page.getByRole("heading", { name: /^(There is nothing at this address|This page does not exist)$/ }),
    ).toBeVisible();
    return { status: response?.status(), text: await page.getByRole("main").innerText() };
  };
  for (const path of ["/users", "/users/automation", "/feedback/bug-report/BUG-1", "/users/resources/new", "/runs"])
    expect(await seen(`/projects/aurora${path}`), path).toEqual(await seen(`/projects/nowhere${path}`));
});

// One address for each kind of record, with nothing behind it.
const aurora = "/projects/aurora";
const nobody = "00000000-0000-7000-8000-000000000000";
const records = [
  `${aurora}/users/${nobody}`,
  `${aurora}/users/teams/${nobody}`,
  `${aurora}/users/teams/${nobody}/log`,
  `${aurora}/users/${nobody}/rights`,
  `${aurora}/audit/${nobody}`,
  `${aurora}/users/resources/${nobody}`,
  `${aurora}/users/resources/${nobody}/log`,
  `${aurora}/users/automation/${nobody}`,
  `${aurora}/users/automation/triggers/${nobody}`,
  `${aurora}/users/automation/schedules/${nobody}`,
  `${aurora}/feedback/bug-report/BUG-0`,
  `${aurora}/feedback/nothing/BUG-1`,
  `${aurora}/configuration/feedback-types/nothing`,
  `${aurora}/configuration/feedback-types/nothing/resources`,
  `${aurora}/configuration/feedback-types/bug-report/resources/${nobody}`,
  `${aurora}/configuration/feedback-types/bug-report/automation/${nobody}`,
  `${aurora}/configuration/feedback-types/bug-report/automation/triggers/${nobody}`,
  `${aurora}/configuration/feedback-types/bug-report/automation/schedules/${nobody}`,
  `${aurora}/external-data/${nobody}`,
  `${aurora}/external-data/${nobody}/import`,
  `${aurora}/external-data/${nobody}/fields/${nobody}`,
  `${aurora}/users/import/${nobody}`,
  `${aurora}/logs/deliveries/${nobody}`,
  `${aurora}/logs/calls/${nobody}`,
  `${aurora}/runs/${nobody}`,
  `/community/users/${nobody}`,
  `/community/users/${nobody}/edit`,
  `/community/teams/${nobody}`,
  `/community/api-keys/${nobody}`,
  `/community/mailbox/${nobody}`,
  "/projects/nowhere",
  "/help/nothing",
];

test("what does not exist says so with its status as well", async ({ as }) => {
  const page = await as("manager");
  for (const path of records) {
    const answer = await page.request.get(path);
    expect([path, answer.status()]).toEqual([path, 404]);
  }
  for (const path of records.slice(0, 4)) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "There is nothing at this address" }), path).toBeVisible();
  }
});

test("a participant reads a public ticket, and nothing of what is internal", async ({ as }) => {
  const page = await as("participant");
  await page.goto("/projects/aurora/feedback/bug-report/BUG-1");
  await expect(page.getByRole("heading", { name: /^BUG-1 / })).toBeVisible();
  for (const internal of [
    "Favorite external data",
    "Feedback actions",
    "Note for staff",
    "Popularity",
    "Macro webhook log",
  ])
    await expect(page.getByText(internal)).toHaveCount(0);
});

test("the data behind staff pages answers as the pages do", async ({ as }) => {
  const participant = (await as("participant")).request;
  const stranger = (await as("stranger")).request;
  for (const path of ["/api/users", "/api/users/count"]) {
    const refused = await participant.get(`${path}?project=aurora`);
    expect([path, refused.status(), (await refused.json()).error]).toEqual([path, 403, "forbidden"]);
    const unseen = await stranger.get(`${path}?project=aurora`);
    expect([path, unseen.status(), (await unseen.json()).error]).toEqual([path, 404, "not_found"]);
  }
});
