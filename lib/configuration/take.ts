import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { audit } from "@/lib/audit/audit";
import type { Can } from "@/lib/auth/actor";
import { asOne, transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { changesOf } from "./changes";
import { fitKeys, type Fitted } from "./fit-keys";
import { idOf, itemsOf, type Item } from "./items";
import { loadPresent, type Present } from "./present";
import type { CheckedItem, Checked } from "./checked";
import type { Configuration } from "./schema";
import { saveItem } from "./save-item";
import type { Target } from "./target";

export interface TakeOptions {
  /** Which things are taken, by their ids; null takes all. */
  take: ReadonlySet<string> | null;
  /** The API key of a new listener, by the key that it has in the file. */
  apiKeyOf: (listenerKey: string) => string | null;
  /** The `fingerprint` of the dry run that people saw; without it nothing is compared. */
  seen?: string;
  /** Secrets given along, by `secretPlace` and `signaturePlace`. */
  secrets?: ReadonlyMap<string, string>;
}

/**
 * What would become of each thing of a configuration in the actor's project. It is the real thing, done with the commands that people
 * use and taken back at the end, so that it finds what they would.
 */
export async function checkConfiguration(
  actor: Can<"project.write">,
  file: Configuration,
  options: TakeOptions,
): Promise<Checked> {
  return asOne<Checked>(
    async () => {
      throw new TakenBack(await run(actor, file, options));
    },
    { seconds },
  ).catch(checkedOf);
}

/**
 * Takes a configuration into the actor's project, all that was chosen or nothing: what is left out would be missed by what was made.
 * `done` says which; of what cannot be taken `items` has the reasons.
 */
export async function takeConfiguration(
  actor: Can<"project.write">,
  file: Configuration,
  options: TakeOptions,
): Promise<Checked & { done: boolean }> {
  let done = false;
  const checked = await asOne(
    async () => {
      const result = await run(actor, file, options);
      if (result.items.some(({ taken, state }) => taken && state === "cannot")) throw new TakenBack(result);
      await noteTaken(actor, file, result);
      return result;
    },
    { seconds },
  )
    .then((result) => {
      done = true;
      return result;
    })
    .catch(checkedOf);
  return { ...checked, done };
}

/**
 * The same for a project that was made a moment ago, in the transaction that makes it: what cannot be taken is left out and told,
 * because there is nothing yet that it could harm.
 */
export async function takeWhatFits(
  actor: Can<"project.write">,
  file: Configuration,
  options: TakeOptions,
): Promise<Checked> {
  const result = await run(actor, file, options);
  await noteTaken(actor, file, result);
  return result;
}

/** A large file takes some seconds. */
const seconds = 120;

class TakenBack extends Error {
  constructor(readonly checked: Checked) {
    super("taken back");
  }
}

function checkedOf(error: unknown): Checked {
  if (error instanceof TakenBack) return error.checked;
  throw error;
}

async function run(actor: Can<"project.write">, given: Configuration, options: TakeOptions): Promise<Checked> {
  const present = await loadPresent(actor);
  const fitted = await fitKeys(given, present);
  const asked = itemsOf(fitted.file);
  const chosen = new Set(asked.filter(({ id }) => options.take?.has(id) ?? true));
  const target = targetOf(actor, present, chosen, {
    ...options,
    apiKeyOf: (key) => options.apiKeyOf(fitted.keyInFile(key)),
  });
  const items: CheckedItem[] = [];
  const before = asked.map((item) => compared(target, fitted, item));
  const fingerprint = fingerprintOf(before);
  if (options.seen !== undefined && options.seen !== fingerprint)
    throw new AppError(
      "stale",
      "The project or the source has changed since this dry run. Check once more; nothing was taken.",
    );
  for (const item of asked)
    items.push(chosen.has(item) ? await takeOne(target, fitted, item) : compared(target, fitted, item));
  return { items, missing: target.missing, fingerprint };
}

function targetOf(
  actor: Can<"project.write">,
  present: Present,
  chosen: ReadonlySet<Item>,
  { apiKeyOf, secrets = new Map() }: TakeOptions,
): Target {
  const macros = present.configuration.macros.filter(({ enabled }) => !enabled);
  return {
    actor,
    present,
    ids: new Map(present.ids),
    there: new Map(itemsOf(present.configuration).map((item) => [item.id, item])),
    coming: new Map([...chosen].filter(({ kind }) => kind === "macro").map(({ id, label }) => [id, label])),
    off: new Set(macros.map(({ of, key }) => idOf.macro(of, key))),
    secrets,
    missing: [],
    apiKeyOf,
  };
}

async function takeOne(target: Target, fitted: Fitted, item: Item): Promise<CheckedItem> {
  const before = compared(target, fitted, item);
  if (before.state === "same") return before;
  const known = new Map(target.ids);
  try {
    await transaction(() => saveItem(target, item));
    const note = waitingNote(target, item);
    return { ...before, taken: true, notes: note ? [...before.notes, note] : before.notes };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // What stood in for a macro that comes later went with it.
    target.ids = known;
    target.coming.delete(item.id);
    return { ...before, taken: true, state: "cannot", reason: reasonOf(error) };
  }
}

function waitingNote({ off, there }: Target, item: Item): string | null {
  if (item.kind === "distribution" && !there.has(item.id))
    return "It comes paused, as yours, and without e-mail addresses, which are not copied. Open it, say who gets it, and select Go on.";
  if (!off.has(item.id)) return null;
  if (item.kind === "macro" && item.value.enabled)
    return "It stays switched off until its secrets are typed and what it runs is on.";
  if (item.kind === "listener" && item.value.enabled)
    return "It stays switched off until the secret of its signature is typed.";
  return null;
}

function compared({ present, there }: Target, { notes }: Fitted, item: Item): CheckedItem {
  const { id, kind, label } = item;
  const old = there.get(id);
  const note = notes.get(id);
  const shown = { id, kind, label, taken: false, notes: note ? [note] : [] };
  // Of a group of the community only that it is there matters.
  if (isCommunitys(present, item)) return { ...shown, state: "same", changes: [] };
  if (!old) return { ...shown, state: "new", changes: [] };
  // One that waits is off for a reason that the file does not know.
  const waits = present.waiting.has(id) && "enabled" in old.value && !old.value.enabled;
  const wanted = waits ? { ...item.value, enabled: false } : item.value;
  if (isDeepStrictEqual(old.value, wanted)) return { ...shown, state: "same", changes: [] };
  return { ...shown, state: "changed", changes: changesOf(old.value, wanted) };
}

function isCommunitys({ rows }: Present, item: Item): boolean {
  if (item.kind !== "communityGroup") return false;
  const { key, target } = item.value;
  return rows.groups.some((group) => group.projectId === null && group.key === key && group.target === target);
}

/** What people decide by: what each thing would be, and what would change of it. */
function fingerprintOf(items: readonly CheckedItem[]): string {
  const said = items.map(({ id, state, changes, notes }) => [id, state, changes, notes]);
  return createHash("sha256").update(JSON.stringify(said)).digest("base64url");
}

/** What stood in the way, with its place where the command names one. */
function reasonOf({ message, fields }: AppError): string {
  const places = [...new Set(Object.values(fields))];
  if (places.length === 0) return message;
  const shown = places.slice(0, 3).join(" ");
  return places.length > 3 ? `${shown} And ${places.length - 3} more.` : shown;
}

async function noteTaken(actor: Can<"project.write">, file: Configuration, { items }: Checked): Promise<void> {
  const taken = items.filter((item) => item.taken && item.state !== "cannot").map(({ id }) => id);
  if (taken.length === 0) return;
  await transaction((tx) =>
    audit(tx, actor, {
      verb: "changed",
      kind: "configuration",
      id: file.project.key,
      label: `From ${file.project.name}`,
      after: { taken },
    }),
  );
}
