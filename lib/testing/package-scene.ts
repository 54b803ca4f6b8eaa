import { randomUUID } from "node:crypto";
import { beforeAll } from "vitest";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { answerPull } from "@/lib/data-packages/answer-pull";
import { savePackage } from "@/lib/data-packages/commands";
import { readPullRequest } from "@/lib/data-packages/read-request";
import { packageInput } from "@/lib/data-packages/schema";
import { pool } from "@/lib/db/pool";
import { elementDefinition, type ElementDraft } from "@/lib/elements/schema";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { makeListenerLimits } from "@/lib/listeners/limits";
import { addBlock } from "@/lib/reports/block-commands";
import { bugReport } from "@/lib/sample/feedback-types";
import { makeCast, type Cast } from "./cast";

/** What the elements show unless a test says otherwise. */
export const shownItems = [
  { path: "feedback.display_id" },
  { path: "feedback.title" },
  { path: "feedback.weight", label: "How much" },
  { path: "feedback.status" },
  { path: "feedback.created_at" },
];

/** What is pulled as JSON, and what is said instead. */
interface Pulled {
  items: Record<string, unknown>[];
  columns: { key: string; label: string; type: string }[];
  next: string | null;
  generatedAt: string;
  error?: string;
  message?: string;
}

/**
 * For tests of data packages: a project with 25 tickets and an API key. Call it once at the top; the key, the type and the cast are there
 * from the first test on.
 */
export function packageScene() {
  let cast: Cast;
  let key: { id: string; key: string };
  let type: string;
  beforeAll(async () => {
    cast = await makeCast("vega");
    key = await createApiKey(
      await cast.can("communityManager", "apiKeys.write", "community"),
      apiKeyInput.parse({ name: "BI" }),
    );
    ({ id: type } = await createFeedbackType(
      await cast.can("manager", "types.write"),
      feedbackTypeInput.parse(bugReport),
    ));
    await addTickets(1, 25);
  });

  async function addTickets(from: number, to: number) {
    await pool().query(
      `insert into feedback (id, project_id, type_id, number, display_id, title, status_id, submitter_id, weight, created_at, modified_at)
       select uuidv7(), $1, $2, n, 'BUG-' || n, case when n = 7 then '=HYPERLINK("http://evil")' when n = 8 then '@SUM, "quoted"' else 'Ticket ' || n end,
              (select id from feedback_status s where s.type_id = $2 order by s."order" offset n % 3 limit 1), $3, n / 2.0,
              timestamptz '2026-09-01 00:00:00+00' + n * interval '1 day', timestamptz '2026-09-01 00:00:00+00' + n * interval '1 day'
         from generate_series($4::int, $5::int) n`,
      [cast.project.id, type, cast.people.participant.id, from, to],
    );
  }

  async function element(draft: Partial<ElementDraft> = {}, of = cast): Promise<string> {
    const definition = elementDefinition.parse({
      source: `feedback:${type}`,
      style: "table",
      items: shownItems,
      ...draft,
    });
    const made = await addBlock(await of.can("manager", "reports.write"), {
      destination: { kind: "new", name: randomUUID() },
      block: { kind: "element", name: "Tickets", isHalf: false, definition },
    });
    return made.id;
  }

  async function publish(change: object = {}, draft: Partial<ElementDraft> = {}) {
    const id = randomUUID();
    const input = packageInput.parse({
      id,
      kind: "package",
      name: "Tickets",
      key: `p${id.slice(0, 8)}`,
      apiKeyId: key.id,
      elementId: await element(draft),
      ...change,
    });
    await savePackage(await cast.can("manager", "reports.write"), input);
    return input;
  }

  const limits = makeListenerLimits({ failures: 1_000 });

  async function get(path: string, headers: Record<string, string> = { "x-api-key": key.key }) {
    const kind = path.startsWith("/api/lookups/") ? "lookup" : "package";
    const request = new Request(`http://localhost${path}`, { headers });
    const response = await answerPull(readPullRequest(kind, request, "10.0.0.1"), limits);
    // A text would come without its byte order mark.
    const text = Buffer.from(await response.arrayBuffer()).toString();
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) as Pulled };
  }

  return {
    get cast() {
      return cast;
    },
    get key() {
      return key;
    },
    get type() {
      return type;
    },
    addTickets,
    element,
    publish,
    get,
  };
}
