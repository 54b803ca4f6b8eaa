import { describeSource } from "@/lib/reports/describe-source";
import { readViewQuestion } from "@/lib/reports/view-question";
import { route } from "@/lib/web/route";

/** What an element of a data source can be made of. */
export const GET = route("reports.read", ({ actor, query }) =>
  describeSource(actor, readViewQuestion("source", query).source),
);
