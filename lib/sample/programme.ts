import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { scopeOf } from "@/lib/auth/authorize";
import type { Scope } from "@/lib/auth/actor";
import { baseUrl, getCommunity } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { createGroup } from "@/lib/external-data/commands";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { createMacro } from "@/lib/macros/commands";
import { createProject, setMember } from "@/lib/projects/commands";
import { as } from "./actor";
import { makeAutomation } from "./automation";
import { makeCalls } from "./calls";
import { bugReport, idea } from "./feedback-types";
import { appUsage, crm, jira, shipping } from "./groups";
import { inParallel } from "./in-parallel";
import { makeListeners } from "./listeners";
import { closeFixed, escalateSlack, sendJira, shareIdea, validateAddress } from "./macros";
import { makePast } from "./past";
import { keepSamplePasswordIn, newSamplePassword } from "./password";
import { makeAccounts, makeProfileFields, makeTesters, type SamplePerson } from "./people";
import { makeLists } from "./lists";
import { hasSample } from "./remove";
import { makeReport } from "./reports";
import { makeTeams } from "./teams";
import { makeTickets } from "./tickets";
import { inSampleTurn } from "./turn";
import { makeValues } from "./values";

export interface SampleSize {
  testers: number;
  bugs: number;
  ideas: number;
}

const usual: SampleSize = { testers: 300, bugs: 280, ideas: 120 };

/**
 * The sample programme: project `aurora`, made through the commands that people use and then moved back in time.
 * @throws AppError `conflict` when it is there already. Takes some ten seconds.
 */
export async function loadSample(size: SampleSize = usual): Promise<{ password: string }> {
  return inSampleTurn(() => load(size));
}

async function load(size: SampleSize): Promise<{ password: string }> {
  if (await hasSample()) {
    throw new AppError("conflict", "The sample programme is already here.");
  }
  const { name, timeZone } = await getCommunity();
  await db.community.upsert({ where: { id: 1 }, create: { id: 1, name, timeZone }, update: {}, select: { id: true } });
  const password = newSamplePassword();
  const community = await scopeOf(null);
  const project = await makeProject(community, timeZone);
  await makeProfileFields();
  await makeAccounts(as(community, "users.write"), password);
  const testers = await makeTesters(as(community, "users.write"), size.testers);
  await addMembers(project, testers);
  const types = await makeTypes(project);
  const groups = await makeGroups(project);
  await makeTeams(project, testers);
  await makeValues(testers, groups);
  const submit = as(project, "feedback.submit");
  const [bugs, ideas] = await Promise.all([
    makeTickets(submit, types.bug, testers, size.bugs),
    makeTickets(submit, types.idea, testers, size.ideas),
  ]);
  const macros = await makeMacros(project, types, groups);
  const { id: apiKeyId } = await createApiKey(
    as(community, "apiKeys.write"),
    apiKeyInput.parse({ name: "Sample key", description: "Used by the sample’s external listeners." }),
  );
  await db.apiKey.update({ where: { id: apiKeyId }, data: { isSample: true }, select: { id: true } });
  const listeners = await makeListeners(project, {
    apiKeyId,
    typeId: types.bug.id,
    groupId: groups.appUsage.id,
    macroId: macros.closeFixed,
  });
  await makeLists(project, types.bug.id);
  await makeReport(project, types.bug.id);
  await makeAutomation(project, { typeId: types.bug.id, macros });
  await makePast({ testers, bugs, ideas, macros });
  await makeCalls({ apiKeyId, listeners, testers, bugs });
  // Last: a sample without its password was killed half way.
  await transaction((tx) => keepSamplePasswordIn(tx, password));
  return { password };
}

async function makeProject(community: Scope, timeZone: string): Promise<Scope> {
  const { id } = await createProject(as(community, "projects.create"), {
    name: "Aurora",
    key: "aurora",
    description:
      "Beta programme of a note-taking app, with made-up testers and feedback. Everything here sends to this installation’s own Echo.",
    timeZone,
    state: "active",
    isTemplate: false,
  });
  return scopeOf(id);
}

async function addMembers(project: Scope, testers: readonly SamplePerson[]): Promise<void> {
  const members = as(project, "members.write");
  await setMember(members, { user: "manager", role: "manager" });
  await setMember(members, { user: "support", role: "support" });
  await setMember(members, { user: "participant", role: "participant" });
  await inParallel(testers, (tester, n) =>
    setMember(members, { user: tester.username, role: n % 23 === 22 ? "applicant" : "participant" }),
  );
  await db.$executeRaw`
    update participation p set joined_at = u.created_at from app_user u
    where u.id = p.user_id and p.user_id = any(${testers.map(({ id }) => id)}::uuid[])`;
}

async function makeTypes(project: Scope) {
  const bug = await createFeedbackType(as(project, "types.write"), bugReport);
  const ideaType = await createFeedbackType(as(project, "types.write"), idea);
  return { bug: { id: bug.id, prefix: bugReport.prefix }, idea: { id: ideaType.id, prefix: idea.prefix } };
}

async function makeGroups(project: Scope) {
  const actor = as(project, "groups.write");
  return {
    crm: await createGroup(actor, crm),
    appUsage: await createGroup(actor, appUsage),
    jira: await createGroup(actor, jira),
    shipping: await createGroup(actor, shipping),
  };
}

type SampleTypes = Awaited<ReturnType<typeof makeTypes>>;
type SampleGroups = Awaited<ReturnType<typeof makeGroups>>;

async function makeMacros(project: Scope, types: SampleTypes, groups: SampleGroups) {
  const actor = as(project, "macros.write");
  const echo = `${await baseUrl()}/api/echo`;
  const ofBug = { target: "feedback" as const, typeId: types.bug.id };
  const ofIdea = { target: "feedback" as const, typeId: types.idea.id };
  const made = [
    await createMacro(actor, ofBug, escalateSlack(echo)),
    await createMacro(actor, ofBug, sendJira(echo, groups.jira.id)),
    await createMacro(actor, { target: "user" }, validateAddress(echo, groups.shipping.id)),
    await createMacro(actor, ofBug, closeFixed()),
    await createMacro(actor, ofIdea, shareIdea(echo)),
  ] as const;
  return {
    escalateSlack: made[0].id,
    sendJira: made[1].id,
    validateAddress: made[2].id,
    closeFixed: made[3].id,
    shareIdea: made[4].id,
  };
}
