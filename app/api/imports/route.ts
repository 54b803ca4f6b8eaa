import { AppError } from "@/lib/errors/app-error";
import { invalid } from "@/lib/errors/invalid";
import { importLimits, uploadInput } from "@/lib/imports/schema";
import { uploadImport } from "@/lib/imports/upload";
import { arriving } from "@/lib/web/arriving";
import { route } from "@/lib/web/route";

/** Takes in the CSV file that is the body, while it arrives: too large for a server action. Answers the id of the import. */
export const POST = route("externalData.write", ({ actor, query, request }) => {
  const input = uploadInput.safeParse({
    kind: query.get("kind"),
    groupId: query.get("group"),
    fileName: query.get("name"),
  });
  if (!input.success) throw invalid(input.error);
  if (Number(request.headers.get("content-length") ?? 0) > importLimits.bytes)
    throw new AppError(
      "too_large",
      `The file is larger than ${importLimits.bytes / 1_000_000} MB. Split it into several.`,
    );
  return uploadImport(actor, input.data, arriving(request.body));
});
