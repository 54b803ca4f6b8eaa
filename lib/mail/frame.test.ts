import { describe, expect, test } from "vitest";
import { headerText, isMailAddress } from "./address";
import { framedHtml, framedText, textAsHtml } from "./frame";

describe("a mail's frame", () => {
  test("no text becomes markup", () => {
    const hostile = `<script>alert(1)</script> "quoted" & <img src=x onerror=y> https://a.example/?q="><b>`;
    const html = framedHtml({
      subject: hostile,
      content: textAsHtml(hostile, hostile),
      sender: hostile,
      footer: [{ words: hostile }, { words: hostile, href: hostile }],
    });
    expect(html).not.toMatch(/<script|<img|<b>/);
    expect(html).toContain(`<a href="https://a.example/?q=">https://a.example/?q=</a>&quot;&gt;&lt;b&gt;`);
  });

  test("it stays light on dark screens, and keeps its width and colours without style sheets", () => {
    const html = framedHtml({ subject: "s", content: "", sender: "", footer: [], wide: true });
    expect(html).toContain('<meta name="color-scheme" content="light only">');
    expect(html).toMatch(/<!--\[if mso\]><table [^>]*width="720">/);
    expect(html).toMatch(/<td bgcolor="#ffffff"/);
    expect(html).not.toMatch(/<style|<link|class=/);
  });

  test("blank lines make paragraphs, single ones line breaks, a full stop ends an address", () => {
    const html = textAsHtml("s", "one\ntwo\n\nSee https://a.example/x.");
    expect(html).toContain("one<br>two</p>");
    expect(html).toContain(`<a href="https://a.example/x">https://a.example/x</a>.`);
  });

  test("the small print is links in HTML and addresses in text", () => {
    const footer = [{ words: "Sent by Acme." }, { words: "Turn off", href: "https://a.example/u/1" }];
    expect(framedHtml({ subject: "s", content: "", sender: "", footer })).toContain(
      `Sent by Acme.<br>\n<a href="https://a.example/u/1" style="color:#565d66">Turn off</a>`,
    );
    expect(framedText("Hi", footer)).toBe("Hi\n\n-- \nSent by Acme.\nTurn off: https://a.example/u/1\n");
  });
});

describe("mail addresses", () => {
  test.each(["jane.doe@acme.com", "o'brien+beta@acme.co.uk"])("%s is one", (text) =>
    expect(isMailAddress(text)).toBe(true),
  );
  test.each([
    "jane",
    "a@b",
    "a@b.c\r\nBcc: x@y.z",
    "a@b.c,d@e.f",
    "Jane <a@b.c>",
    '"a b"@c.d',
    `${"a".repeat(65)}@b.c`,
  ])("%j is not", (text) => expect(isMailAddress(text)).toBe(false));

  test("a header's text stays on its line", () => {
    expect(headerText("Hi\r\nBcc: x@y.z\u0000\u2028!")).toBe("Hi Bcc: x@y.z !");
  });
});
