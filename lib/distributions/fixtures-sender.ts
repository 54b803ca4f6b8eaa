import { sendIssue } from "./send-issue";

// Writes the mails of an issue one by one, to be killed meanwhile.
const render = () =>
  Promise.resolve({ html: "<p>Hi</p>", text: "Hi", files: [], filters: [], asOf: new Date().toISOString() });
await sendIssue(process.argv[2] ?? "", { render, atOnce: 1 });
