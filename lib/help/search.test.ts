import { expect, test } from "vitest";
import { listArticles } from "./articles";
import { searchArticles } from "./search";

const find = (question: string) => searchArticles(listArticles(), question);

test.each([
  ["webhook", "webhooks"],
  ["external listener", "external-listeners"],
  ["dynamic tags", "dynamic-tags"],
  ["slack", "slack"],
  ["API key", "api-keys"],
  ["listener answer", "listener-answers"],
  ["backup", "backup"],
  ["OUTBOUND_ALLOW", "outbound"],
])("asked for %s, the article about it comes first", (question, slug) => {
  expect(find(question)[0]?.slug).toBe(slug);
});

test("case and order of the words make no difference, and every word must be there", () => {
  const slugs = (question: string) => find(question).map((result) => result.slug);
  expect(slugs("VALUES capture")).toEqual(slugs("capture values"));
  expect(find("webhook xylophone")).toEqual([]);
});

test("a result shows the words it was found by, and the heading that has them", () => {
  const [result] = find("formatters");
  expect(result).toMatchObject({ slug: "dynamic-tags", heading: { id: "formatters" } });
  expect(find("channel_is_archived")[0]?.excerpt).toContain("channel_is_archived");
});

test("nothing asked is nothing found", () => {
  expect(find("")).toEqual([]);
  expect(find(" … ")).toEqual([]);
});
