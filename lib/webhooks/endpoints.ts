import "server-only";
import { createHash } from "node:crypto";
import type { Tx } from "@/lib/db/client";

/** What a destination is within its project: the origin, and where one host serves many, a part of the path. */
export interface Destination {
  origin: string;
  /** Empty, or a digest: such a path is often the credential itself. */
  path: string;
  ratePerSecond: number | null;
  burst: number;
}

/**
 * The destination of a URL or URL template. Tags never stand in the origin, so the text before the first one decides.
 * @throws TypeError if that is no URL; such an action cannot be saved.
 */
export function destinationOf(urlTemplate: string): Destination {
  const url = new URL(urlTemplate.split("((", 1)[0] ?? "");
  const preset = presets.find(({ host }) => host.test(url.hostname));
  const path = preset?.isSplitByPath ? createHash("sha256").update(url.pathname).digest("hex").slice(0, 16) : "";
  return { origin: url.origin, path, ratePerSecond: preset?.ratePerSecond ?? null, burst: preset?.burst ?? 1 };
}

// What these vendors bear before they answer 429.
const presets = [
  { host: /^hooks\.slack\.com$/, ratePerSecond: 1, burst: 1, isSplitByPath: true },
  { host: /\.atlassian\.net$/, ratePerSecond: 10, burst: 10, isSplitByPath: false },
];

/** The endpoint's id, made if the project (null: the community) sends there for the first time. */
export async function endpointIdIn(tx: Tx, projectId: string | null, destination: Destination): Promise<string> {
  const { origin, path, ratePerSecond, burst } = destination;
  const find = () => tx.endpoint.findFirst({ where: { projectId, origin, path }, select: { id: true } });
  const found = await find();
  if (found) return found.id;
  await tx.endpoint.createMany({
    data: [{ projectId, origin, path, ratePerSecond, burst, tokens: burst }],
    skipDuplicates: true,
  });
  const made = await find();
  if (!made) throw new Error(`endpoint ${origin} was not made`);
  return made.id;
}
