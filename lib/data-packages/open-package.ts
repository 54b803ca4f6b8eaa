import "server-only";
import type { Can } from "@/lib/auth/actor";
import { also, authorize } from "@/lib/auth/authorize";
import type { ElementQuestion } from "@/lib/elements/question";
import { AppError } from "@/lib/errors/app-error";
import { getElement } from "@/lib/reports/queries";
import { elementQuestion } from "@/lib/reports/read-element";
import { columnsOf, type PlacedColumn } from "./columns";
import type { LoadedPackage } from "./load-package";
import { refuse, type Refusal } from "./reply";

export interface OpenPackage {
  question: ElementQuestion;
  columns: PlacedColumn[];
}

/** What the element asks, with the rights that its owner has now; or why it cannot be given. */
export async function openPackage(
  found: Pick<LoadedPackage, "ownerId" | "projectKey" | "elementId" | "confirmed">,
): Promise<OpenPackage | Refusal> {
  try {
    const actor = await ownerOf(found);
    const { element } = await getElement(actor, found.elementId ?? "");
    if (element.definition.style !== "table")
      return gone("This report element is not a table any more. Its manager can choose another one.");
    const question = await elementQuestion(actor, element);
    const columns = await columnsOf(question);
    return notConfirmed(columns, found.confirmed) ?? { question, columns };
  } catch (error) {
    if (error instanceof AppError && error.code !== "unavailable") return gone(error.message);
    throw error;
  }
}

/** Personal data that came into the element after its owner agreed to what was in it stays in. */
function notConfirmed(columns: readonly PlacedColumn[], confirmed: readonly string[]): Refusal | null {
  const open = columns.filter(({ key, isPersonal }) => isPersonal && !confirmed.includes(key));
  if (open.length === 0) return null;
  const names = open.map(({ label }) => label).join(", ");
  return refuse(403, "not_confirmed", `Nobody has agreed yet to publish these personal data: ${names}.`);
}

/** @throws AppError when whoever publishes it is gone, or may not publish here any more */
async function ownerOf({
  ownerId,
  projectKey,
}: Pick<LoadedPackage, "ownerId" | "projectKey">): Promise<Can<"reports.read">> {
  const message = "Whoever published this may not do so any more. A manager can save it again in their own name.";
  if (ownerId === null) throw new AppError("forbidden", message);
  try {
    const publisher = await authorize(
      ownerId,
      projectKey === null ? "community" : { project: projectKey },
      "reports.write",
      "job",
    );
    return also(publisher, "reports.read");
  } catch (error) {
    if (error instanceof AppError) throw new AppError("forbidden", message);
    throw error;
  }
}

function gone(message: string): Refusal {
  return refuse(410, "gone", message);
}
