import { AppError } from "@/lib/errors/app-error";
import { macroHome, type MacroHome } from "./schema";

/** The home that an address names: a feedback type by its id, else the users. @throws AppError `not_found` */
export function homeOf(typeId: string | null): MacroHome {
  if (typeId === null) return { target: "user" };
  const home = macroHome.safeParse({ target: "feedback", typeId });
  if (!home.success) throw new AppError("not_found", "There is no such feedback type in this project.");
  return home.data;
}
