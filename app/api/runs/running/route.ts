import { listRunning } from "@/lib/perform-action/running";
import { route } from "@/lib/web/route";

/** The tray of running jobs: of all places together, whatever page one is on. */
export const GET = route("home.read", ({ actor }) => listRunning(actor));
