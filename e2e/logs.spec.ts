import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expect, test } from "./support/fixtures";
import { named, newUserMacro, runOnTester, tester } from "./support/macros";
import { rowsOf } from "./support/records";

async function openMacroLog(page: Page, name: string): Promise<void> {
  await page.goto("/projects/aurora/users");
  await page.getByRole("main").getByRole("link", { name: "User resources" }).click();
  await page.getByRole("row", { name }).hover();
  await page.getByRole("link", { name: `Macro webhook log of ${name}`, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Macro webhook log" })).toBeVisible();
}

test("the log is found as the help article says: over a macro, then over a username", async ({ as }) => {
  const page = await as("manager");
  await openMacroLog(page, "Validate address");
  const first = rowsOf(page).first();
  await first.hover();
  const link = first.getByRole("link", { name: /^Macro webhook log of / });
  await expect(link.getByText("Macro webhook log")).toHaveCSS("opacity", "1");
  const username = ((await link.getAttribute("aria-label")) ?? "").replace("Macro webhook log of ", "");
  await expectAccessible(page);
  await link.click();
  await expect(page).toHaveURL(/\/log\?record=/);
  await expect(page.getByRole("heading", { level: 1, name: `Macro webhook log of ${username}` })).toBeVisible();
  for (const row of await rowsOf(page).all()) await expect(row).toContainText(username);
  await page.getByRole("link", { name: "Log of the whole macro" }).click();
  await expect(page).toHaveURL(/\/log$/);
});

test("a record's own log is one click away in the log of the project, and every filter stands in the address", async ({
  as,
}) => {
  const page = await as("support");
  await page.goto("/projects/aurora/logs?range=all");
  await rowsOf(page)
    .first()
    .getByRole("link", { name: /^Macro webhook log of / })
    .click();
  await expect(page).toHaveURL(/\/projects\/aurora\/logs\?record=/);
  await page.getByRole("button", { name: /^Show every record/ }).click();
  await page.getByRole("combobox", { name: "Code", exact: true }).selectOption("404");
  await expect(page).toHaveURL(/code=404/);
  await page.getByRole("textbox", { name: "User or ticket" }).fill("nobody-is-called-so");
  await expect(page).toHaveURL(/text=nobody-is-called-so/);
  await expect(page.getByRole("heading", { name: "No deliveries match this filter" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Clear filter" }).click();
  await expect(rowsOf(page).first()).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "No deliveries match this filter" })).toBeVisible();
});

test("a 404 is explained, and resending exactly is a second attempt with the same webhook-id", async ({
  as,
  receiver,
}) => {
  const page = await as("manager");
  const slack = await receiver({ kind: "answer", status: 404, body: '{"error":"channel_not_found"}' });
  const name = named("Tell the channel");
  await newUserMacro(page, name, `${slack.origin}/hook`);
  await runOnTester(page, name);
  const sent = await slack.received(1);

  await openMacroLog(page, name);
  await expect(rowsOf(page).first()).toContainText("404");
  await rowsOf(page).first().getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: `${name} → ${tester}` })).toBeVisible();
  const main = page.getByRole("main");
  await expect(main).toContainText(`127.0.0.1:${slack.port} answered 404.`);
  await expect(main).toContainText("Usual cause: a typing error in the URL");
  await expect(main).toContainText("Who can fix it: you. What to send: the rendered URL.");
  await expect(main.getByRole("region", { name: "Request body" })).toContainText(`"who": "${tester}"`);
  await page.getByRole("tab", { name: "Response" }).click();
  await expect(main.getByRole("region", { name: "Response body" })).toContainText("channel_not_found");
  await expectAccessible(page);

  slack.reply({ kind: "answer", status: 200 });
  await page.getByRole("button", { name: "Resend exactly" }).click();
  const again = await slack.received(2);
  await expect(page.getByText("Delivered · 200")).toBeVisible();
  await expect(page.getByText("attempt 2 of 2")).toBeVisible();
  await expect(page.getByRole("table", { name: "Attempts" }).getByRole("row")).toHaveCount(3);
  expect(again.headers["webhook-id"]).toBe(sent.headers["webhook-id"]);
  expect(again.body).toBe(sent.body);

  await page.getByRole("button", { name: "Resend with today's data" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Resend with today's data" }).click();
  const anew = await slack.received(3);
  await expect(page).toHaveURL(/\/runs\//);
  expect(anew.headers["webhook-id"]).not.toBe(sent.headers["webhook-id"]);
});

test("what waits to be tried again says when, and can be cancelled", async ({ as, receiver }) => {
  const page = await as("manager");
  const target = await receiver({ kind: "answer", status: 503, headers: { "retry-after": "600" } });
  const name = named("Tell a busy system");
  await newUserMacro(page, name, `${target.origin}/hook`);
  await runOnTester(page, name);
  await target.received(1);
  await openMacroLog(page, name);
  await expect(rowsOf(page).first()).toContainText("Waiting to retry");
  await rowsOf(page).first().getByRole("link").first().click();
  await expect(page.getByText(/^next /)).toBeVisible();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(page.getByText("Cancelled · 503")).toBeVisible();
});

test("an observer reads the log, but no bodies, and sends nothing", async ({ as }) => {
  const page = await as("observer");
  await page.goto("/projects/aurora/logs?range=all");
  await rowsOf(page).first().getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Attempts" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(
    /Your role here does not include request and response bodies|No request to show/,
  );
  await expect(page.getByRole("button", { name: /^Resend/ })).toHaveCount(0);
});
