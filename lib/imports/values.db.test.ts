import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { createGroup } from "@/lib/external-data/commands";
import { listRecordValues, listValueHistory } from "@/lib/external-data/queries";
import { externalDataGroupInput } from "@/lib/external-data/schema";
import { testProgramme } from "@/lib/macros/test-programme";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { downloadImport } from "./download";
import { listImportRows } from "./queries";
import { checkedImport, finishedImport, resultsOf } from "./test-import";

testDatabase();

const fields = [
  { label: "Version", parameter: "app.version", type: "string" },
  { label: "Seats", parameter: "seats", type: "integer" },
  { label: "Paid", parameter: "paid", type: "boolean" },
  { label: "Renewal", parameter: "renewal", type: "datetime" },
];

async function usage(cast: Cast, more: Record<string, unknown> = {}) {
  const input = externalDataGroupInput.parse({ label: `Usage ${cast.project.key}`, target: "user", fields, ...more });
  return createGroup(await cast.can("manager", "groups.write"), input);
}

test("values are stored as their fields want them, with file and line as their source, and history is kept", async () => {
  const cast = await makeCast();
  const group = await usage(cast);
  const actor = await cast.can("support", "externalData.write");
  const { participant, observer } = cast.people;
  const text = `User;App.Version;Seats;Paid;Renewal\n${participant.username};'=2+3;12;TRUE;2026-11-30\n${observer.email.toUpperCase()};;007;0;\n`;
  const id = await finishedImport(actor, { groupId: group.id, text });
  expect(await resultsOf(actor, id)).toEqual([
    [2, "create"],
    [3, "create"],
  ]);
  const reader = await cast.can("observer", "externalData.read");
  const [held] = await listRecordValues(reader, "user", participant.id);
  expect(held?.values.map(({ value, provenance }) => [value, provenance?.source, provenance?.label])).toEqual([
    ["'=2+3", "import", "people.csv, line 2, by support"],
    [12, "import", "people.csv, line 2, by support"],
    [true, "import", "people.csv, line 2, by support"],
    ["2026-11-30", "import", "people.csv, line 2, by support"],
  ]);
  const [other] = await listRecordValues(reader, "user", observer.id);
  expect(other?.values.map(({ value }) => value)).toEqual([null, 7, false, null]);
  const second = await finishedImport(actor, {
    groupId: group.id,
    text: `email,seats,paid\n${participant.email},13,\n`,
  });
  const { rows } = await listImportRows(actor, { importId: second });
  expect(rows[0]).toMatchObject({ verdict: "change", changes: [{ old: "12", new: "13" }] });
  const history = await listValueHistory(reader, participant.id);
  expect(history.map(({ field, old, new: next }) => [field?.label, old, next])[0]).toEqual(["Seats", 12, 13]);
  expect(history).toHaveLength(5);
});

test("a value that does not fit names column, value and the wanted form, and nothing of its row is stored", async () => {
  const cast = await makeCast();
  const group = await usage(cast);
  const actor = await cast.can("support", "externalData.write");
  const { participant, observer, stranger } = cast.people;
  const text = `user,version,seats,paid,renewal
${participant.username},1.0,1.5,yes,30/11/2026
${stranger.username},1.0,,,
,1.0,,,
${observer.username},2.0,,,
"${observer.email}",3.0,,,
`;
  const id = await finishedImport(actor, { groupId: group.id, text });
  expect(await resultsOf(actor, id)).toEqual([
    [
      2,
      "refused",
      '“seats”: "1.5" has a fraction; an Integer takes whole numbers. “paid”: "yes" is not a Boolean; send true or false. “renewal”: "30/11/2026" is not a date; send ISO 8601, such as 2026-11-30 or 2026-11-30T09:00:00Z.',
    ],
    [3, "refused", `Nobody in this project is called “${stranger.username}”.`],
    [4, "refused", "The row does not say which record it is about: “user” is empty."],
    [5, "create"],
    [6, "refused", `Line 5 is about “${observer.username}” already.`],
  ]);
  expect(await db.externalDataRecord.count({ where: { groupId: group.id } })).toBe(1);
});

test("a group that takes only newer data takes only newer rows", async () => {
  const cast = await makeCast();
  const group = await usage(cast, { newerBy: "renewal" });
  const actor = await cast.can("support", "externalData.write");
  const { username } = cast.people.participant;
  const bring = async (renewal: string, seats: number) => {
    const text = `user,seats,renewal\n${username},${seats},${renewal}\n`;
    return resultsOf(actor, await checkedImport(actor, { groupId: group.id, text }));
  };
  await finishedImport(actor, { groupId: group.id, text: `user,seats,renewal\n${username},1,2026-05-01\n` });
  expect(await bring("2026-05-01", 1)).toEqual([[2, "same", "The record holds these values already"]]);
  expect(await bring("2026-04-30", 2)).toEqual([
    [2, "refused", expect.stringContaining("not newer than what is stored")],
  ]);
  expect(await bring("2026-05-02", 2)).toEqual([[2, "change"]]);
});

test("tickets are found by their display id, and only those of the project", async () => {
  const [here, there] = [await testProgramme(), await testProgramme()];
  const ticket = await here.ticket((await here.user()).id);
  const foreign = await there.ticket((await there.user()).id);
  await db.feedback.update({ where: { id: foreign.id }, data: { displayId: "ELSE-7" } });
  const input = externalDataGroupInput.parse({ label: `Jira ${here.project.key}`, target: "feedback", fields });
  const group = await createGroup(here.can("groups.write"), input);
  const actor = here.can("externalData.write");
  const person = await here.user();
  const text = `Ticket,Seats\n${ticket.displayId.toLowerCase()},3\nELSE-7,4\n`;
  await db.participation.updateMany({ where: { userId: person.id }, data: { role: "manager" } });
  const id = await checkedImport({ ...actor, personId: person.id }, { groupId: group.id, text });
  expect(await resultsOf(actor, id)).toEqual([
    [2, "create"],
    [3, "refused", "There is no ticket “ELSE-7” in this project."],
  ]);
});

test("the result is a file: no cell of it is a formula", async () => {
  const cast = await makeCast();
  const group = await usage(cast);
  const actor = await cast.can("support", "externalData.write");
  const { username } = cast.people.participant;
  const text = `user,=cmd|x,version\n${username},@SUM(1),"=HYPERLINK(""x"")"\n`;
  const id = await finishedImport(actor, { groupId: group.id, text });
  const answer = await downloadImport(actor, id);
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="import-result-\d{4}-\d\d-\d\d\.csv"$/,
  );
  expect(await answer.text()).toBe(
    `"Line","Result","Why","user","'=cmd|x","version"\r\n"2","Added","","${username}","'@SUM(1)","'=HYPERLINK(""x"")"\r\n`,
  );
});
