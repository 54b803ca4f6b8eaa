import { expect, test } from "./support/fixtures";
import { choose } from "./support/records";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("a tester is shown what is similar, keeps a draft, submits files with the ticket, and staff open them", async ({
  as,
}) => {
  const tester = await as("participant");
  await tester.goto("/projects/aurora/feedback/bug-report/new");
  const title = tester.getByRole("textbox", { name: "Title" });
  await title.fill("App dies on export");
  const similar = tester.getByRole("status", { name: "Similar tickets" });
  const vote = similar.getByRole("button", { name: /^Vote for BUG-\d+/ }).first();
  const pressed = await vote.getAttribute("aria-pressed");
  await vote.click();
  await expect(vote).toHaveAttribute("aria-pressed", pressed === "true" ? "false" : "true");
  await title.fill("The picture of a submission comes back");
  await expect(tester.getByText("Unsaved changes")).toBeVisible();
  await expect
    .poll(() => tester.evaluate(() => localStorage.getItem("fieldpost:draft:ticket:aurora:bug-report")))
    .toContain("comes back");
  // The form asks before a reload; the draft is what is left of it.
  tester.on("dialog", (dialog) => void dialog.accept());
  await tester.reload();
  await tester.getByRole("button", { name: "Restore draft" }).click();
  await expect(title).toHaveValue("The picture of a submission comes back");

  await tester.getByRole("button", { name: "Submit" }).click();
  await expect(tester.getByText("Severity is needed.").first()).toBeVisible();
  await choose(tester, "Severity", "High");
  const chosen = tester.waitForEvent("filechooser");
  await tester.getByRole("button", { name: "Add files" }).click();
  await (
    await chosen
  ).setFiles([
    { name: "screen.png", mimeType: "image/png", buffer: png },
    { name: "app.log", mimeType: "text/plain", buffer: Buffer.from("it broke\n") },
  ]);
  await expect(tester.getByText("Uploaded")).toHaveCount(2);
  await tester.getByRole("button", { name: "Submit" }).click();
  await tester.waitForURL(/BUG-\d+$/);
  const picture = tester.getByRole("img", { name: "screen.png", includeHidden: true });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);

  const support = await as("support");
  await support.goto(tester.url());
  const arrives = support.waitForEvent("download");
  await support.getByRole("link", { name: "app.log" }).click();
  const stream = await (await arrives).createReadStream();
  expect(String(Buffer.concat(await stream.toArray()))).toBe("it broke\n");
  await support.getByRole("button", { name: "Remove app.log" }).click();
  await support.getByRole("button", { name: "Remove file" }).click();
  await expect(support.getByText("Attachments (app.log removed): 2 → 1")).toBeVisible();
});
