import type { Example } from "./example";

const newId = "0190a000-0000-7000-8000-000000000001";

/** Of what is done in the community, and by everybody for themselves. */
export const communityExamples: Record<string, Example> = {
  "account/saveAccount": { input: () => ({ timeZone: "", shortcuts: true, emails: true }), community: true },
  "account/changePassword": {
    input: () => ({ current: "wrong", next: "a password of mine" }),
    community: true,
  },
  "account/signOutOthers": { input: () => ({}), community: true },
  "profile/saveOwnProfile": { input: () => ({ profile: {} }), community: true },
  "[slug]/answerHelp": { input: () => ({ slug: "roles", helpful: true }), community: true },
  "[slug]/noteHelp": { input: () => ({ id: newId, note: "More" }), community: true, answer: "not_found" },

  "edit/saveUser": {
    input: ({ tester, testerName }) => ({
      id: tester,
      firstName: "T",
      lastName: "",
      email: `${testerName}@example.com`,
      username: testerName,
      communityRole: "member",
      state: "active",
    }),
    community: true,
  },
  "edit/setPassword": { input: ({ tester }) => ({ id: tester, password: "a password of theirs" }), community: true },
  "exports/cancelExport": { input: ({ waitingFile }) => ({ id: waitingFile }), community: true },
  "exports/retryExport": { input: ({ failedFile }) => ({ id: failedFile }), community: true },
  "exports/deleteExport": { input: ({ unwantedFile }) => ({ id: unwantedFile }), community: true },
  "invitations/inviteToCommunity": { input: () => ({ emails: "new@example.com", role: "member" }), community: true },
  "mailbox/retryMail": { input: () => ({ id: newId }), community: true, answer: "not_found" },
  "new/addUser": { input: () => ({ email: "new@example.com", username: "newcomer" }), community: true },
  "new/addProject": { input: () => ({ name: "New", key: "new", timeZone: "UTC" }), community: true },
  "profile/saveProfileFields": { input: () => [{ label: "City", key: "city", type: "text" }], community: true },
  "profile/saveProfile": { input: ({ tester }) => ({ userId: tester, profile: {} }), community: true },
  "settings/saveSettings": {
    input: () => ({
      name: "Beta",
      timeZone: "UTC",
      baseUrl: "",
      enhancedIntegrations: true,
      bodyDays: 7,
      failedBodyDays: 30,
      attemptDays: 90,
      receiptDays: 30,
    }),
    community: true,
  },
  "settings/saveMailServer": {
    input: () => ({ host: "mail.example.com", port: 587, security: "starttls", sender: "beta@example.com" }),
    community: true,
  },
  "settings/sendTestMail": { input: () => ({}), community: true, answer: "conflict" },
  "settings/removeMailServer": { input: () => ({}), community: true },
  // There is none. Loading one takes seconds and has tests of its own.
  "settings/removeSample": { input: () => ({}), community: true, answer: "not_found" },

  "api-keys/createApiKey": { input: () => ({ name: "Another" }), community: true },
  "api-keys/updateApiKey": { input: ({ apiKey }) => ({ id: apiKey, name: "Renamed" }), community: true },
  "api-keys/rotateApiKey": { input: ({ apiKey }) => ({ id: apiKey }), community: true },
  "api-keys/switchApiKey": { input: ({ apiKey }) => ({ id: apiKey, enabled: true }), community: true },
  "api-keys/revokeApiKey": { input: ({ apiKey }) => ({ id: apiKey }), community: true },
  "api-keys/deleteApiKey": { input: ({ apiKey }) => ({ id: apiKey }), community: true, answer: "conflict" },
};
