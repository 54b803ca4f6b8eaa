"use server";

import { checkRecipe, installRecipe, recipeInput } from "@/lib/recipes/install";
import { action } from "@/lib/web/action";

export const check = action("project.write", recipeInput, checkRecipe);
export const install = action("project.write", recipeInput, installRecipe);
