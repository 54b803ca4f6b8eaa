import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

// In a process of its own: nobody but an administrator could raise the priority of this one again.
const lowered = `
  import { existsSync, readdirSync } from "node:fs";
  import os from "node:os";
  import { goBehind, isBehind } from "./lib/env/behind.ts";
  goBehind();
  const threads = existsSync("/proc/self/task") ? readdirSync("/proc/self/task").map(Number) : [];
  console.log(JSON.stringify({ isBehind: isBehind(), priorities: [process.pid, ...threads].map((id) => os.getPriority(id)) }));
`;

test("all threads of a process in the background wait for others", () => {
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", lowered], { encoding: "utf8" });
  const { isBehind, priorities } = JSON.parse(stdout) as { isBehind: boolean; priorities: number[] };
  expect(isBehind).toBe(true);
  expect(priorities.filter((priority) => priority < 10)).toEqual([]);
});
