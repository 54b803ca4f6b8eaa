import { PHASE_PRODUCTION_BUILD } from "next/constants.js";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run check`; a fresh machine should not do it again before the first page.
  typescript: { ignoreBuildErrors: true },
  // Our front decides what an address means; nothing is redirected.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: [
    "@myriaddreamin/typst-ts-node-compiler",
    "@node-rs/argon2",
    "@prisma/client",
    "@prisma/adapter-pg",
    "@resvg/resvg-js",
    "harfbuzzjs",
    "pg",
    "pg-boss",
    "nodemailer",
    "undici",
  ],
  experimental: {
    authInterrupts: true,
    // A configuration of 5 MB, and what the text of it grows to on its way.
    serverActions: { bodySizeLimit: "8mb" },
  },
};

/** A third of the build's time: the server's code stays readable and so needs no maps, and a second build is rare. */
const build = {
  turbopackMinify: { server: false, client: true },
  turbopackSourceMaps: false,
  turbopackFileSystemCacheForBuild: false,
};

/** @param {string} phase */
export default function nextConfig(phase) {
  const experimental = { ...config.experimental, ...(phase === PHASE_PRODUCTION_BUILD && build) };
  return { ...config, experimental };
}
