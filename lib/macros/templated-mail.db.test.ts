import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { createMailTemplate, deleteMailTemplate, updateMailTemplate } from "@/lib/mail-templates/commands";
import { mailTemplateInput, type MailContext, type MailTemplateDraft } from "@/lib/mail-templates/schema";
import { testDatabase } from "@/lib/testing/database";
import { updateMacro } from "./commands";
import { previewMacro } from "./preview";
import { resumeRecord } from "./resume";
import { startRunIn } from "./run";
import { runRecords } from "./run-records";
import { actionResults, macroInput, type MacroDraft, type MacroHome } from "./schema";
import { testProgramme, testWebhook, type TestProgramme } from "./test-programme";

testDatabase();

let programme: TestProgramme;
beforeAll(async () => {
  programme = await testProgramme();
});

const input = (draft: Partial<MailTemplateDraft>) =>
  mailTemplateInput.parse({ name: `T ${randomUUID()}`, subject: "Hi", body: "Hello", ...draft });
const template = (context: MailContext, draft: Partial<MailTemplateDraft>) =>
  createMailTemplate(programme.can("macros.write"), context, input(draft));
const ofBugs = (): MailContext => ({ target: "feedback", typeId: programme.type.id });
const mails = (templateId: string, more: object = {}) => ({ id: randomUUID(), kind: "email", templateId, ...more });
const made = (home: MacroHome, actions: object[], more: Partial<MacroDraft> = {}) =>
  programme.macro(home, { actions: actions as MacroDraft["actions"], ...more });

async function ranOn(macro: { id: string }, record: { id: string; label: string }) {
  const { runId } = await transaction((tx) =>
    startRunIn(tx, { macro, cause: "manual", causeDetail: { label: "test" }, byId: null, records: [record] }),
  );
  await runRecords(runId);
  return runId;
}

async function resultsOf(runId: string) {
  const { results } = await db.macroRunRecord.findFirstOrThrow({ where: { runId } });
  return Object.values(actionResults.parse(results)).map(({ state, message }) => ({ state, message }));
}

const sentBy = (runId: string) => db.emailMessage.findMany({ where: { cause: { path: ["id"], equals: runId } } });

async function newTicket(title: string, submitter: { emailOptOut?: boolean } = {}) {
  const user = await programme.user(undefined, submitter);
  const ticket = await programme.ticket(user.id, title);
  return { user, id: ticket.id, label: ticket.displayId };
}

async function problemsOf(making: Promise<unknown>): Promise<Record<string, string>> {
  const error: unknown = await making.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error.fields;
}

describe("a macro that mails a template", () => {
  test("sends its HTML and its text, with the way to turn it off", async () => {
    const { id } = await template(ofBugs(), {
      subject: "News of ((feedback.display_id))",
      body: '**((feedback.title))** by ((macro.name))\n\n[Open](((feedback.url)) "button")',
    });
    const ticket = await newTicket("It <dies>");
    const runId = await ranOn(await made(programme.tickets, [mails(id)], { name: "Tell" }), ticket);
    expect(await resultsOf(runId)).toEqual([{ state: "done", message: ticket.user.email }]);
    const [mail] = await sentBy(runId);
    expect(mail).toMatchObject({ subject: `News of ${ticket.label}`, to: ticket.user.email, essential: false });
    expect(mail?.html).toContain("<strong>It &lt;dies&gt;</strong> by Tell");
    expect(mail?.html).not.toContain("<h1");
    expect(mail?.text).toMatch(/^\*{0}It <dies> by Tell\n\nOpen: http:\/\/localhost:3000\/projects\//);
    expect(mail?.unsubscribeUrl).toMatch(/^http:\/\/localhost:3000\/api\/unsubscribe\/[\w-]{43}$/);
  });

  test("leaves out who turned e-mails off, and says so; an essential one reaches them and says nothing of turning off", async () => {
    const usual = await template(ofBugs(), {});
    const terms = await template(ofBugs(), { essential: true });
    const ticket = await newTicket("x", { emailOptOut: true });
    // What the action said for itself does not count beside a template.
    const macro = await made(programme.tickets, [mails(usual.id, { essential: true }), mails(terms.id)]);
    const runId = await ranOn(macro, ticket);
    expect((await resultsOf(runId)).map(({ state }) => state).sort()).toEqual(["done", "skipped"]);
    expect((await resultsOf(runId)).map(({ message }) => message)).toContain(
      `${ticket.user.email} has turned off these e-mails.`,
    );
    const [mail, ...others] = await sentBy(runId);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ essential: true, unsubscribeUrl: null });
    expect(mail?.text).not.toContain("Turn off");
  });

  test("sends the words of today: a changed template needs no new version of the macro", async () => {
    const { id } = await template({ target: "user" }, { subject: "old" });
    const user = await programme.user();
    const macro = await made(programme.people, [mails(id)]);
    await updateMailTemplate(programme.can("macros.write"), id, input({ subject: "new" }));
    const runId = await ranOn(macro, { id: user.id, label: user.username });
    expect((await sentBy(runId)).map(({ subject }) => subject)).toEqual(["new"]);
  });

  test("waits for the answer of a webhook when the template prints what is captured", async () => {
    const { id } = await template(ofBugs(), {
      body: `Now tracked as ((external.${programme.jira.key}.key|default:"?"))`,
    });
    const webhook = testWebhook({ capture: { groupId: programme.jira.id, storeOn: "target" } });
    const ticket = await newTicket("x");
    const runId = await ranOn(await made(programme.tickets, [mails(id), webhook]), ticket);
    expect(await sentBy(runId)).toEqual([]);
    await db.webhookDelivery.updateMany({ where: { runId }, data: { state: "failed", attempt: 1 } });
    const { id: recordId } = await db.macroRunRecord.findFirstOrThrow({ where: { runId } });
    await resumeRecord(recordId);
    expect((await sentBy(runId)).map(({ text }) => text.split("\n")[0])).toEqual(["Now tracked as ?"]);
  });

  test("fails with a reason when an old version's template is gone", async () => {
    const { id } = await template({ target: "user" }, {});
    const user = await programme.user();
    const macro = await made(programme.people, [mails(id)]);
    const { runId } = await transaction((tx) =>
      startRunIn(tx, {
        macro,
        cause: "manual",
        causeDetail: { label: "test" },
        byId: null,
        records: [{ id: user.id, label: user.username }],
      }),
    );
    await updateMacro(programme.can("macros.write"), macro.id, macroInput.parse({ name: "Later", key: "later" }));
    await deleteMailTemplate(programme.can("macros.write"), id);
    await runRecords(runId);
    expect(await resultsOf(runId)).toEqual([
      { state: "failed", message: "The e-mail template is gone. Choose another one in the macro." },
    ]);
  });
});

describe("saving it", () => {
  test("a template of another context, of another project or for a field the type lacks is refused in its place", async () => {
    const stranger = await testProgramme();
    const forUsers = await template({ target: "user" }, {});
    const theirs = await createMailTemplate(
      stranger.can("macros.write"),
      { target: "feedback", typeId: stranger.type.id },
      input({}),
    );
    const all = await template({ target: "feedback", typeId: null }, { name: "All", body: "((feedback.field.build))" });
    const other = await db.feedbackType.create({
      data: { projectId: programme.project.id, key: "idea", name: "Idea", prefix: "IDEA" },
    });
    const gone = "This template does not exist for this macro any more. Choose another.";
    const ideas: MacroHome = { target: "feedback", typeId: other.id };
    expect(await problemsOf(made(programme.tickets, [mails(forUsers.id), mails(theirs.id)]))).toEqual({
      "actions.0.templateId": gone,
      "actions.1.templateId": gone,
    });
    expect(await problemsOf(made(ideas, [mails(all.id)]))).toEqual({
      "actions.0.templateId": expect.stringMatching(
        /^“All” cannot be sent from here\. Line 1, column 3: There is no tag \(\(feedback\.field\.build\)\)/,
      ),
    });
    await made(programme.tickets, [mails(all.id)]);
  });

  test("an action without a template needs its own words", async () => {
    expect(await problemsOf(made(programme.people, [{ id: randomUUID(), kind: "email" }]))).toEqual({
      "actions.0.subject": "Write a subject, or choose a template.",
      "actions.0.body": "Write the mail, or choose a template.",
    });
  });

  test("the macro's preview shows the template's words for the record", async () => {
    const { id } = await template(ofBugs(), { subject: "S", body: "**((feedback.title))**" });
    const ticket = await newTicket("Loud");
    const { actions } = macroInput.parse({ name: "x", key: "x", actions: [mails(id)] });
    const [shown] = await previewMacro(programme.can("macros.read"), {
      home: programme.tickets,
      name: "",
      key: "",
      actions,
      recordIds: [ticket.id],
    });
    expect(shown?.actions).toMatchObject([
      {
        kind: "texts",
        texts: [
          { field: "subject", text: "S" },
          { field: "body", text: "Loud" },
        ],
      },
    ]);
  });
});
