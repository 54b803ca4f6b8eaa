import "server-only";
import { AppError } from "@/lib/errors/app-error";
import { reportTrouble } from "@/lib/errors/report-trouble";
import type { Way } from "@/lib/listeners/credentials";
import { takeOne, type ListenerLimits } from "@/lib/listeners/limits";
import { pullLimits } from "./limits";
import { logPull, type PullEntry } from "./log-pull";
import type { LoadedPackage } from "./load-package";
import { lookUp } from "./lookup";
import { openPackage } from "./open-package";
import { provePull } from "./prove";
import { pullPackage } from "./pull";
import { isRefusal, refuse, type Answer, type PullRequest, type Refusal, type Reply } from "./reply";

/**
 * Answers one call of a data package or a record lookup: proves who asks, reads with the rights of whoever published it, and logs it. Never
 * throws and never answers 500: trouble of our own is a 503 with `Retry-After`.
 */
export async function answerPull(request: PullRequest, limits: ListenerLimits = pullLimits): Promise<Response> {
  const started = performance.now();
  const at = new Date();
  const judged = await judge(request, limits).catch((error: unknown): Judged => {
    reportTrouble("data package")(error);
    return { found: null, way: null, reply: unavailable };
  });
  const { found, way, reply } = judged;
  const note = async (entry: Pick<PullEntry, "status" | "rows" | "bytes"> & Partial<PullEntry>) => {
    if (!found || (way === null && (await takeOne(limits.logged, request.ip)) !== null)) return;
    await logPull(request, { packageId: found.id, way, at, ms: Math.round(performance.now() - started), ...entry });
  };
  if (isRefusal(reply)) {
    await note({ status: reply.status, message: reply.message, rows: null, bytes: 0 });
    return refused(reply);
  }
  const { status, body, rows, subject, counted } = reply;
  if (body === null || typeof body === "string" || request.method === "HEAD") {
    const text = typeof body === "string" && request.method !== "HEAD" ? body : null;
    await note({ status, rows, bytes: text === null ? 0 : Buffer.byteLength(text), ...(subject && { subject }) });
    return new Response(text, { status, headers: headersOf(reply) });
  }
  const done = ({ bytes, message }: Written) => note({ status, rows: counted?.rows ?? rows, bytes, message });
  return stream(reply, body, done);
}

interface Judged {
  found: LoadedPackage | null;
  /** Null: not proven. */
  way: Way | null;
  reply: Reply;
}

async function judge(request: PullRequest, limits: ListenerLimits): Promise<Judged> {
  const proof = await provePull(request, limits);
  if (!proof.ok) return { ...proof, reply: proof.refusal };
  const { found, way } = proof;
  if (request.noFormat) return { found, way, reply: request.noFormat };
  try {
    const opened = await openPackage(found);
    if ("error" in opened) return { found, way, reply: opened };
    const give = found.kind === "package" ? pullPackage : lookUp;
    return { found, way, reply: await begun(request, await give(request, found, opened)) };
  } catch (error) {
    if (!(error instanceof AppError)) {
      reportTrouble("data package")(error);
      return { found, way, reply: unavailable };
    }
    return { found, way, reply: refusalOf(error) };
  }
}

/** A file whose first line has been read: what cannot be answered was refused by then. */
async function begun({ method }: PullRequest, reply: Reply): Promise<Reply> {
  if (isRefusal(reply) || reply.body === null || typeof reply.body === "string" || method === "HEAD") return reply;
  const lines = reply.body;
  const first = await lines.next();
  const all = async function* (): Lines {
    if (!first.done) yield first.value;
    yield* lines;
  };
  return { ...reply, body: all() };
}

/** What cannot be asked of it is a question that is wrong. */
function refusalOf({ code, status, message }: AppError): Refusal {
  const isOurs = code === "unavailable" || code === "too_many";
  return {
    ...refuse(code === "invalid" ? 400 : status, code === "invalid" ? "bad_request" : code, message),
    ...(isOurs && { headers: { "retry-after": "5" } }),
  };
}

const unavailable: Refusal = {
  ...refuse(503, "unavailable", "We cannot answer right now. Ask again in a few seconds."),
  headers: { "retry-after": "5" },
};

function refused({ status, error, message, headers }: Refusal): Response {
  return Response.json({ error, message }, { status, headers: { "cache-control": "no-store", ...headers } });
}

function headersOf({ headers }: Answer): Record<string, string> {
  // It may be kept, and asked for again before it is shown.
  return { "cache-control": "private, no-cache", ...headers };
}

interface Written {
  bytes: number;
  message?: string;
}

type Lines = Extract<Answer["body"], AsyncGenerator>;

function stream(reply: Answer, lines: Lines, done: (written: Written) => Promise<void>): Response {
  const encoder = new TextEncoder();
  let bytes = 0;
  const send = (to: ReadableStreamDefaultController<Uint8Array>, piece: Uint8Array | string) => {
    const block = typeof piece === "string" ? encoder.encode(piece) : piece;
    bytes += block.length;
    to.enqueue(block);
  };
  const body = new ReadableStream<Uint8Array>({
    pull: async (to) => {
      try {
        const next = await lines.next();
        if (!next.done) return send(to, next.value);
        await done({ bytes });
        to.close();
      } catch (error) {
        const message = error instanceof AppError ? error.message : "It broke off in the middle.";
        await done({ bytes, message });
        throw error;
      }
    },
    cancel: async () => {
      await lines.return();
      await done({ bytes, message: "The reader went away before the end." });
    },
  });
  return new Response(body, { status: reply.status, headers: headersOf(reply) });
}
