import { AppError } from "@/lib/errors/app-error";
import { appUsagePoints } from "./app-usage-points";
import { githubIssues } from "./github-issues";
import { jiraCreateIssues } from "./jira-create-issues";
import { jiraTwoWay } from "./jira-two-way";
import { microsoftTeams } from "./microsoft-teams";
import type { Recipe } from "./recipe";
import { salesforce } from "./salesforce";
import { shippingAddresses } from "./shipping-addresses";
import { slack } from "./slack";

/** In the order of the gallery. */
export const recipes: readonly Recipe[] = [
  slack,
  microsoftTeams,
  jiraCreateIssues,
  jiraTwoWay,
  githubIssues,
  salesforce,
  shippingAddresses,
  appUsagePoints,
];

/** @throws AppError `not_found` */
export function getRecipe(id: string): Recipe {
  const found = recipes.find((recipe) => recipe.id === id);
  if (!found) throw new AppError("not_found", "There is no such recipe.");
  return found;
}
