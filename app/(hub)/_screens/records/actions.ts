"use server";

import { z } from "zod";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors/app-error";
import { deleteFilter as removeFilter, saveFilter as storeFilter } from "@/lib/filters/filters";
import { filterInput, viewInput } from "@/lib/filters/schema";
import { loadSource } from "@/lib/sources/load-source";
import type { Source } from "@/lib/sources/source";
import { deleteView as removeView, saveView as storeView } from "@/lib/views/views";
import { action } from "@/lib/web/action";

const id = z.strictObject({ id: z.uuid() });

export const saveFilter = action("filters.write", filterInput, async (actor, input) =>
  storeFilter(actor, await sourceOf(actor, input.source), input),
);

export const deleteFilter = action("filters.write", id, (actor, input) => removeFilter(actor, input.id));

export const saveView = action("filters.write", viewInput, async (actor, input) =>
  storeView(actor, await sourceOf(actor, input.source), input),
);

export const deleteView = action("filters.write", id, (actor, input) => removeView(actor, input.id));

async function sourceOf(actor: Can<"filters.write">, key: string): Promise<Source> {
  const projectId = projectIdOf(actor);
  const typeId = /^feedback:(.+)$/.exec(key)?.[1];
  const source = await loadSource(typeId ? { kind: "feedback", typeId } : { kind: "users", projectId });
  const here = source.scope.kind === "project" ? source.scope.id : null;
  if (here !== projectId) throw new AppError("not_found", "There is no such list here.");
  return source;
}
