import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { makeCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { cloneMailTemplate, createMailTemplate, deleteMailTemplate, updateMailTemplate } from "./commands";
import { previewMail, sendTestMail } from "./preview";
import { findUsableTemplate, getMailTemplate, listMailTemplates, listTemplateChoices } from "./queries";
import { mailTemplateInput, type MailContext, type MailTemplateDraft } from "./schema";

testDatabase();

const people: MailContext = { target: "user" };
const allTypes: MailContext = { target: "feedback", typeId: null };

async function programme() {
  const cast = await makeCast();
  const type = async (key: string, fields: string[]) =>
    db.feedbackType.create({
      data: {
        projectId: cast.project.id,
        key,
        name: key,
        prefix: key.toUpperCase().slice(0, 3),
        fields: { create: fields.map((field) => ({ key: field, label: field, type: "text" as const })) },
        statuses: { create: [{ key: "new", name: "New", isDefault: true }] },
      },
      include: { statuses: true },
    });
  const [bug, idea] = [await type("bug", ["steps", "area"]), await type("idea", ["area"])];
  const manager = await cast.can("manager", "macros.write");
  const reader = await cast.can("manager", "macros.read");
  return {
    cast,
    bug,
    idea,
    manager,
    reader,
    ofBugs: { target: "feedback", typeId: bug.id } as MailContext,
    make: (context: MailContext, draft: Partial<MailTemplateDraft> = {}) =>
      createMailTemplate(manager, context, input(draft)),
    ticket: (type: typeof bug, title: string) =>
      db.feedback.create({
        data: {
          projectId: cast.project.id,
          typeId: type.id,
          number: 1,
          displayId: `${type.prefix}-1`,
          title,
          statusId: type.statuses[0]?.id ?? "",
          submitterId: cast.people.participant.id,
        },
        select: { id: true },
      }),
    /** A macro's row that mails this template, as the macros write it. */
    mailing: (templateId: string, name: string) =>
      db.macro.create({
        data: {
          projectId: cast.project.id,
          target: "user",
          name,
          key: `m-${randomUUID()}`,
          versions: {
            create: {
              version: 1,
              name,
              actions: [
                { kind: "email", templateId },
                { kind: "email", templateId },
              ],
            },
          },
        },
        select: { id: true },
      }),
  };
}
type Programme = Awaited<ReturnType<typeof programme>>;

const input = (draft: Partial<MailTemplateDraft>) =>
  mailTemplateInput.parse({ name: `T ${randomUUID()}`, subject: "Hi", body: "Hello", ...draft });

async function refusal(making: Promise<unknown>): Promise<Pick<AppError, "code" | "message" | "fields">> {
  const error: unknown = await making.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected a refusal, got ${String(error)}`);
  const { code, message, fields } = error;
  return { code, message, fields };
}

let here: Programme;
let elsewhere: Programme;
beforeAll(async () => {
  here = await programme();
  elsewhere = await programme();
});

describe("what a template may say", () => {
  test("its tags are judged for its context: a type's own field is unknown where all types are meant", async () => {
    const body = "((feedback.field.area)) ((feedback.field.steps))";
    await here.make(here.ofBugs, { body });
    const wrong = await refusal(here.make(allTypes, { body }));
    expect(wrong.fields.body).toMatch(/^Line 1, column 27: There is no tag \(\(feedback\.field\.steps\)\)\./);
    expect((await refusal(here.make(people, { subject: "((feedback.title))" }))).fields.subject).toContain(
      "There is no tag ((feedback.title))",
    );
  });

  test("names are unique in their scope, whatever the case", async () => {
    await here.make(people, { name: "Welcome" });
    expect((await refusal(here.make(allTypes, { name: "WELCOME" }))).fields).toEqual({
      name: "There is a template “WELCOME” here already.",
    });
    await elsewhere.make(people, { name: "Welcome" });
  });

  test("the community has templates for users, and no tickets to speak of", async () => {
    const manager = await here.cast.can("communityManager", "macros.write", "community");
    await createMailTemplate(manager, people, input({ name: "Terms" }));
    expect((await refusal(createMailTemplate(manager, allTypes, input({})))).code).toBe("not_found");
    expect((await refusal(here.make({ target: "feedback", typeId: elsewhere.bug.id }))).code).toBe("not_found");
  });

  test("only who configures macros writes templates", async () => {
    await expect(here.cast.can("support", "macros.write")).rejects.toMatchObject({ code: "forbidden" });
    await expect(here.cast.can("participant", "macros.read")).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("where a template is used", () => {
  test("a change names the macros that send it, and is audited; another's change is not overwritten", async () => {
    const { id } = await here.make(people, { name: "Thanks", subject: "old" });
    await here.mailing(id, "Reward");
    const seen = await db.auditEntry.findFirstOrThrow({ where: { objectId: id } });
    expect(await updateMailTemplate(here.manager, id, input({ name: "Thanks", subject: "new" }), seen.id)).toEqual({
      macros: ["Reward"],
    });
    const entry = await db.auditEntry.findFirstOrThrow({ where: { objectId: id, verb: "changed" } });
    expect(entry).toMatchObject({ label: "Thanks", before: { subject: "old" }, after: { subject: "new" } });
    const late = updateMailTemplate(here.manager, id, input({ name: "Thanks", subject: "mine" }), seen.id);
    expect(await refusal(late)).toMatchObject({ code: "stale" });
    expect((await getMailTemplate(here.reader, id)).subject).toBe("new");
  });

  test("it is not deleted while a macro mails it, and the macros are named", async () => {
    const { id } = await here.make(people);
    const macro = await here.mailing(id, "Greet");
    await here.mailing(id, "Part");
    expect((await listMailTemplates(here.reader)).find((row) => row.id === id)?.uses.map(({ name }) => name)).toEqual([
      "Greet",
      "Part",
    ]);
    expect(await refusal(deleteMailTemplate(here.manager, id))).toMatchObject({
      code: "conflict",
      message: "The template is used by the macros “Greet”, “Part”. Choose another template there first.",
    });
    await db.macro.updateMany({ where: { id: macro.id }, data: { version: 2 } });
    await db.macro.deleteMany({ where: { name: "Part", projectId: here.cast.project.id } });
    await deleteMailTemplate(here.manager, id);
    expect(await refusal(getMailTemplate(here.reader, id))).toMatchObject({ code: "not_found" });
  });

  test("nobody reaches those of another project", async () => {
    const { id } = await elsewhere.make(people);
    const acts: (() => Promise<unknown>)[] = [
      () => deleteMailTemplate(here.manager, id),
      () => cloneMailTemplate(here.manager, id),
      () => updateMailTemplate(here.manager, id, input({})),
      () => getMailTemplate(here.reader, id),
    ];
    for (const act of acts) expect(await refusal(act())).toMatchObject({ code: "not_found" });
    expect((await listMailTemplates(here.reader)).some((row) => row.id === id)).toBe(false);
  });

  test("a copy has the same words and the first free name", async () => {
    const { id } = await here.make(here.ofBugs, { name: "Again", body: "**((feedback.title))**", essential: true });
    const copies = [await cloneMailTemplate(here.manager, id), await cloneMailTemplate(here.manager, id)];
    const read = await Promise.all(copies.map((copy) => getMailTemplate(here.reader, copy.id)));
    expect(read.map(({ name, body, essential, context }) => ({ name, body, essential, context }))).toEqual(
      ["Again (copy)", "Again (copy 2)"].map((name) => ({
        name,
        body: "**((feedback.title))**",
        essential: true,
        context: here.ofBugs,
      })),
    );
  });

  test("a macro is offered templates of its own kind only", async () => {
    const own = await programme();
    const [users, bugs, ideas, all] = [
      await own.make(people, { name: "Users" }),
      await own.make(own.ofBugs, { name: "Bugs" }),
      await own.make({ target: "feedback", typeId: own.idea.id }, { name: "Ideas" }),
      await own.make(allTypes, { name: "All" }),
    ];
    const names = async (target: "user" | "feedback", feedbackTypeId: string | null) =>
      (await listTemplateChoices(own.reader, { target, feedbackTypeId })).map(({ name }) => name);
    expect(await names("user", null)).toEqual(["Users"]);
    expect(await names("feedback", own.bug.id)).toEqual(["All", "Bugs"]);
    const place = { projectId: own.cast.project.id, target: "feedback", feedbackTypeId: own.bug.id } as const;
    const found = await Promise.all([users, bugs, ideas, all].map(({ id }) => findUsableTemplate(id, place)));
    expect(found.map((template) => template?.name ?? null)).toEqual([null, "Bugs", null, "All"]);
  });

  test("with a feedback type go its templates", async () => {
    const own = await programme();
    const { id } = await own.make(own.ofBugs);
    await transaction((tx) => tx.feedbackType.delete({ where: { id: own.bug.id } }));
    expect(await refusal(getMailTemplate(own.reader, id))).toMatchObject({ code: "not_found" });
  });
});

describe("seeing it before it is sent", () => {
  const question = (context: MailContext, recordId: string, body: string) => ({
    context,
    recordId,
    essential: false,
    words: { subject: "About ((feedback.title))", body, text: null },
  });

  test("a preview is the whole mail, for a ticket of any type where all are meant", async () => {
    const ticket = await here.ticket(here.idea, "More <b>light</b>");
    const mail = await previewMail(
      here.reader,
      question(allTypes, ticket.id, "**((feedback.title))** ((feedback.field.area))"),
    );
    if (mail.kind !== "mail") throw new Error(mail.message);
    expect(mail.subject).toBe("About More <b>light</b>");
    expect(mail.html).toContain("<strong>More &lt;b&gt;light&lt;/b&gt;</strong>");
    expect(mail.html).toContain("Turn off these e-mails");
    expect(mail.text).toMatch(/^More <b>light<\/b> \n\n-- \nYou get this mail as a member of Test\./);
    expect(mail.empties).toEqual(["feedback.field.area"]);
    expect(mail.html + mail.text).not.toContain("/unsubscribe/");
  });

  test("what is wrong is told in its place, and a record of elsewhere is none", async () => {
    const ticket = await here.ticket(here.bug, "x");
    expect(await previewMail(here.reader, question(allTypes, ticket.id, "((feedback.titel))"))).toEqual({
      kind: "problem",
      message: "Mail: Line 1, column 3: There is no tag ((feedback.titel)). Did you mean ((feedback.title))?",
    });
    const theirs = await elsewhere.ticket(elsewhere.bug, "secret");
    expect(await refusal(previewMail(here.reader, question(allTypes, theirs.id, "x")))).toMatchObject({
      code: "not_found",
    });
    const ofIdeas: MailContext = { target: "feedback", typeId: here.idea.id };
    expect(await refusal(previewMail(here.reader, question(ofIdeas, ticket.id, "x")))).toMatchObject({
      code: "not_found",
    });
  });

  test("a test mail goes to whoever asks, and says that it is one", async () => {
    const ticket = await elsewhere.ticket(elsewhere.idea, "Dark");
    expect(await sendTestMail(elsewhere.manager, question(allTypes, ticket.id, "**((feedback.title))**"))).toEqual({
      to: elsewhere.cast.people.manager.email,
      state: "kept",
    });
    const mail = await db.emailMessage.findFirstOrThrow({ where: { to: elsewhere.cast.people.manager.email } });
    expect(mail).toMatchObject({ subject: "Test: About Dark", essential: false, unsubscribeUrl: null });
    expect(mail.html).toContain("<strong>Dark</strong>");
  });
});
