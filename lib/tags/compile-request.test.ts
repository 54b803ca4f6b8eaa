import { describe, expect, test } from "vitest";
import type { FieldInfo, FieldValues } from "@/lib/fields/field";
import { compileRequest, type RequestTemplate } from "./compile-request";
import { tagCatalog } from "./tag-catalog";

const values: FieldValues = {
  "feedback.display_id": "BUG-42",
  "feedback.title": 'App "dies" on <export>\nsecond line 😀 <!channel>',
  "feedback.url": "https://beta.example.com/t/BUG-42",
  "feedback.field.severity": "Critical",
  "feedback.field.steps": null,
  "submitter.first_name": null,
  "external.crm.plan": "",
  "external.jira.id": "10412",
  "project.key": "BETA",
  "user.score": 42,
  "user.first_name": "Conan",
  "user.last_name": "O'Brien",
  "user.email": "o'brien+beta@acme.com",
  "user.username": "conan",
  "user.profile.address1": "1 Rue de l’Été\nBât. B",
  "user.profile.address2": null,
  "user.profile.city": "Paris",
  "user.profile.state": null,
  "user.profile.zip": "07501",
  "user.profile.country": "FR",
};
const dataSet = { key: "all", label: "All" };
const catalog = tagCatalog(
  Object.keys(values).map((path): FieldInfo => ({ path, label: path, dataSet, type: "text" })),
);

const post: RequestTemplate = { method: "POST", url: "https://a.test/", headers: [], contentType: "json", body: "{}" };

function send(template: Partial<RequestTemplate>, of: FieldValues = values) {
  const compiled = compileRequest({ ...post, ...template }, catalog);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.request.render(of);
}

function sentBody(body: string): unknown {
  const rendered = send({ body });
  if (!rendered.ok) throw new Error(rendered.problem.message);
  return JSON.parse(rendered.request.body ?? "");
}

describe("requests of the scenarios", () => {
  test("Slack gets blocks in which a title pings nobody", () => {
    const body = `{
      "text": "((feedback.display_id)): ((feedback.title|slack))",
      "blocks": [
        { "type": "header", "text": { "type": "plain_text", "text": "Critical: ((feedback.title|truncate:12))" } },
        { "type": "section", "fields": [
            { "type": "mrkdwn", "text": "*Tester*\\n((submitter.first_name|slack|default:\\"unknown\\"))" },
            { "type": "mrkdwn", "text": "*Severity*\\n((feedback.field.severity|slack))" },
            { "type": "mrkdwn", "text": "*Plan (CRM)*\\n((external.crm.plan|slack|default:\\"-\\"))" },
            { "type": "mrkdwn", "text": "*Score*\\n((user.score))" } ] },
        { "type": "actions", "elements": [ { "type": "button", "text": { "type": "plain_text", "text": "Open ticket" }, "url": "((feedback.url))" } ] }
      ]
    }`;
    expect(sentBody(body)).toMatchObject({
      text: 'BUG-42: App "dies" on &lt;export&gt;\nsecond line 😀 &lt;!channel&gt;',
      blocks: [
        { text: { text: 'Critical: App "dies" …' } },
        {
          fields: [
            { text: "*Tester*\nunknown" },
            { text: "*Severity*\nCritical" },
            { text: "*Plan (CRM)*\n-" },
            { text: "*Score*\n42" },
          ],
        },
        { elements: [{ url: "https://beta.example.com/t/BUG-42" }] },
      ],
    });
  });

  test("Jira gets a document with a default for missing steps", () => {
    const body = `{ "fields": {
      "project": { "key": "BETA" }, "issuetype": { "name": "Bug" },
      "summary": "((feedback.title|truncate:250))", "labels": ["beta", "((project.key))"],
      "description": { "type": "doc", "version": 1, "content": [
        { "type": "paragraph", "content": [ { "type": "text", "text": "((feedback.field.steps|default:\\"(no steps given)\\"))" } ] },
        { "type": "paragraph", "content": [ { "type": "text", "text": "From ((feedback.display_id)) ((feedback.url))" } ] } ] } } }`;
    expect(sentBody(body)).toMatchObject({
      fields: {
        summary: values["feedback.title"],
        labels: ["beta", "BETA"],
        description: {
          version: 1,
          content: [
            { content: [{ text: "(no steps given)" }] },
            { content: [{ text: "From BUG-42 https://beta.example.com/t/BUG-42" }] },
          ],
        },
      },
    });
  });

  test("Jira's update goes to the issue, and nowhere while its id is unknown", () => {
    const url = "https://acme.atlassian.net/rest/api/3/issue/((external.jira.id))";
    expect(send({ method: "PUT", url })).toMatchObject({
      request: { url: "https://acme.atlassian.net/rest/api/3/issue/10412" },
    });
    expect(send({ method: "PUT", url }, { ...values, "external.jira.id": null })).toMatchObject({
      ok: false,
      problem: {
        field: "url",
        code: "empty_in_url",
        path: "external.jira.id",
        message: expect.stringContaining("tag in URL is empty") as string,
      },
    });
  });

  test("Shippo gets an address as text, typed values as typed", () => {
    const body = `{ "name": "((user.first_name)) ((user.last_name))", "street1": "((user.profile.address1))",
      "street2": "((user.profile.address2))", "state": "((user.profile.state))", "zip": "((user.profile.zip))",
      "email": "((user.email))", "metadata": "tester ((user.username))", "validate": true }`;
    expect(sentBody(body)).toEqual({
      name: "Conan O'Brien",
      street1: "1 Rue de l’Été\nBât. B",
      street2: "",
      state: "",
      zip: "07501",
      email: "o'brien+beta@acme.com",
      metadata: "tester conan",
      validate: true,
    });
  });

  test("Salesforce's query keeps an apostrophe inside its literal", () => {
    const url = "https://a.test/query?q=SELECT+Id+FROM+Contact+WHERE+Email='((user.email|soql))'+LIMIT+1";
    expect(send({ method: "GET", url, body: "" })).toMatchObject({
      request: {
        body: null,
        url: "https://a.test/query?q=SELECT+Id+FROM+Contact+WHERE+Email='o%5C%27brien%2Bbeta%40acme.com'+LIMIT+1",
      },
    });
  });
});

describe("headers", () => {
  const header = (value: string, secret = false) => ({ headers: [{ name: "X-Title", value, secret }] });

  test.each([
    ["a\r\nX-Evil: 1", "a line break"],
    ["a\nb", "a line break"],
    ["a\u0000b", "the control character U+0000"],
    ["日本", "“日” (U+65E5)"],
    ["ok 😀", "“😀” (U+1F600)"],
  ])("a value %j is not sent", (title, named) => {
    const rendered = send(header("((feedback.title))"), { "feedback.title": title });
    expect(rendered).toMatchObject({ ok: false, problem: { field: "headers.0.value", code: "bad_in_header" } });
    expect(!rendered.ok && rendered.problem.message).toContain(`Header X-Title: a header's value cannot hold ${named}`);
  });

  test("Latin-1 and tabs are sent, spaces around them not", () => {
    expect(send(header(" ((feedback.title)) "), { "feedback.title": "é\tx" })).toMatchObject({
      request: { headers: [{ name: "X-Title", value: "é\tx", secret: false }] },
    });
  });

  test("a secret is handed on unread", () => {
    expect(send(header("((not a tag))\n", true))).toMatchObject({
      request: { headers: [{ name: "X-Title", value: "((not a tag))\n", secret: true }] },
    });
  });

  test.each(["", "a b", "a:b", "Host", "content-length", "Transfer-Encoding", "Connection", "Cookie", "webhook-id"])(
    "the name %j is refused",
    (name) => {
      const compiled = compileRequest({ ...post, headers: [{ name, value: "x", secret: false }] }, catalog);
      expect(compiled).toMatchObject({ ok: false, problems: [{ field: "headers.0.name" }] });
    },
  );
});

describe("the whole", () => {
  test("problems name their field", () => {
    const compiled = compileRequest(
      {
        method: "POST",
        url: "https://a.test/((user.emial))",
        headers: [
          { name: "X-A", value: "x", secret: false },
          { name: "X-B", value: "((user.email|uper))", secret: false },
        ],
        contentType: "form",
        body: "a=((user.emai))\n((user.email))",
      },
      catalog,
    );
    expect(!compiled.ok && compiled.problems.map(({ field, suggestion }) => [field, suggestion])).toEqual([
      ["url", "user.email"],
      ["headers.1.value", "upper"],
      ["body", undefined],
      ["body", "user.email"],
    ]);
  });

  test("paths are those of url, headers and body", () => {
    const compiled = compileRequest(
      {
        ...post,
        url: "https://a.test/((user.email))",
        headers: [{ name: "A", value: "((project.key))", secret: false }],
        body: '["((user.email))", ((user.score))]',
      },
      catalog,
    );
    expect(compiled.ok && compiled.request.paths).toEqual(["user.email", "project.key", "user.score"]);
  });

  test("JSON to be posted needs a body, a form does not", () => {
    expect(compileRequest({ ...post, body: " " }, catalog)).toMatchObject({ ok: false, problems: [{ field: "body" }] });
    expect(send({ contentType: "form", body: "" })).toMatchObject({ request: { body: null } });
    expect(send({ method: "DELETE", body: "" })).toMatchObject({ request: { body: null } });
  });

  test("empties are gathered from all fields, each once", () => {
    const rendered = send({
      url: "https://a.test/?a=((user.profile.state))",
      body: '["((user.profile.state))", ((external.crm.plan))]',
    });
    expect(rendered.ok && rendered.request.empties).toEqual(["user.profile.state", "external.crm.plan"]);
  });
});
