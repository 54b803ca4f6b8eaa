import { countCard } from "@/lib/home/count-card";
import { AppError } from "@/lib/errors/app-error";
import { route } from "@/lib/web/route";
import { z } from "zod";

/** What a card of the person's home page counts, now. */
export const GET = route("filters.write", ({ actor, param }) => {
  const id = z.uuid().safeParse(param("card"));
  if (!id.success) throw new AppError("not_found", "There is no such count.");
  return countCard(actor, id.data);
});
