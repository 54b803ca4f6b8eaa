import type { Can } from "@/lib/auth/actor";
import type { Permission } from "@/lib/auth/permissions";

/** Where things are made, and by whom. */
export interface Place {
  name: string;
  projectId: string | null;
  can: <P extends Permission>(permission: P) => Can<P>;
  /** Whose filters and views they are. */
  owner: string;
  importer: Can<"externalData.write">;
  tester: string;
  testerName: string;
}
