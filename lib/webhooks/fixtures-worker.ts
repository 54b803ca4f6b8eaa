import { startDispatcher } from "./dispatcher";
import { localPolicy } from "./fixtures";

// A worker to be killed.
await startDispatcher({ policy: localPolicy, workerId: BigInt(process.argv[2] ?? "0") });
