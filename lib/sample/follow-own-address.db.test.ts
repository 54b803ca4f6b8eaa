import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { completeEnv } from "@/lib/env/env";
import { macroActions } from "@/lib/macros/schema";
import { testDatabase } from "@/lib/testing/database";
import { followOwnAddress } from "./follow-own-address";
import { loadSample } from "./programme";

testDatabase();

test(
  "the sample's macros follow the address of Fieldpost, and nothing else in them changes",
  { timeout: 60_000 },
  async () => {
    await loadSample({ testers: 3, bugs: 3, ideas: 2 });
    const before = await urls();
    expect(before).toEqual({
      "escalate-slack": "http://localhost:3000/api/echo/slack",
      "send-jira": "http://localhost:3000/api/echo/jira",
      "validate-address": "http://localhost:3000/api/echo/shippo",
      "share-idea": "http://localhost:3000/api/echo/plain?status=404",
    });
    expect(await followOwnAddress()).toBe(0);

    await pointElsewhere("send-jira", "https://beta.atlassian.net/api/echo/jira/issues");
    completeEnv({ BASE_URL: "https://beta.example.com" });
    expect(await followOwnAddress()).toBe(3);
    expect(await urls()).toEqual({
      "escalate-slack": "https://beta.example.com/api/echo/slack",
      "send-jira": "https://beta.atlassian.net/api/echo/jira/issues",
      "validate-address": "https://beta.example.com/api/echo/shippo",
      "share-idea": "https://beta.example.com/api/echo/plain?status=404",
    });
    expect(await followOwnAddress()).toBe(0);
  },
);

async function urls(): Promise<Record<string, string>> {
  const versions = await db.macroVersion.findMany({ include: { macro: { select: { key: true } } } });
  return Object.fromEntries(
    versions.flatMap(({ macro, actions }) =>
      macroActions.parse(actions).flatMap((action) => (action.kind === "webhook" ? [[macro.key, action.url]] : [])),
    ),
  );
}

async function pointElsewhere(key: string, url: string): Promise<void> {
  const { id: macroId } = await db.macro.findFirstOrThrow({ where: { key } });
  const macroId_version = { macroId, version: 1 };
  const { actions } = await db.macroVersion.findUniqueOrThrow({ where: { macroId_version } });
  const moved = macroActions.parse(actions).map((action) => ({ ...action, url }));
  await db.macroVersion.update({ where: { macroId_version }, data: { actions: moved } });
}
