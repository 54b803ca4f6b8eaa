import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { elementDefinition, type ElementDraft } from "@/lib/elements/schema";
import { testDatabase } from "@/lib/testing/database";
import { exportScene } from "@/lib/testing/export-scene";
import { underlyingRows } from "./underlying-rows";

testDatabase();
const scene = exportScene();

async function rowsOf(draft: Partial<ElementDraft>, scope: "project" | "community" = "project") {
  const reader =
    scope === "project"
      ? await scene.cast.can("observer", "reports.read")
      : await scene.cast.can("communityManager", "reports.read", "community");
  const definition = elementDefinition.parse({ measures: [{ kind: "count" }], style: "number", ...draft });
  return underlyingRows(reader, { definition }, {});
}

test("rows about tickets of all types lead to the tickets, and say once what they are called", async () => {
  const address = new RegExp(`^/projects/${scene.cast.project.key}/feedback/[a-z-]+/(BUG-\\d+)$`);
  for (const scope of ["project", "community"] as const) {
    const { rows, items, list } = await rowsOf({ source: "feedback", groups: [{ path: "feedback.closed" }] }, scope);
    expect(list).toBeNull();
    expect(rows).toHaveLength(50);
    expect(rows.map(({ href }) => address.exec(href ?? "")?.[1])).toEqual(rows.map(({ label }) => label));
    expect(items.map(({ path }) => path)).toEqual(["feedback.title", "feedback.closed"]);
  }
  const listed = {
    source: "feedback",
    items: [{ path: "feedback.display_id" }],
    style: "table",
  } as const;
  expect((await rowsOf({ ...listed, measures: [], items: [...listed.items] })).items).toEqual([]);
});

test("score entries lead to their users, and to nobody where the user is not in the project", async () => {
  const { cast } = scene;
  const stranger = await db.user.create({
    data: { email: "gone@vega.example", username: "zz-gone", firstName: "Gone" },
    select: { id: true },
  });
  const of = { projectId: cast.project.id, points: 5, cause: { kind: "macro", label: "Points" } };
  await db.scoreEntry.createMany({
    data: [cast.people.participant.id, stranger.id].map((userId) => ({ ...of, userId })),
  });
  const { rows } = await rowsOf({ source: "scores" });
  expect(Object.fromEntries(rows.map(({ label, href }) => [label, href]))).toEqual({
    [cast.people.participant.username]: `/projects/${cast.project.key}/users/${cast.people.participant.id}`,
    "zz-gone": null,
  });
});
