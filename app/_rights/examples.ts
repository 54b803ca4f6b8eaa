import { communityExamples } from "./community-examples";
import type { Example } from "./example";
import type { World } from "./world/world";

const everybody = { match: "all", conditions: [] };
const timing = { rate: "daily", startsAt: "2031-01-01T09:00", timeZone: "UTC" };
const columns = [{ path: "user.username" }];
const typeParts = {
  name: "Idea",
  key: "idea",
  prefix: "IDEA",
  fields: [],
  statuses: [{ key: "new", name: "New", isDefault: true }],
};
const webhook = (world: World) => ({
  id: world.webhook,
  kind: "webhook",
  url: "http://localhost:3000/api/echo/plain",
  body: "{}",
  headers: [{ name: "Authorization", secret: { keep: world.secret } }],
});
const user = { target: "user" };
const mail = { subject: "Hello", body: "Hello" };
const group = { label: "CRM", fields: [{ label: "Plan", parameter: "plan", type: "string" }] };

/** One valid call of every action, by its folder and name. */
export const examples: Record<string, Example> = {
  ...communityExamples,

  "data-package/savePackage": {
    input: (world) => ({
      package: {
        id: world.package,
        kind: "package",
        name: "Scores",
        key: `p-${world.package}`,
        elementId: world.table,
        apiKeyId: world.apiKey,
      },
      seen: null,
    }),
  },
  "data-package/switchPackage": { input: (world) => ({ id: world.package, enabled: true }) },
  "data-package/deletePackage": { input: (world) => ({ id: world.package }) },
  "data-package/showPackageUrl": {
    input: (world) => ({ id: world.package, kind: "package", key: "scores", apiKeyId: world.apiKey }),
  },

  "exports/startExport": {
    input: ({ filter, view }) => ({
      request: { kind: "list", source: "users", query: `filter=${filter}&view=${view}` },
      format: "csv",
    }),
    shared: ["request.query"],
  },

  "external-data/createGroup": { input: () => ({ ...group, target: "user" }) },
  "external-data/updateGroup": { input: (world) => settingsOf(world) },
  "external-data/previewTypeChange": {
    input: (world) => ({ groupId: world.group, fieldId: world.field, type: "integer" }),
  },
  "external-data/reorderGroups": { input: (world) => ({ ids: [world.group] }) },
  "external-data/deleteGroup": { input: (world) => ({ id: world.group }), answer: "conflict" },
  "external-data/undoChange": { input: ({ change }) => ({ changeId: change }) },

  "feedback-type/addType": { input: () => typeParts },
  "feedback-type/changeType": {
    input: ({ type }) => ({ id: type, type: { ...typeParts, key: "bug", name: "Bug", prefix: "BUG" }, seen: null }),
  },

  "home/pinElement": { input: ({ table }) => ({ id: table }) },
  "home/movePin": { input: ({ pin }) => ({ id: pin, to: 0 }) },
  "home/unpinElement": { input: ({ pin }) => ({ id: pin }) },
  "home/addCountCard": { input: ({ freeFilter }) => ({ id: freeFilter }), shared: ["id"] },
  "home/moveCountCard": { input: ({ card }) => ({ id: card, to: 0 }) },
  "home/removeCountCard": { input: ({ card }) => ({ id: card }) },
  "home/markSeen": { input: () => ({}) },

  "imports/mapImport": {
    input: ({ mapped, field }) => ({
      importId: mapped,
      columns: ["record", `field.${field}`],
      existing: "update",
      role: "participant",
    }),
  },
  "imports/remapImport": { input: ({ mapped }) => ({ importId: mapped }) },
  "imports/startImport": { input: ({ checked }) => ({ importId: checked }) },
  "imports/cancelImport": { input: ({ moving }) => ({ importId: moving }) },
  "imports/discardImport": { input: ({ unwanted }) => ({ importId: unwanted }) },

  "listeners/saveListener": {
    input: (world) => ({
      isNew: false,
      listener: {
        id: world.listener,
        kind: "external_data",
        name: "Usage",
        key: world.listenerKey,
        target: "user",
        apiKeyId: world.apiKey,
        filterId: world.filter,
        groupId: world.group,
      },
      group: null,
    }),
    shared: ["listener.groupId", "listener.filterId"],
  },
  "listeners/switchListener": { input: ({ listener }) => ({ id: listener, enabled: false }) },
  "listeners/deleteListener": { input: ({ listener }) => ({ id: listener }) },
  "listeners/showEndpoint": {
    input: ({ listener, apiKey }) => ({
      id: listener,
      key: "usage",
      apiKeyId: apiKey,
      headerOnly: false,
      lookup: { in: "value", by: "default" },
    }),
  },
  "listeners/sendTest": { input: ({ listener, testerName }) => ({ id: listener, value: testerName, body: "{}" }) },

  "logs/resendExactly": { input: ({ failed }) => ({ id: failed }) },
  "logs/cancelDelivery": { input: ({ held }) => ({ id: held }) },
  "logs/markDelivered": { input: ({ doubted }) => ({ id: doubted }) },
  "logs/giveUp": { input: ({ abandoned }) => ({ id: abandoned }) },
  "logs/resendWithTodaysData": { input: ({ failed }) => ({ id: failed, again: true }) },

  "macros/saveMacro": {
    input: (world) => ({
      id: world.macro,
      home: user,
      macro: {
        name: "Does much",
        key: "does-much",
        teamIds: [world.team],
        actions: [
          { ...webhook(world), capture: { groupId: world.group, storeOn: "target" } },
          { id: action(1), kind: "add_to_team", teamId: world.team },
          { id: action(2), kind: "move_team", fromTeamId: world.team, teamId: world.otherTeam },
          { id: action(3), kind: "add_points", rankId: world.rank },
          { id: action(4), kind: "email", to: "team", teamId: world.team, subject: "Hello", body: "Hello" },
          { id: action(5), kind: "run_macro", macroId: world.unusedMacro },
          { id: action(6), kind: "email", templateId: world.template },
        ],
      },
      groups: [],
    }),
    shared: ["macro.teamIds.0", "macro.actions.0.capture.groupId", "macro.actions.3.rankId"],
  },
  "macros/setMacroEnabled": { input: ({ macro }) => ({ id: macro, enabled: true }) },
  "macros/cloneMacro": { input: ({ macro }) => ({ id: macro }) },
  "macros/deleteMacro": { input: ({ unusedMacro }) => ({ id: unusedMacro }), answer: "conflict" },
  "macros/switchWebhookOn": { input: (world) => ({ macroId: world.macro, actionId: world.webhook }) },
  "macros/previewMacro": {
    input: (world) => ({ home: { target: "feedback", typeId: world.type }, actions: [], recordIds: [world.ticket] }),
  },
  "macros/sendTest": {
    input: (world) => ({ action: webhook(world), recordId: world.tester, target: "user", macroId: world.macro }),
  },

  "mail-templates/createTemplate": { input: () => ({ context: user, template: { ...mail, name: "Third" } }) },
  "mail-templates/updateTemplate": {
    input: ({ template }) => ({ id: template, template: { ...mail, name: "Thanks" }, seen: null }),
  },
  "mail-templates/cloneTemplate": { input: ({ template }) => ({ id: template }) },
  "mail-templates/deleteTemplate": { input: ({ freeTemplate }) => ({ id: freeTemplate }) },
  "mail-templates/previewMail": {
    input: ({ type, ticket }) => ({
      context: { target: "feedback", typeId: type },
      words: mail,
      essential: false,
      recordId: ticket,
    }),
  },
  "mail-templates/sendTestMail": {
    input: ({ tester }) => ({ context: user, words: mail, essential: false, recordId: tester }),
  },

  "ranks/createRank": { input: () => ({ name: "Tester", points: 3 }) },
  "ranks/updateRank": { input: ({ rank }) => ({ id: rank, rank: { name: "Hunter", points: 6 } }) },
  "ranks/deleteRank": { input: ({ freeRank }) => ({ id: freeRank }) },

  "[recipe]/check": { input: () => recipeAnswers },
  "[recipe]/install": { input: () => recipeAnswers },
  "copy/check": { input: ({ key }) => ({ source: { from: "project", key: key ?? "" } }) },
  // What was seen is not what is there; a project that one may not configure is refused before that.
  "copy/takeChosen": {
    input: ({ key }) => ({ source: { from: "project", key: key ?? "" }, take: ["settings"], seen: "earlier" }),
    answer: "stale",
  },
  "invitations/inviteToProject": {
    input: ({ team }) => ({ emails: "new@example.com", role: "participant", teamIds: [team] }),
  },
  "invitations/resendInvitation": { input: ({ invitation }) => ({ id: invitation }) },
  "invitations/withdrawInvitation": { input: ({ unwantedInvitation }) => ({ id: unwantedInvitation }) },
  "audit/restoreVersion": { input: ({ entry }) => ({ entryId: entry, side: "before", seen: entry }) },
  "record/addComment": { input: ({ ticket }) => ({ feedbackId: ticket, body: "Same here", kind: "note" }) },
  "record/addFiles": { input: ({ ownTicket, looseFile }) => ({ feedbackId: ownTicket, attachmentIds: [looseFile] }) },
  "record/removeFile": { input: ({ ownFile }) => ({ id: ownFile }) },
  "record/addUserComment": { input: ({ tester }) => ({ userId: tester, body: "Helpful" }) },
  "record/changeTicket": { input: ({ ticket }) => ({ feedbackId: ticket, change: { title: "Crash on start" } }) },
  "record/changeOwnTicket": { input: ({ ownTicket }) => ({ feedbackId: ownTicket, change: { title: "Mine" } }) },
  "record/voteForTicket": { input: ({ ticket }) => ({ feedbackId: ticket, votes: true }) },
  "record/followTicket": { input: ({ ticket }) => ({ feedbackId: ticket, following: true }) },
  "record/submitTicket": { input: ({ type }) => ({ typeId: type, title: "Another crash" }) },

  "records/saveFilter": {
    input: ({ freeFilter, team }) => ({
      id: freeFilter,
      name: "All",
      source: "users",
      visibility: "team",
      teamId: team,
      condition: everybody,
    }),
  },
  "records/deleteFilter": { input: ({ freeFilter }) => ({ id: freeFilter }) },
  "records/saveView": {
    input: ({ view, team }) => ({ id: view, name: "All", source: "users", visibility: "team", teamId: team, columns }),
  },
  "records/deleteView": { input: ({ view }) => ({ id: view }) },
  "records/tryAction": {
    input: ({ macro, tester }) => ({ macroId: macro, selection: { kind: "ids", ids: [tester] } }),
  },
  "records/performAction": {
    input: ({ macro, tester }) => ({ macroId: macro, selection: { kind: "ids", ids: [tester] } }),
  },

  "report/updateReport": {
    input: ({ report, team }) => ({
      id: report,
      report: { name: "Weekly", visibility: "shared", access: [{ teamId: team }], controls: [{ path: "user.role" }] },
      seen: null,
    }),
  },
  "undo/undoDeletion": { input: ({ removedReport }) => ({ kind: "report", id: removedReport }) },
  "report/archiveReport": { input: ({ report }) => ({ id: report, archived: false }) },
  "report/cloneReport": { input: ({ report }) => ({ id: report }) },
  "report/getReportUses": { input: ({ report }) => ({ id: report }) },
  "report/deleteReport": { input: ({ freeReport }) => ({ id: freeReport }) },
  "distribution/saveDistribution": {
    input: ({ distribution, report, element, team }) => ({
      id: distribution,
      name: "Daily",
      reportId: report,
      subject: "((report.name))",
      elementIds: [element],
      teamIds: [team],
      addresses: "a@example.com, b@example.com",
      rate: "daily",
      startsAt: "2030-01-01T09:00",
      timeZone: "UTC",
    }),
  },
  "distribution/keepSending": { input: ({ distribution }) => ({ id: distribution }) },
  "distribution/switchDistribution": { input: ({ distribution }) => ({ id: distribution, on: false }) },
  "distribution/deleteDistribution": { input: ({ freeDistribution }) => ({ id: freeDistribution }) },
  "distribution/removeAddress": { input: ({ distribution }) => ({ id: distribution, address: "a@example.com" }) },
  "distribution/mailNow": {
    input: ({ report, element, team }) => ({
      reportId: report,
      subject: "Look",
      elementIds: [element],
      teamIds: [team],
    }),
  },
  "distribution/mailTest": {
    input: ({ report, element, distribution }) => ({
      distributionId: distribution,
      reportId: report,
      subject: "Look",
      elementIds: [element],
    }),
  },
  "distribution/retryFailed": { input: ({ issue }) => ({ id: issue }) },
  "distribution/retryIssue": { input: ({ failedIssue }) => ({ id: failedIssue }) },
  "report/addBlock": {
    input: ({ report, filter }) => ({ destination: { kind: "report", id: report }, block: elementOf(filter) }),
    shared: ["block.definition.filterId"],
  },
  "report/updateBlock": {
    input: ({ element, filter }) => ({ id: element, block: elementOf(filter), seen: null }),
    shared: ["block.definition.filterId"],
  },
  "report/moveBlock": { input: ({ element }) => ({ id: element, to: 0, from: 0 }) },
  "report/setBlockWidth": { input: ({ element }) => ({ id: element, isHalf: true }) },
  "report/removeBlock": { input: ({ freeElement }) => ({ id: freeElement }) },
  "report/restoreBlock": { input: ({ removedElement }) => ({ id: removedElement }) },

  "runs/pauseRun": { input: ({ running }) => ({ runId: running }) },
  "runs/resumeRun": { input: ({ paused }) => ({ runId: paused }) },
  "runs/cancelRun": { input: ({ ending }) => ({ runId: ending }) },
  "runs/retryFailed": { input: ({ done }) => ({ runId: done }) },
  "runs/undoRun": { input: ({ done }) => ({ runId: done }) },

  "schedules/saveSchedule": {
    input: ({ schedule, unusedMacro, filter }) => ({
      id: schedule,
      name: "Daily",
      macroId: unusedMacro,
      filterId: filter,
      ...timing,
    }),
    shared: ["filterId"],
  },
  "schedules/switchSchedule": { input: ({ schedule }) => ({ id: schedule, enabled: false }) },
  "schedules/deleteSchedule": { input: ({ schedule }) => ({ id: schedule }) },
  "schedules/countSchedule": { input: ({ schedule }) => ({ id: schedule }) },
  "schedules/runScheduleNow": { input: ({ schedule }) => ({ id: schedule, expected: 5 }) },

  "teams/createTeam": { input: () => ({ name: "Third" }) },
  "teams/updateTeam": { input: ({ team }) => ({ id: team, team: { name: "Renamed" } }) },
  "teams/deleteTeam": { input: ({ freeTeam }) => ({ id: freeTeam }) },
  "teams/addTeamMember": { input: ({ otherTeam, testerName }) => ({ teamId: otherTeam, user: testerName }) },
  "teams/removeTeamMember": {
    input: ({ team, tester }) => ({ teamId: team, userId: tester }),
    // Who is in no team of this project need not be taken out.
    ignored: ["userId"],
  },

  "triggers/saveTrigger": {
    input: ({ trigger, unusedMacro, filter }) => ({
      id: trigger,
      name: "Profile",
      macroId: unusedMacro,
      event: "profile_changed",
      filterId: filter,
    }),
    shared: ["filterId"],
  },
  "triggers/switchTrigger": { input: ({ trigger }) => ({ id: trigger, enabled: false }) },
  "triggers/deleteTrigger": { input: ({ trigger }) => ({ id: trigger }) },

  "(settings)/saveProject": { input: () => ({ name: "Renamed", timeZone: "UTC" }) },
  "members/putMember": { input: () => ({ user: "newcomer", role: "observer" }) },
  "members/removeMember": { input: ({ supporter }) => ({ userId: supporter }) },
};

function elementOf(filterId: string) {
  const definition = { source: "users", filterId, measures: [{ kind: "count" }], style: "number" };
  return { kind: "element", name: "Users", definition };
}

function settingsOf({ group: id, groupFields: fields }: World) {
  const asked = fields.map((field) => ({
    id: field.id,
    label: "Renamed",
    parameter: field.parameter,
    key: field.key,
    type: field.type,
  }));
  return { id, label: "Renamed", fields: asked };
}

function action(number: number): string {
  return `0190a000-0000-7000-8000-0000000000a${number}`;
}

const recipeAnswers = {
  recipe: "slack",
  answers: { url: "https://hooks.slack.com/services/T0/B0/X0", type: "bug", only: [], start: "hand" },
};
