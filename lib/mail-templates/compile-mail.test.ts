import { describe, expect, test } from "vitest";
import { tagCatalog } from "@/lib/tags/tag-catalog";
import { checkMail, compileMail, mailPaths } from "./compile-mail";

const dataSet = { key: "x", label: "X" };
const paths = ["user.first_name", "feedback.title", "feedback.url", "feedback.id", "user.email"];
const catalog = tagCatalog(paths.map((path) => ({ path, label: path, dataSet, type: "text" })));
const values = {
  "user.first_name": "Jo",
  "feedback.title": "It *breaks* <b>badly</b>",
  "feedback.url": "https://hub.example/BUG-1?a=1&b=2",
  "feedback.id": "7/8",
  "user.email": "jo@acme.com",
};

const words = (body: string, more: { subject?: string; text?: string | null } = {}) => ({
  subject: "s",
  text: null,
  body,
  ...more,
});
function rendered(body: string, more: { text?: string | null } = {}, having: Record<string, string | null> = values) {
  const compiled = compileMail(words(body, more));
  const mail = compiled.ok ? compiled.render(having) : compiled;
  if (!mail.ok) throw new Error(mail.message);
  return mail.mail;
}

describe("a template's body", () => {
  test("paragraphs, bold, emphasis, lists, headings, quotes and rules become HTML with its styles inside, and text", () => {
    const { html, text } = rendered(
      "# Hello ((user.first_name))\n\nOne **bold** and *soft* word,\nnext line.\n\n- a\n- b\n\n3. x\n4. y\n\n> said\n\n---",
    );
    expect(html.replace(/ style="[^"]*"/g, "")).toBe(
      [
        "<h2>Hello Jo</h2>",
        "<p>One <strong>bold</strong> and <em>soft</em> word,<br>next line.</p>",
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
        '<ol start="3">\n<li>x</li>\n<li>y</li>\n</ol>',
        "<blockquote><p>said</p></blockquote>",
        "<hr>",
      ].join("\n"),
    );
    expect(html).toContain('<p style="');
    expect(text).toBe("Hello Jo\n\nOne bold and soft word,\nnext line.\n\n- a\n- b\n\n3. x\n4. y\n\n> said\n\n----");
  });

  test("what a tag prints is text: neither Markdown nor HTML", () => {
    const { html, text } = rendered("**((feedback.title))**");
    expect(html).toContain("<strong>It *breaks* &lt;b&gt;badly&lt;/b&gt;</strong>");
    expect(text).toBe("It *breaks* <b>badly</b>");
    const lines = rendered(
      "((feedback.title))",
      {},
      { "feedback.title": "# one\n<script>x</script>\nhttps://a.example/x" },
    );
    expect(lines.html).toContain(
      `# one<br>&lt;script&gt;x&lt;/script&gt;<br><a href="https://a.example/x">https://a.example/x</a>`,
    );
  });

  test.each([
    ["<script>alert(1)</script>"],
    ["a <img src=x onerror=alert(1)> b"],
    ['<a href="javascript:alert(1)">x</a>'],
    ["![x](https://a.example/x.png)"],
    ["`<b>`"],
    ["    <i>indented</i>"],
    ["| a |\n| - |\n| <b> |"],
  ])("HTML of the writer's own and what we do not draw stays words: %j", (body) => {
    const { html } = rendered(body);
    expect(html.replace(/<\/?(p|br|a href="https:[^"]*")[^>]*>|<\/a>/g, "")).not.toMatch(/[<>]/);
  });

  test("a tag is read before Markdown is, whatever stands in it", () => {
    const { html } = rendered('((user.last_name|default:"*a* [b](c) _d_"))');
    expect(html).toContain(">*a* [b](c) _d_</p>");
  });

  test("what is typed cannot pose as a tag", () => {
    expect(rendered("\uE0000\uE001 ((user.first_name))").text).toBe("0 Jo");
    expect(rendered("\\((user.first_name))").text).toBe("((user.first_name))");
  });

  test("a typed text version is sent instead of the one made from the mail", () => {
    expect(rendered("**x**", { text: "Dear ((user.first_name)) *" }).text).toBe("Dear Jo *");
  });

  test("tags that print nothing are named, each once", () => {
    expect(rendered("((user.email)) ((user.email))", {}, {}).empties).toEqual(["user.email"]);
  });
});

describe("a link", () => {
  test.each([
    [
      "[Open](https://a.example/t/((feedback.id)))",
      'href="https://a.example/t/7%2F8"',
      "Open (https://a.example/t/7%2F8)",
    ],
    [
      "[Open](((feedback.url)))",
      'href="https://hub.example/BUG-1?a=1&amp;b=2"',
      "Open (https://hub.example/BUG-1?a=1&b=2)",
    ],
    ["[Write](mailto:((user.email)))", 'href="mailto:jo@acme.com"', "Write (mailto:jo@acme.com)"],
    ["https://a.example/((feedback.id))", 'href="https://a.example/7%2F8"', "https://a.example/7%2F8"],
  ])("%s", (body, href, text) => {
    const mail = rendered(body);
    expect(mail.html).toContain(href);
    expect(mail.text).toBe(text);
    expect(checkMail(words(body), catalog)).toEqual({});
  });

  test("is a button when its title says so, on a line of its own in text", () => {
    const mail = rendered('[Open ((feedback.id))](((feedback.url)) "button")');
    expect(mail.html).toMatch(/<a href="https:\/\/hub[^"]*" style="display:inline-block[^>]*>Open 7\/8<\/a>/);
    expect(mail.text).toBe("Open 7/8: https://hub.example/BUG-1?a=1&b=2");
  });

  test.each([
    ["javascript:alert(1)"],
    ["data:text/html,x"],
    ["/somewhere"],
    [""],
    ["vbscript:x"],
    ["mailto:a@b.cc,d@e.ff"],
  ])("whose tag prints %j is words alone", (address) => {
    const mail = rendered("[Open](((feedback.url)))", {}, { "feedback.url": address });
    expect(mail.html).toContain(">Open</p>");
    expect(mail.text).toBe("Open");
  });

  test("cannot be led to another host by what a tag prints", () => {
    const { html } = rendered("[x](https://a.example/((feedback.url)))", {}, { "feedback.url": "@evil.example/../.." });
    expect(html).toMatch(/href="https:\/\/a\.example\//);
  });

  test.each([
    [
      "[Open](javascript:alert(1))",
      "The link “Open”: A link begins with https://, http:// or mailto:, or is one tag that prints an address.",
    ],
    [
      "[Open](((feedback.url))/more)",
      "The link “Open”: A link begins with https://, http:// or mailto:, or is one tag that prints an address.",
    ],
    [
      "[Open ((feedback.id))](ftp://x)",
      "The link “Open ((feedback.id))”: A link begins with https://, http:// or mailto:, or is one tag that prints an address.",
    ],
    ["[Open](https://((feedback.id)).example/)", expect.stringMatching(/^The link “Open”: /)],
  ])("that leads nowhere is refused by its words: %s", (body, message) => {
    expect(checkMail(words(body), catalog)).toEqual({ body: message });
  });
});

describe("checking", () => {
  test("an unknown tag is refused with its place and what was meant, in each text", () => {
    expect(
      checkMail(
        { subject: "((user.frist_name))", body: "a\nb ((feedback.titel))", text: "((user.email|shout))" },
        catalog,
      ),
    ).toEqual({
      subject: "Line 1, column 3: There is no tag ((user.frist_name)). Did you mean ((user.first_name))?",
      body: "Line 2, column 5: There is no tag ((feedback.titel)). Did you mean ((feedback.title))?",
      text: expect.stringContaining("There is no formatter |shout."),
    });
  });

  test("every path is needed once, wherever it stands", () => {
    expect(mailPaths({ subject: "((feedback.id))", body: "[x](((feedback.url)))", text: "((feedback.id))" })).toEqual([
      "feedback.id",
      "feedback.url",
    ]);
  });

  test("a mail that would be too large is not sent", () => {
    const compiled = compileMail(words("((feedback.title))"));
    const mail = compiled.ok && compiled.render({ "feedback.title": "<".repeat(100_000) });
    expect(mail).toEqual({ ok: false, message: "The mail is larger than 256 KB, so it was not sent." });
  });
});
