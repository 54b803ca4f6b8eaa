import { beforeAll, beforeEach, expect } from "vitest";
import { db } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { pool } from "@/lib/db/pool";
import type { ElementDraft } from "@/lib/elements/schema";
import { startExport } from "@/lib/exports/commands";
import { openExport } from "@/lib/exports/open-export";
import type { ExportRequest } from "@/lib/exports/schema";
import type { ExportFormat } from "@/lib/exports/states";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { bugReport } from "@/lib/sample/feedback-types";
import { makeCast, type Cast } from "./cast";

const hostile = ["=1+1", "-2+3", "@SUM(A1)", "\tx", "＝1", "日本 عربى 🎉", 'a"b,c\nd', "-5", "+49 30 1234"];

type Staff = "manager" | "support" | "observer";

/**
 * For tests of exports: a project with 90 tickets, some of which have hostile titles and no severity. Every test begins without files.
 * Call it once at the top; its cast and type are there from the first test on.
 */
export function exportScene() {
  let cast: Cast;
  let type: string;
  beforeAll(async () => {
    cast = await makeCast("vega");
    const parsed = feedbackTypeInput.parse(bugReport);
    ({ id: type } = await createFeedbackType(await cast.can("manager", "types.write"), parsed));
    await pool().query(
      `insert into feedback (id, project_id, type_id, number, display_id, title, status_id, submitter_id, created_at, modified_at, values)
       select gen_random_uuid(), $1, $2, n, 'BUG-' || n, coalesce(($4::text[])[n], 'Ticket ' || n),
              (select id from feedback_status s where s.type_id = $2 order by s."order" offset n % 3 limit 1),
              $3, timestamptz '2026-09-01 22:30:00+00' + n * interval '19 hours', now(),
              case when n % 4 = 0 then '{}' else jsonb_build_object('severity', (array['low','high','critical'])[n % 3 + 1]) end
         from generate_series(1, 90) n`,
      [cast.project.id, type, cast.people.participant.id, hostile],
    );
  });
  beforeEach(() => db.exportFile.deleteMany());

  const list = (query: string): ExportRequest => ({ kind: "list", source: `feedback:${type}`, query });

  async function start(request: ExportRequest, format: ExportFormat = "csv", who: Staff = "observer"): Promise<string> {
    return (await startExport(await cast.can(who, "reports.read"), { request, format })).id;
  }

  async function read(id: string, who: Staff = "observer"): Promise<Buffer> {
    const file = await openExport(await cast.can(who, "home.read", "community"), id);
    const pieces: Uint8Array[] = [];
    for await (const piece of file.pieces()) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    expect(bytes).toHaveLength(file.bytes);
    return bytes;
  }

  /** Of a report of its own. */
  async function element(draft: Partial<ElementDraft>): Promise<ExportRequest> {
    const definition = plainJson({ source: `feedback:${type}`, style: "table", ...draft });
    const { elements } = await db.report.create({
      data: {
        projectId: cast.project.id,
        name: "Weekly",
        visibility: "project",
        elements: { create: { kind: "element", position: 0, name: "Tickets", definition } },
      },
      select: { elements: { select: { id: true } } },
    });
    return { kind: "element", elementId: elements[0]?.id ?? "" };
  }

  return {
    get cast() {
      return cast;
    },
    get type() {
      return type;
    },
    list,
    start,
    read,
    element,
  };
}

export const stateOf = (id: string) => db.exportFile.findUniqueOrThrow({ where: { id } });

export async function reportOf(request: ExportRequest): Promise<string> {
  const elementId = request.kind === "element" ? request.elementId : "";
  return (await db.reportElement.findUniqueOrThrow({ where: { id: elementId } })).reportId;
}
