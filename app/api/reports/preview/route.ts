import { also } from "@/lib/auth/authorize";
import { previewElement } from "@/lib/reports/preview-element";
import { readViewQuestion } from "@/lib/reports/view-question";
import { route } from "@/lib/web/route";

/** An element while it is built: its answer as of now, its drawing, and which styles suit. */
export const GET = route("reports.write", ({ actor, query }) => {
  const { definition, ...frame } = readViewQuestion("preview", query);
  return previewElement(also(actor, "reports.read"), definition, frame);
});
