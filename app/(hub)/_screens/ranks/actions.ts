"use server";

import { z } from "zod";
import { rankInput } from "@/lib/users/rank-schema";
import { createRank as create, deleteRank as remove, updateRank as update } from "@/lib/users/ranks";
import { action } from "@/lib/web/action";

const id = z.uuid();

export const createRank = action("ranks.write", rankInput, create);

export const updateRank = action("ranks.write", z.strictObject({ id, rank: rankInput }), (actor, input) =>
  update(actor, input.id, input.rank),
);

export const deleteRank = action("ranks.write", z.strictObject({ id }), (actor, input) => remove(actor, input.id));
