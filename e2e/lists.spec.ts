import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "./support/fixtures";
import { choose, columnOf, numberIn, rowsOf } from "./support/records";

const users = "/projects/aurora/users";
const bugs = "/projects/aurora/feedback/bug-report";

test("a filter over external and built-in data narrows the list, and its address shows the same again", async ({
  as,
}) => {
  const page = await as("manager");
  const name = `Gold participants ${randomUUID()}`;
  await page.goto(users);
  await page.getByRole("button", { name: "New filter" }).click();
  const builder = page.getByRole("dialog", { name: "New filter" });
  const criterion = builder.getByRole("group", { name: "New criterion" });
  await choose(criterion, "Data set", "CRM");
  await choose(criterion, "Item", "Plan");
  await choose(criterion, "Default qualifier", "is");
  await criterion.getByLabel("Default value").fill("Gold");
  await criterion.getByRole("button", { name: "Add to filter" }).click();
  await choose(criterion, "Data set", "Participation");
  await choose(criterion, "Item", "Role");
  await choose(criterion, "Default qualifier", "is");
  await choose(criterion, "Default value", "Participant");
  await criterion.getByRole("button", { name: "Add to filter" }).click();
  await expect(builder.getByText(/^[1-9]\d* of [1-9]\d* match$/)).toBeVisible();
  const narrowed = builder.getByRole("region", { name: "Criteria" }).getByText(/\d+ left$/);
  await expect(narrowed).toHaveCount(2);
  const [gold = "", participants = ""] = await narrowed.allInnerTexts();
  expect(numberIn(gold)).toBeGreaterThanOrEqual(numberIn(participants));
  const found = numberIn(await builder.getByText(/ match$/).innerText());
  expect(numberIn(participants)).toBe(found);
  await builder.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await builder.getByRole("button", { name: "Create filter" }).click();

  await expect(builder).toBeHidden();
  await expect(page.getByRole("combobox", { name: "Filter" })).toHaveValue(`${name} (mine)`);
  await expect.poll(() => columnOf(page, "CRM · Plan").then((plans) => new Set(plans))).toEqual(new Set(["Gold"]));
  await expect.poll(() => columnOf(page, "Role").then((roles) => new Set(roles))).toEqual(new Set(["Participant"]));

  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "CSV" }).click();
  const download = await file;
  expect(download.suggestedFilename()).toMatch(/^aurora-users-.*\.csv$/);
  const [heads, ...lines] = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(heads).toContain('"Username"');
  expect(lines).toHaveLength(found);

  const shown = await columnOf(page, "Username");
  const again = await as("manager");
  await again.goto(page.url());
  await expect(again.getByRole("combobox", { name: "Filter" })).toHaveValue(`${name} (mine)`);
  await expect.poll(() => columnOf(again, "Username")).toEqual(shown);

  await again.getByRole("button", { name: "Count on your home page" }).click();
  await expect(again.getByText("Its count is on your home page")).toBeVisible();
  await again.goto("/projects/aurora");
  const card = again.getByRole("list", { name: "Your counts" }).getByRole("link", { name });
  await expect(card).toContainText(`${found.toLocaleString("en")}counted`);
  await card.click();
  await expect(again.getByRole("combobox", { name: "Filter" })).toHaveValue(`${name} (mine)`);
  expect(await columnOf(again, "Username")).toEqual(shown);
});

test("a view made by double-clicking items shows exactly these columns", async ({ as }) => {
  const page = await as("manager");
  const name = `Activity ${randomUUID()}`;
  await page.goto(users);
  await page.getByRole("button", { name: "New view" }).click();
  const builder = page.getByRole("dialog", { name: "New view" });
  await choose(builder, "Data set", "App usage");
  const items = builder.getByRole("listbox", { name: "Items" });
  await items.getByRole("option", { name: "Sessions, 7 days" }).dblclick();
  await items.getByRole("option", { name: "Last seen" }).dblclick();
  await builder.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await builder.getByRole("button", { name: "Create view and execute" }).click();

  await expect(builder).toBeHidden();
  await expect(page.getByRole("combobox", { name: "View" })).toHaveValue(`${name} (mine)`);
  await expect(page.getByRole("columnheader").filter({ hasText: /./ })).toHaveText([
    /Username/,
    "App usage · Sessions, 7 days",
    "App usage · Last seen",
  ]);
});

test("sorting is in the address, pages do not overlap, and Back leads to the question before", async ({ as }) => {
  const page = await as("manager");
  await page.goto(users);
  await expect(rowsOf(page)).toHaveCount(50);
  await page.getByRole("button", { name: "Username", exact: true }).click();
  await expect(page).toHaveURL(/\?sort=user\.username$/);
  const isSorted = async () => {
    const names = await columnOf(page, "Username");
    return names.length === 50 && names.every((each, index) => index === 0 || (names[index - 1] ?? "") <= each);
  };
  await expect.poll(isSorted).toBe(true);
  const seen = await columnOf(page, "Username");

  await page.getByRole("button", { name: "Next page" }).click();
  await expect.poll(async () => (await columnOf(page, "Username"))[0]).not.toBe(seen[0]);
  const next = await columnOf(page, "Username");
  expect(next.filter((each) => seen.includes(each))).toEqual([]);
  expect((next[0] ?? "") > (seen.at(-1) ?? "")).toBe(true);

  await page.goBack();
  await expect.poll(() => columnOf(page, "Username")).toEqual(seen);
  await page.goBack();
  await expect(page).toHaveURL(users);
  await expect.poll(() => columnOf(page, "Username")).not.toEqual(seen);
});

test("search finds by any part of a name, and a filter that hides everything says so and can be cleared", async ({
  as,
}) => {
  const page = await as("support");
  await page.goto(users);
  const search = page.getByRole("searchbox", { name: "Search this list" });
  await search.fill("noor");
  await expect(page).toHaveURL(/q=noor/);
  await expect.poll(async () => (await columnOf(page, "Username")).every((each) => each.includes("noor"))).toBe(true);
  await search.fill("nobody is called this");
  await expect(page.getByRole("heading", { name: "No users match this filter" })).toBeVisible();
  await page.getByRole("button", { name: "Clear filter" }).click();
  await expect(rowsOf(page)).toHaveCount(50);
  await expect(search).toHaveValue("");
});

test("without a network the list says so, keeps its rows, and goes on when it is back", async ({ as, allowErrors }) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED/);
  const page = await as("support");
  await page.goto(users);
  await expect(rowsOf(page)).toHaveCount(50);
  await page.context().setOffline(true);
  await page.getByRole("searchbox", { name: "Search this list" }).fill("noor");
  await expect(page.getByText("You are offline.")).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(50);
  await page.context().setOffline(false);
  await expect(page.getByText("You are offline.")).toBeHidden();
  await expect.poll(async () => (await columnOf(page, "Username")).every((each) => each.includes("noor"))).toBe(true);
});

test("an address that nobody could mean is answered, never failed", async ({ as, allowErrors }) => {
  allowErrors(/status of 4\d\d/);
  const page = await as("manager");
  const questions = [
    "q=%00",
    "q=%27%22%3B--",
    "q=%F0%9F%98%80",
    `q=${"x".repeat(2000)}`,
    "after=zzz",
    "sort=;drop",
    "where=(((",
  ];
  for (const question of [...questions, "filter=none", "view=%00", "columns=a,b,%00", `where=${hugeCondition}`]) {
    for (const path of ["/api/users?project=aurora", "/api/users/count?project=aurora", "/projects/aurora/users?"]) {
      const answer = await page.request.get(`${path}&${question}`);
      expect(`${answer.status()} ${path}${question.slice(0, 40)}`).toMatch(/^[24]/);
    }
  }
});

const hugeCondition = encodeURIComponent(
  '{"match":"all","conditions":[{"path":"user.score","op":"is","value":"1e999"}]}',
);

test("the simple view leaves a search and rows, and is remembered", async ({ as }) => {
  const page = await as("manager");
  await page.goto(bugs);
  const toolbar = page.getByRole("toolbar", { name: "Filter, view and action" });
  await expect(toolbar).toBeVisible();
  await page.getByRole("button", { name: "Switch to Simple View" }).click();
  await expect(toolbar).toBeHidden();
  await page.reload();
  await expect(rowsOf(page).first()).toBeVisible();
  await expect(toolbar).toBeHidden();
  await page.getByRole("button", { name: "Switch to Advanced View" }).click();
  await expect(toolbar).toBeVisible();
});

test("one selects these records, this page, or all that match", async ({ as }) => {
  const page = await as("manager");
  await page.goto(bugs);
  await expect(rowsOf(page)).toHaveCount(50);
  await rowsOf(page).nth(0).getByRole("checkbox").check();
  await rowsOf(page).nth(1).getByRole("checkbox").check();
  await expect(page.getByText("2 selected").last()).toBeVisible();
  await page.getByRole("checkbox", { name: "Select this page" }).check();
  await expect(page.getByText("50 selected").last()).toBeVisible();
  await page.getByRole("button", { name: /^Select all [\d,]+ that match$/ }).click();
  await expect(page.getByText(/^All [\d,]+ that match$/)).toBeVisible();
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.getByRole("checkbox", { name: "Select this page" })).not.toBeChecked();
});

test("a record opens beside the list under an address of its own, J goes on, and it says why it is there", async ({
  as,
  allowErrors,
}) => {
  allowErrors(/404.*named=nobody/);
  const page = await as("manager");
  const condition = { match: "all", conditions: [{ field: "user.role", is: "is", value: "participant" }] };
  await page.goto(`${users}?where=${encodeURIComponent(JSON.stringify(condition))}`);
  const [first = "", second = ""] = await columnOf(page, "Username");
  await rowsOf(page).first().getByRole("cell").nth(3).click();
  const drawer = page.getByRole("dialog", { name: first });
  await expect(drawer.getByRole("region", { name: "Why it is here" })).toContainText("Role is Participant");
  const address = page.url();
  await page.keyboard.press("j");
  await expect(page.getByRole("dialog", { name: second }).getByRole("region", { name: "In this view" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("row", { name: second })).toBeFocused();
  expect(page.url()).not.toContain("record=");

  const again = await as("manager");
  await again.goto(address);
  await expect(again.getByRole("dialog", { name: first })).toBeVisible();
  await again.getByRole("button", { name: "Close" }).click();

  await again.getByRole("button", { name: "Why not here?" }).click();
  await again.getByLabel("Username or e-mail address").fill("Manager@example.com");
  await again.getByRole("button", { name: "Explain" }).click();
  const why = again.getByRole("dialog", { name: "manager" }).getByRole("region", { name: "Why it is not here" });
  await expect(why).toContainText("It is Project manager");
  await again.goto(`${users}?record=nobody.at.all`);
  await expect(again.getByRole("dialog")).toContainText("Nobody called “nobody.at.all” takes part in Aurora.");
});

test("columns are grouped, moved and hidden where they stand, and a saved view comes back as it was", async ({
  as,
}) => {
  const page = await as("manager");
  const name = `Triage ${randomUUID()}`;
  await page.goto(bugs);
  const head = page.getByRole("columnheader");
  const menuOf = async (column: string, item: string) => {
    await page.getByRole("button", { name: `Column ${column}`, exact: true }).press("Enter");
    await page.getByRole("menuitem", { name: item }).click();
  };
  await menuOf("Status", "Group by this");
  const heads = page.getByRole("rowheader");
  await expect(heads.first()).toHaveText(/^StatusNew[1-9]\d*$/);
  await page.getByRole("button", { name: "New view" }).click();
  const builder = page.getByRole("dialog", { name: "New view" });
  await builder.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await builder.getByRole("button", { name: "Create view and execute" }).click();
  await expect(builder).toBeHidden();
  await expect(head.filter({ hasText: /./ })).toHaveText(["ID"]);
  await expect(heads.first()).toHaveText(/^StatusNew/);

  await page.goto(`${page.url()}&columns=feedback.display_id,feedback.title,feedback.status`);
  await menuOf("Title", "Move left");
  await expect(head.filter({ hasText: /./ })).toHaveText(["Title", "ID", "Status"]);
  await menuOf("Status", "Hide column");
  await menuOf("Title", "Wider");
  await expect
    .poll(() => new URL(page.url()).searchParams.get("columns"))
    .toBe("feedback.title:380,feedback.display_id");
  await expect(page.getByRole("combobox", { name: "View" })).toHaveValue(`${name} (mine) · changed`);
  await page.getByRole("button", { name: "View as it was saved" }).click();
  await expect(head.filter({ hasText: /./ })).toHaveText(["ID"]);
});
