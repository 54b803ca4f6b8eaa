import type { z } from "zod";
import type { Actor, Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import type { Permission } from "@/lib/auth/permissions";
import { invalid } from "@/lib/errors/invalid";

/** How the versions of one kind of thing are brought back: by the command that people use, with all its checks and the right it asks for. */
export interface Keeper {
  /** The thing as it is now, in the shape in which the audit log keeps it; null when it is gone. */
  present: (actor: Actor, id: string) => Promise<object | null>;
  /** The version as it would be saved today. Its secrets are those of today; `missing` names the ones that there are none for. */
  fit?: (version: object, present: object | null) => { version: object; missing: string[] };
  /** Whether the version is whole. */
  reads: (version: object, id: string) => boolean;
  /** Saves it over what is there. @throws AppError as the command does */
  save: (actor: Actor, id: string, version: object) => Promise<void>;
  /** Makes it anew, for what was deleted; absent where that cannot be. */
  recreate?: (actor: Actor, id: string, version: object) => Promise<{ id: string }>;
  /** What does not come back with something that was deleted. */
  loses?: string;
}

interface How<P extends Permission, Input> extends Pick<Keeper, "fit" | "loses"> {
  /** The command's input from a version. */
  read: (version: object, of: { id: string; isGone: boolean }) => z.ZodSafeParseResult<Input>;
  present: (actor: Can<P>, id: string) => Promise<object | null>;
  save: (actor: Can<P>, id: string, input: Input) => Promise<unknown>;
  recreate?: (actor: Can<P>, id: string, input: Input) => Promise<{ id: string }>;
}

/** @param right what one must hold to change such a thing */
export function keeper<P extends Permission, Input>(right: P, how: How<P, Input>): Keeper {
  const read = (version: object, of: { id: string; isGone: boolean }): Input => {
    const parsed = how.read(version, of);
    if (!parsed.success) throw invalid(parsed.error);
    return parsed.data;
  };
  const { fit, loses, recreate } = how;
  return {
    fit,
    loses,
    present: (actor, id) => how.present(also(actor, right), id),
    reads: (version, id) => how.read(version, { id, isGone: false }).success,
    save: async (actor, id, version) =>
      void (await how.save(also(actor, right), id, read(version, { id, isGone: false }))),
    recreate:
      recreate && ((actor, id, version) => recreate(also(actor, right), id, read(version, { id, isGone: true }))),
  };
}
