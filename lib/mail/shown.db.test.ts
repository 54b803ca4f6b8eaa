import { beforeAll, expect, test } from "vitest";
import { authorizeSystem } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { testDatabase } from "@/lib/testing/database";
import { keepPackageIn } from "./package";
import { getMessage } from "./queries";
import { queuePackageIn } from "./queue-package";
import { mailAsFile, mailToShow, openMailFile } from "./shown";

testDatabase();

const reader = authorizeSystem({ kind: "community", timeZone: "UTC" }, "mailbox.read", { via: "job", name: "test" });
const picture = { id: crypto.randomUUID(), name: "chart-1.png", contentType: "image/png", contentId: "1.a@fieldpost" };
const pdf = { id: crypto.randomUUID(), name: "Weekly.pdf", contentType: "application/pdf" };

let id: string;

beforeAll(async () => {
  id = await transaction(async (tx) => {
    const packageId = await keepPackageIn(tx, {
      subject: "Weekly",
      sender: "Fieldpost",
      text: "Hi",
      html: `<img src="cid:1.a@fieldpost" alt=""><img src="cid:2.b@fieldpost" alt="">`,
      files: [
        { ...picture, bytes: Buffer.from("PNG") },
        { ...pdf, bytes: Buffer.from("%PDF-1.7") },
      ],
    });
    const ending = { why: "Because.", words: "No more", page: "http://x/1", oneClick: "https://x/2" };
    const [mail] = await queuePackageIn(tx, {
      packageId,
      subject: "Weekly",
      projectId: null,
      cause: { kind: "distribution", id: null, label: "Board" },
      recipients: [{ to: "ceo@acme.com", ending }],
    });
    return mail?.id ?? "";
  });
});

test("a mail is shown with its own pictures in it, and its files are apart from them", async () => {
  const html = await mailToShow(reader, id);
  expect(html).toContain(`<img src="data:image/png;base64,${Buffer.from("PNG").toString("base64")}" alt="">`);
  expect(html).toContain("cid:2.b@fieldpost");
  expect((await getMessage(reader, id)).files).toEqual([{ id: pdf.id, name: "Weekly.pdf", bytes: 8 }]);
  const file = await openMailFile(reader, { mailId: id, fileId: pdf.id });
  let read = "";
  for await (const piece of file.pieces()) read += Buffer.from(piece).toString();
  expect(read).toBe("%PDF-1.7");
});

test("a file is opened by its own mail alone", async () => {
  const other = await aMailWithout();
  await expect(openMailFile(reader, { mailId: other, fileId: pdf.id })).rejects.toThrow("no such file");
  await expect(openMailFile(reader, { mailId: crypto.randomUUID(), fileId: pdf.id })).rejects.toThrow("no such mail");
  expect(await mailToShow(reader, other)).toBeNull();
});

async function aMailWithout(): Promise<string> {
  const data = {
    to: "a@acme.com",
    subject: "Plain",
    text: "Hi",
    state: "kept",
    cause: { kind: "job", id: null, label: "t" },
  } as const;
  return (await db.emailMessage.create({ data, select: { id: true } })).id;
}

test("as a file it is what mail programs get, header by header", async () => {
  const email = (await mailAsFile(reader, id)).toString();
  expect(email).toContain("To: ceo@acme.com\r\nSubject: Weekly\r\n");
  expect(email).toContain("List-Unsubscribe: <https://x/2>\r\n");
  expect(email).toMatch(/Content-Id: <1\.a@fieldpost>\r\n/i);
  expect(email).toContain("filename=Weekly.pdf");
});
