// `node --import ./scripts/typescript.mjs file.ts`: TypeScript with our path aliases, and without the bundler's "server-only".
import { fileURLToPath } from "node:url";

process.env.TSX_TSCONFIG_PATH = fileURLToPath(new URL("../tsconfig.node.json", import.meta.url));
await import("tsx");
