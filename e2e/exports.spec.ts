import { readFileSync } from "node:fs";
import { expect, test } from "./support/fixtures";

test("a list becomes an Excel file in the background: a notice offers it, and Files keeps it until it is deleted", async ({
  as,
}) => {
  const page = await as("manager");
  await page.goto("/projects/aurora/users?q=liam");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "Excel (XLSX)" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "“Users” is ready" });
  const file = page.waitForEvent("download");
  await notice.getByRole("link", { name: /^Download aurora-users-/ }).click();
  const download = await file;
  expect(download.suggestedFilename()).toMatch(/^aurora-users-\d{4}-\d\d-\d\d-\d\d\.\d\d\.xlsx$/);
  expect(
    readFileSync(await download.path())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");

  await page.goto("/files");
  const row = page.getByRole("row").filter({ hasText: download.suggestedFilename() });
  await expect(row).toContainText("Ready");
  await row.getByRole("button", { name: /^Delete/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete file" }).click();
  await expect(row).toBeHidden();
});
