/** A delivery as a worker holds it, from claim to flush. */
export interface Claimed {
  id: string;
  projectId: string | null;
  endpointId: string;
  macroId: string;
  macroVersion: number;
  actionId: string;
  runId: string;
  target: "user" | "feedback";
  subjectId: string;
  /** The number of the try that this claim is; the first is 1. */
  attempt: number;
  maxAttempts: number;
  workerId: number;
  firstAt: Date | null;
  askedById: string | null;
}
