import { also } from "@/lib/auth/authorize";
import { previewRows } from "@/lib/reports/preview-element";
import { readViewQuestion } from "@/lib/reports/view-question";
import { route } from "@/lib/web/route";

/** The records behind an element while it is built, or behind a part of it. */
export const GET = route("reports.write", ({ actor, query }) => {
  const { definition, ...asked } = readViewQuestion("previewRows", query);
  return previewRows(also(actor, "reports.read"), definition, asked);
});
