import { beforeAll, beforeEach } from "vitest";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { elementDefinition } from "@/lib/elements/schema";
import { makeCast, type Cast } from "./cast";
import { claimDueDistributions } from "@/lib/distributions/claim";
import { saveDistribution } from "@/lib/distributions/commands";
import type { RenderedIssue } from "@/lib/distributions/rendered";
import { distributionInput, type DistributionDraft } from "@/lib/distributions/schema";
import { sendIssue } from "@/lib/distributions/send-issue";

/** For tests of distributions: a report of one element in a project, a team of two, and another project. Every test has a new report. */

export const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);

export interface Scene {
  cast: Cast;
  there: Cast;
  /** Its members are support and the observer. */
  team: string;
  report: string;
  element: string;
}

/** Call it once at the top; what it returns is filled before each test. */
export function distributionScene(): Scene {
  const scene: Partial<Scene> = {};
  beforeAll(async () => {
    const [cast, there] = [await makeCast("here"), await makeCast("there")];
    const { id: projectId } = cast.project;
    const team = (await db.team.create({ data: { projectId, name: "Leads" }, select: { id: true } })).id;
    await db.teamMembership.createMany({
      data: [cast.people.support, cast.people.observer].map(({ id: userId }) => ({ teamId: team, userId })),
    });
    Object.assign(scene, { cast, there, team });
  });
  beforeEach(async () => {
    await db.report.deleteMany();
    await db.emailMessage.deleteMany();
    await db.mailPackage.deleteMany();
    Object.assign(scene, await makeReport(filled(scene).cast));
  });
  return {
    get cast() {
      return filled(scene).cast;
    },
    get there() {
      return filled(scene).there;
    },
    get team() {
      return filled(scene).team;
    },
    get report() {
      return filled(scene).report;
    },
    get element() {
      return filled(scene).element;
    },
  };
}

/** Before the first test it is empty, and nobody may look. */
function filled(scene: Partial<Scene>): Scene {
  const { cast, there, team, report = "", element = "" } = scene;
  if (!cast || !there || team === undefined) throw new Error("The scene is not set yet: use it within a test.");
  return { cast, there, team, report, element };
}

async function makeReport({ project, people }: Cast): Promise<Pick<Scene, "report" | "element">> {
  const definition = elementDefinition.parse({ source: "users", measures: [{ kind: "count" }], style: "number" });
  const { filterId: _, ...stored } = definition;
  const made = await db.report.create({
    data: {
      projectId: project.id,
      name: "Weekly",
      ownerId: people.manager.id,
      visibility: "project",
      elements: { create: { kind: "element", position: 0, name: "People", definition: plainJson(stored) } },
    },
    select: { id: true, elements: { select: { id: true } } },
  });
  return { report: made.id, element: made.elements[0]?.id ?? "" };
}

export function reader(
  { cast }: Scene,
  who: "manager" | "support" | "observer" = "manager",
): Promise<Can<"reports.read">> {
  return cast.can(who, "reports.read");
}

/** Makes a distribution that is due every hour from 08:00, saved at 07:30. */
export async function hourly(
  scene: Scene,
  draft: Partial<DistributionDraft> = {},
  { now = at("07:30"), actor }: { now?: Date; actor?: Can<"reports.read"> } = {},
): Promise<{ id: string }> {
  const input = distributionInput.parse({
    name: "To the board",
    reportId: scene.report,
    subject: "((report.name)) #((issue.number)) of ((project.name)), ((report.date))",
    addresses: "ceo@acme.com, CFO@acme.com\nceo@acme.com",
    rate: "hourly",
    startsAt: "2026-11-23T08:00",
    timeZone: "UTC",
    ...draft,
  });
  return saveDistribution(actor ?? (await reader(scene)), input, { now });
}

/** What would be rendered; how often it was. */
export function renderer(rendered: RenderedIssue | null = aMail) {
  const render = () => {
    render.times++;
    return Promise.resolve(rendered);
  };
  render.times = 0;
  return render;
}

const aMail: RenderedIssue = {
  html: "<p>Hi</p>",
  text: "Hi",
  files: [],
  filters: [],
  asOf: at("08:00").toISOString(),
};

export const allIssues = () => db.distributionIssue.findMany({ orderBy: { id: "asc" } });

export async function sendAll(render = renderer()) {
  for (const { id } of await allIssues()) await sendIssue(id, { render });
  return render;
}

/** The issue of 08:00, not sent yet. */
export async function dueIssue(): Promise<string> {
  await claimDueDistributions(at("08:00"));
  return (await db.distributionIssue.findFirstOrThrow({ orderBy: { id: "desc" }, select: { id: true } })).id;
}
