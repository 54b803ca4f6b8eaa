import type { World } from "./world/world";

/** What stands in the brackets of an address, for a thing of this world. @throws Error for a segment that nobody has thought of */
export function segmentsOf(file: string, world: World): Record<string, string> {
  const names = [...file.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => name);
  return Object.fromEntries(names.map((name) => [name, segmentOf(name, file, world)]));
}

function segmentOf(name: string, file: string, world: World): string {
  const isOfTickets = file.includes("/[type]/");
  const found: Record<string, string> = {
    project: world.key ?? "",
    slug: "roles",
    recipe: "slack",
    user: world.tester,
    team: world.team,
    type: "bug",
    ticket: "BUG-1",
    macro: isOfTickets ? world.ticketMacro : world.macro,
    trigger: isOfTickets ? world.ticketTrigger : world.trigger,
    schedule: isOfTickets ? world.ticketSchedule : world.schedule,
    listener: isOfTickets
      ? world.ticketListener
      : file.includes("/external-data/")
        ? world.projectListener
        : world.listener,
    group: world.group,
    field: world.field,
    import: file.includes("/users/") ? world.invited : world.checked,
    call: world.call,
    chain: world.chain,
    run: world.done,
    delivery: world.held,
    mail: world.mail,
    attachment: world.file,
    file: world.exportFile,
    entry: world.entry,
    template: world.template,
    key: world.apiKey,
    package: world.package,
    report: world.report,
    distribution: world.distribution,
    issue: world.issue,
    element: world.element,
    card: world.card,
  };
  const segment = found[name];
  if (segment === undefined) throw new Error(`${file}: say what stands in [${name}].`);
  return segment;
}

const noType = "00000000-0000-7000-8000-000000000000";

/** What a route handler is asked besides the project, where it names a thing. */
export const questions: Record<string, (world: World) => Record<string, string>> = {
  "app/api/deliveries/route.ts": ({ macro, tester, done }) => ({ macro, record: tester, run: done }),
  "app/api/feedback/count/route.ts": () => ({ type: "bug" }),
  "app/api/feedback/export/route.ts": () => ({ type: "bug" }),
  "app/api/attachments/route.ts": () => ({ name: "a.log" }),
  "app/api/configuration/route.ts": () => ({ part: "teams" }),
  "app/api/home/opened/route.ts": ({ tester }) => ({ kind: "user", id: tester }),
  "app/api/feedback/similar/route.ts": () => ({ type: "bug", title: "Crash" }),
  "app/api/feedback/groups/route.ts": () => ({ type: "bug", group: "feedback.status" }),
  "app/api/feedback/record/route.ts": ({ ticket }) => ({ type: "bug", named: ticket }),
  "app/api/feedback/route.ts": () => ({ type: "bug" }),
  "app/api/listener-calls/route.ts": ({ listener, tester }) => ({ listenerId: listener, subjectId: tester }),
  "app/api/macros/examples/route.ts": ({ type, ticket }) => ({ type, record: ticket }),
  "app/api/macros/records/route.ts": ({ type }) => ({ type }),
  "app/api/macros/worst/route.ts": ({ type }) => ({ type }),
  "app/api/reports/preview/route.ts": ({ filter }) => ({
    definition: JSON.stringify({ source: "users", filterId: filter, measures: [{ kind: "count" }] }),
  }),
  "app/api/reports/preview/rows/route.ts": ({ filter }) => ({
    definition: JSON.stringify({ source: "users", filterId: filter, measures: [{ kind: "count" }] }),
  }),
  "app/api/reports/source/route.ts": ({ type }) => ({ source: `feedback:${type || noType}` }),
  "app/api/users/count/route.ts": ({ filter }) => ({ filter }),
  "app/api/users/export/route.ts": ({ filter, view }) => ({ filter, view }),
  "app/api/users/groups/route.ts": () => ({ group: "user.state" }),
  "app/api/users/record/route.ts": ({ tester, filter }) => ({ named: tester, filter }),
  "app/api/users/route.ts": ({ filter, view }) => ({ filter, view }),
};
