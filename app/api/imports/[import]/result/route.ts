import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { downloadImport } from "@/lib/imports/download";
import { route } from "@/lib/web/route";

/** What became of each row, as CSV. */
export const GET = route("externalData.write", ({ actor, param }) => {
  const id = z.uuid().safeParse(param("import"));
  if (!id.success) throw new AppError("not_found", "There is no such import here.");
  return downloadImport(actor, id.data);
});
