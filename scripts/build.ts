import { prepare } from "./prepare";

/** `npm run build`: the production build, if it is missing or stale. */
await prepare((line) => process.stdout.write(`${line}\n`));
