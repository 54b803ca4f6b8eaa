import { db } from "@/lib/db/client";

/** A file of whoever owns things here, and some of the community manager in each state in which something can be done with them. */
export async function makeFiles(projectId: string | null, owner: string, manager: string) {
  const file = async (byId: string, state: "waiting" | "done" | "failed") => {
    const data = {
      projectId,
      byId,
      state,
      kind: "list",
      format: "csv",
      request: { kind: "list", source: "users", query: "" },
      name: "Users",
      fileName: "users.csv",
      expiresAt: new Date(Date.now() + 3_600_000),
    } as const;
    return (await db.exportFile.create({ data, select: { id: true } })).id;
  };
  return {
    exportFile: await file(owner, "done"),
    waitingFile: await file(manager, "waiting"),
    failedFile: await file(manager, "failed"),
    unwantedFile: await file(manager, "done"),
  };
}
